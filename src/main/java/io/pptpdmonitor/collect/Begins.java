package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Health.Source.Condition;
import io.pptpdmonitor.source.LogSource;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * From which moment on all that pptpd and pppd wrote was read, as far as can be known. A source that holds lines of both is
 * taken to hold all, and one that goes back far enough is enough then; else each may have what the others lack, and the one
 * that begins last decides. Lines that syslogd or journald dropped are in none of them.
 *
 * @param lastLost when they last said so; null if they never did
 */
record Begins(List<LogSource> sources, @Nullable OffsetDateTime lastLost) {

    private static final Comparator<OffsetDateTime> BY_TIME = OffsetDateTime.timeLineOrder();

    /** Null where it is not known. */
    @Nullable OffsetDateTime moment() {
        OffsetDateTime read = ofSources();
        return read == null || lastLost == null || lastLost.isBefore(read) ? read : lastLost;
    }

    private @Nullable OffsetDateTime ofSources() {
        List<LogSource> present = sources.stream().filter(Begins::isOfNow).toList();
        List<LogSource> asked = present.isEmpty() ? sources : present;
        OffsetDateTime earliest = asked.stream()
                .filter(Begins::isWhole)
                .map(LogSource::begin)
                .filter(Objects::nonNull)
                .min(BY_TIME)
                .orElse(null);
        boolean known = asked.stream().allMatch(source -> source.begin() != null);
        return earliest != null || !known
                ? earliest
                : asked.stream().map(LogSource::begin).max(BY_TIME).orElse(null);
    }

    private static boolean isOfNow(LogSource source) {
        return source.health().condition() != Condition.PAST;
    }

    private static boolean isWhole(LogSource source) {
        LogSource.Counts counts = source.counts();
        return counts.pppdLines() > 0 && counts.relevantLines() > counts.pppdLines();
    }
}

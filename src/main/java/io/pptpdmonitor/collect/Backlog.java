package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Health.Source;
import io.pptpdmonitor.model.Health.Source.Condition;
import io.pptpdmonitor.model.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** What was written since a snapshot that is old, and is not in it. */
final class Backlog {

    private Backlog() {}

    /**
     * The snapshot's health, or that of a collector that is stalled, where something is unread.
     *
     * @param looking whether it is being read now: then of a source that does not tell how much of it is ahead nobody
     *     knows that nothing is
     */
    static Health of(Snapshot old, boolean looking) {
        Health health = old.health();
        Instant since = old.generated().toInstant();
        List<Source> sources =
                health.sources().stream().map(each -> now(each, since, looking)).toList();
        String behind = sources.stream()
                .filter(source -> source.condition() == Condition.BEHIND)
                .map(Source::name)
                .collect(Collectors.joining(", "));
        if (behind.isEmpty()) {
            return health;
        }
        String text = "not read to its end since " + old.generated().truncatedTo(ChronoUnit.SECONDS) + ": " + behind;
        String before = health.statusText().isEmpty() ? "" : health.statusText() + "; ";
        return health.withSources(sources).withStatus(CollectorStatus.STALLED, before + text);
    }

    private static Source now(Source source, Instant since, boolean looking) {
        if (source.condition() != Condition.READ) {
            return source;
        }
        return switch (source.kind()) {
            case FILE -> file(source, since);
            case JOURNAL, STANDARD_INPUT -> looking ? source.behind(source.lagOctets()) : source;
            case AGENT -> source;
        };
    }

    /** A file that is shorter than what was read of it is another one. */
    private static Source file(Source source, Instant since) {
        try {
            Path file = Path.of(source.name());
            long size = Files.size(file);
            long read = Long.parseLong(String.valueOf(source.position()));
            boolean written = Files.getLastModifiedTime(file).toInstant().isAfter(since);
            return written && size != read ? source.behind(size > read ? size - read : size) : source;
        } catch (IOException | NumberFormatException untold) {
            return source;
        }
    }
}

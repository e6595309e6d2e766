package io.pptpdmonitor.source;

import io.pptpdmonitor.model.Health;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A log that nobody writes any more, as an upgrade leaves it behind: it is read for what was, and tells nothing of now. */
public final class OutdatedLog extends FoundLog {

    private final OffsetDateTime last;

    /** @param last its last line, which is much older than that of another source */
    public OutdatedLog(LogSource log, OffsetDateTime last) {
        super(log);
        this.last = last;
    }

    /** {@inheritDoc} Should a line come after all, it is a log as any other. */
    @Override
    public Health.Source health() {
        Health.Source health = super.health();
        @Nullable OffsetDateTime latest = health.lastLine();
        boolean writtenAgain = latest != null && latest.isAfter(last.plusSeconds(1));
        return writtenAgain || health.condition() != Health.Source.Condition.READ
                ? health
                : health.with(
                        Health.Source.Condition.PAST, "nobody writes it any more: the journal goes on without it");
    }
}

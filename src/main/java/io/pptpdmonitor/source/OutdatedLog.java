package io.pptpdmonitor.source;

import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A log that nobody writes any more, as an upgrade leaves it behind: it is read for what was, and tells nothing of now. */
public final class OutdatedLog implements LogSource {

    private final LogSource log;
    private final OffsetDateTime last;

    /** @param last its last line, which is much older than that of another source */
    public OutdatedLog(LogSource log, OffsetDateTime last) {
        this.log = log;
        this.last = last;
    }

    @Override
    public void poll(LogRecord.Sink sink) throws IOException {
        log.poll(sink);
    }

    @Override
    public void finish(LogRecord.Sink sink) {
        log.finish(sink);
    }

    @Override
    public Counts counts() {
        return log.counts();
    }

    @Override
    public @Nullable OffsetDateTime begin() {
        return log.begin();
    }

    @Override
    public Set<String> aliases() {
        return log.aliases();
    }

    /** {@inheritDoc} Should a line come after all, it is a log as any other. */
    @Override
    public Health.Source health() {
        Health.Source health = log.health();
        @Nullable OffsetDateTime latest = health.lastLine();
        boolean writtenAgain = latest != null && latest.isAfter(last.plusSeconds(1));
        return writtenAgain || health.condition() != Health.Source.Condition.READ
                ? health
                : health.with(
                        Health.Source.Condition.PAST, "nobody writes it any more: the journal goes on without it");
    }

    @Override
    public void save(StateOutput out) {
        log.save(out);
    }

    @Override
    public void resume(StateInput in) throws DamagedStateException {
        log.resume(in);
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}

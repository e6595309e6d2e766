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

/** A log of which more is known than it tells by itself, by how it was found beside the others. Not thread-safe. */
abstract class FoundLog implements LogSource {

    private final LogSource log;

    FoundLog(LogSource log) {
        this.log = log;
    }

    /** {@inheritDoc} Others say more of it. */
    @Override
    public Health.Source health() {
        return log.health();
    }

    @Override
    public void poll(LogRecord.Sink sink) throws IOException {
        log.poll(sink);
    }

    @Override
    public final void finish(LogRecord.Sink sink) {
        log.finish(sink);
    }

    @Override
    public final Counts counts() {
        return log.counts();
    }

    @Override
    public final @Nullable OffsetDateTime begin() {
        return log.begin();
    }

    @Override
    public final Set<String> aliases() {
        return log.aliases();
    }

    @Override
    public final void save(StateOutput out) {
        log.save(out);
    }

    @Override
    public final void resume(StateInput in) throws DamagedStateException {
        log.resume(in);
    }

    @Override
    public final void close() throws IOException {
        log.close();
    }
}

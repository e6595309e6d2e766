package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Snapshot;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often a collector is asked that runs for long. The logs are read at every beat, and what happens is told then. A
 * look at the host costs a file for each of its processes, and a snapshot an object for each session: those come when
 * the logs told something, and every few beats where they did not. Not thread-safe.
 */
public final class Follower {

    /** From one call of {@link #beat} to the next. */
    public static final Duration BEAT = Duration.ofSeconds(1);

    private static final int QUIET_BEATS = 5;

    private final Collector collector;
    private int quiet;

    public Follower(Collector collector) {
        this.collector = collector;
    }

    /**
     * Reads on.
     *
     * @return what is known now; null if nothing happened, and the last one is not old
     * @throws IOException as {@link Collector#collect()}
     */
    public @Nullable Snapshot beat() throws IOException {
        int before = quiet;
        quiet = QUIET_BEATS; // Behind a failure the first that succeeds is told.
        boolean told = collector.readOn();
        if (!told && before + 1 < QUIET_BEATS) {
            quiet = before + 1;
            return null;
        }
        Snapshot snapshot = collector.collect();
        quiet = 0;
        return snapshot;
    }
}

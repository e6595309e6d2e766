package io.pptpdmonitor.collect;

import java.io.IOException;
import java.time.Duration;

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

    /** {@link Collector#collect}, or {@link Collector#look} for who needs no snapshot. */
    @FunctionalInterface
    public interface Look {
        void look() throws IOException;
    }

    public Follower(Collector collector) {
        this.collector = collector;
    }

    /**
     * Reads on, and looks if something happened, or the last look is old.
     *
     * @throws IOException as {@code look}
     */
    public void beat(Look look) throws IOException {
        int before = quiet;
        quiet = QUIET_BEATS; // Behind a failure the first that succeeds looks.
        boolean told = collector.readOn();
        if (!told && before + 1 < QUIET_BEATS) {
            quiet = before + 1;
            return;
        }
        look.look();
        quiet = 0;
    }
}

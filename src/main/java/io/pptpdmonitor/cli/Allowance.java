package io.pptpdmonitor.cli;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How many lines may still be said: some at once, then one now and then. Safe for use by several threads. */
final class Allowance {

    private final int most;
    private final long nanosEach;
    private final LongSupplier nanos;
    private double left;
    private long last;
    private long kept;

    /**
     * @param most at once
     * @param each after that long there is one more
     * @param nanos a clock that never goes back
     */
    Allowance(int most, Duration each, LongSupplier nanos) {
        this.most = most;
        this.nanosEach = each.toNanos();
        this.nanos = nanos;
        this.left = most;
        this.last = nanos.getAsLong();
    }

    /** Whether a line may be said now: -1 if not, else how many were not since the last that was. */
    synchronized long take() {
        long now = nanos.getAsLong();
        left = Math.min(most, left + (double) (now - last) / nanosEach);
        last = now;
        if (left < 1) {
            kept++;
            return -1;
        }
        left--;
        long before = kept;
        kept = 0;
        return before;
    }
}

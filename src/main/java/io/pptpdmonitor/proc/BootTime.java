package io.pptpdmonitor.proc;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the host was started, in whole seconds, from the btime line of /proc/stat (proc(5)).
 *
 * <p>The kernel reckons it as the clock's time less the uptime: it moves when the clock is set, and may differ by a
 * second between two readings. Two readings of one boot are equal only within some slack.
 *
 * @param instant never after the year 9999
 */
public record BootTime(Instant instant) {
    private static final int LIMIT = 1 << 20;
    private static final String KEY = "btime ";

    /** 9999-12-31T23:59:59Z; more is garbage, and must not overflow when a process's age is added. */
    private static final long LATEST = 253402300799L;

    /** Some 80 years: more is garbage too. */
    private static final long MOST_TICKS = 250_000_000_000L;

    /** The unit of times in /proc/PID/stat: 1/100 s on every Linux but that of alpha and ia64 (USER_HZ). */
    private static final long MILLIS_PER_TICK = 10;

    /**
     * The boot of a host; null if it cannot be told.
     *
     * @param root what stands before /proc; {@code /} on a real host
     */
    public static @Nullable BootTime read(Path root) {
        return read(new Tree(root));
    }

    static @Nullable BootTime read(Tree tree) {
        String stat = tree.text("proc/stat", LIMIT);
        if (stat == null) {
            return null;
        }
        Long seconds = stat.lines()
                .filter(line -> line.startsWith(KEY))
                .findFirst()
                .map(line -> Decimal.parse(line.substring(KEY.length()).strip()))
                .orElse(null);
        return seconds == null || seconds > LATEST ? null : new BootTime(Instant.ofEpochSecond(seconds));
    }

    /** The moment that many ticks after the boot; null where the sum is beyond all sense. */
    @Nullable Instant after(long ticks) {
        return ticks > MOST_TICKS ? null : instant.plus(Duration.ofMillis(ticks * MILLIS_PER_TICK));
    }
}

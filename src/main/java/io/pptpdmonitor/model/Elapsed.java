package io.pptpdmonitor.model;

import java.util.Locale;

/** Spans of time for people. */
public final class Elapsed {

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Elapsed() {}

    /** {@code 4:12:51}; from a day on {@code 2d 04:12:51}. */
    public static String exact(long seconds) {
        String format = seconds < DAY ? "%2$d:%3$02d:%4$02d" : "%1$dd %2$02d:%3$02d:%4$02d";
        return String.format(
                Locale.ROOT, format, seconds / DAY, seconds % DAY / HOUR, seconds % HOUR / MINUTE, seconds % MINUTE);
    }

    /** One number and its unit, rounded down: {@code 4 s}, {@code 5 min}, {@code 3 h}, {@code 12 d}. */
    public static String rough(long seconds) {
        if (seconds < 2 * MINUTE) {
            return seconds + " s";
        }
        if (seconds < 2 * HOUR) {
            return seconds / MINUTE + " min";
        }
        return seconds < 2 * DAY ? seconds / HOUR + " h" : seconds / DAY + " d";
    }
}

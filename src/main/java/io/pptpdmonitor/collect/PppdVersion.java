package io.pptpdmonitor.collect;

import org.jspecify.annotations.Nullable;

/**
 * Which pppd it is, as its first line says ("pppd 2.4.9 started by root, uid 0"), and what its numbers are therefore worth.
 *
 * @param text null where that line was not seen: then it counts as the oldest
 */
record PppdVersion(@Nullable String text) {

    private static final int[] SIXTY_FOUR_BITS = {2, 5, 2};
    private static final int[] MONOTONIC = {2, 4, 9};

    /** Whether it tells octets in 64 bits in the log, too (ppp, commit f7120b5). */
    boolean isWide() {
        return isSince(SIXTY_FOUR_BITS);
    }

    /**
     * Whether it measures its connect time by a clock that nobody sets (ppp, commit c78e312, main.c: get_time in place of
     * gettimeofday; merged in May 2020, after 2.4.8).
     */
    boolean isMonotonic() {
        return isSince(MONOTONIC);
    }

    /** Numbers are compared one after the other; what is missing, or no number, counts as 0. */
    private boolean isSince(int[] release) {
        int at = 0;
        for (int wanted : release) {
            int part = 0;
            while (text != null && at < text.length() && isDigit(text.charAt(at))) {
                part = Math.min(part * 10 + text.charAt(at++) - '0', 1 << 20);
            }
            while (text != null && at < text.length() && !isDigit(text.charAt(at))) {
                at++;
            }
            if (part != wanted) {
                return part > wanted;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

package io.pptpdmonitor.proc;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decimal numbers as the kernel and pppd write them: ASCII digits, no sign, no blank. */
final class Decimal {
    /** As many as 2^63-1 has. */
    private static final int DIGITS = 19;

    private Decimal() {}

    /** The number from 0 to 2^63-1 that the octets from {@code begin} to before {@code end} are; negative if none. */
    static long parse(byte[] text, int begin, int end) {
        if (begin == end || end - begin > DIGITS) {
            return -1;
        }
        long value = 0;
        for (int i = begin; i < end; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        // Of the numbers of 19 digits those beyond 2^63-1 come out negative by themselves.
        return value;
    }

    /** The number from 0 to 2^63-1 that the text is; null if it is none. */
    static @Nullable Long parse(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        long value = parse(octets, 0, octets.length);
        return value < 0 ? null : value;
    }

    /** As {@link #parse(String)}, from 1 to 2^31-1: process numbers and interface indices. */
    static @Nullable Integer parsePositive(String text) {
        Long value = parse(text);
        return value == null || value < 1 || value > Integer.MAX_VALUE ? null : value.intValue();
    }
}

package io.pptpdmonitor.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Looking at ranges of a byte array, so that a line need not become a String. */
public final class Bytes {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final int LONGEST_BRACKETED = "[123456789012]".length();

    private Bytes() {}

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    public static boolean startsWith(byte[] bytes, int from, int to, byte[] prefix) {
        return to - from >= prefix.length && same(bytes, from, prefix, 0, prefix.length);
    }

    /** Whether so many bytes are the same in both, of which all must be there; eight at a time. */
    static boolean same(byte[] some, int from, byte[] other, int otherFrom, int length) {
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            if (word(some, from + i) != word(other, otherFrom + i)) {
                return false;
            }
        }
        for (; i < length; i++) {
            if (some[from + i] != other[otherFrom + i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether one of both, the range and the prefix, begins with the other. */
    static boolean startsWithSame(byte[] bytes, int from, int to, byte[] prefix) {
        int known = Math.min(prefix.length, to - from);
        for (int i = 0; i < known; i++) {
            if (bytes[from + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the range spells the ASCII text. */
    public static boolean equal(byte[] bytes, int from, int to, String ascii) {
        if (to - from != ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[from + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    public static boolean endsWith(byte[] bytes, int from, int to, byte[] suffix) {
        return to - from >= suffix.length && startsWith(bytes, to - suffix.length, to, suffix);
    }

    /** Eight bytes as a number, the first being the least. */
    static long word(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** The first index of {@code wanted} in the range, or -1; 32 bytes a step, then eight. */
    public static int indexOf(byte[] bytes, int from, int to, byte wanted) {
        long pattern = ONES * (wanted & 0xff);
        int i = from;
        for (; i + 32 <= to; i += 32) {
            long a = word(bytes, i) ^ pattern;
            long b = word(bytes, i + 8) ^ pattern;
            long c = word(bytes, i + 16) ^ pattern;
            long d = word(bytes, i + 24) ^ pattern;
            if (((zeros(a) | zeros(b) | zeros(c) | zeros(d)) & HIGHS) != 0) {
                break;
            }
        }
        for (; i + 8 <= to; i += 8) {
            long found = zeros(word(bytes, i) ^ pattern) & HIGHS;
            if (found != 0) {
                return i + firstOf(found);
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Which byte is the first whose high bit is set, of which one must be. As Long.numberOfTrailingZeros tells, which takes
     * a tenth of all reading where the optimizing compiler does not make it one instruction.
     */
    static int firstOf(long highs) {
        long before = (highs - 1) & ~highs;
        return (int) (((before & ONES) * ONES) >>> 56) - 1;
    }

    /** The high bit of the first byte that is 0 is the first one set of all high bits; of the bytes before none is. */
    static long zeros(long word) {
        return (word - ONES) & ~word;
    }

    /** The last index of {@code wanted} in the range, or -1. */
    public static int lastIndexOf(byte[] bytes, int from, int to, byte wanted) {
        for (int i = to - 1; i >= from; i--) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** The number that the whole range spells in decimal digits, or -1 if it is none or exceeds 2^63-1. */
    public static long decimal(byte[] bytes, int from, int to) {
        if (from >= to || to - from > 19) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(bytes[i])) {
                return -1;
            }
            value = value * 10 + (bytes[i] - '0');
            if (value < 0) {
                return -1;
            }
        }
        return value;
    }

    /** Where a number in brackets begins, such as {@code [828]}, of twelve digits at most; -1 if none stands there. */
    static int bracketedNumber(byte[] bytes, int from, int to) {
        int open = indexOf(bytes, from, to, (byte) '[');
        while (open >= 0) {
            int close = indexOf(bytes, open, Math.min(to, open + LONGEST_BRACKETED), (byte) ']');
            if (close > 0 && decimal(bytes, open + 1, close) >= 0) {
                return open;
            }
            open = indexOf(bytes, open + 1, to, (byte) '[');
        }
        return -1;
    }

    /** The two digits at {@code at}, or -1; a blank counts as 0 in the first place. */
    public static int twoDigits(byte[] bytes, int at) {
        int tens = bytes[at] == ' ' ? 0 : bytes[at] - '0';
        int ones = bytes[at + 1] - '0';
        return (tens | ones) < 0 || tens > 9 || ones > 9 ? -1 : tens * 10 + ones;
    }

    public static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** The range as text; what is no UTF-8 becomes U+FFFD. */
    public static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}

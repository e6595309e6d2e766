package io.pptpdmonitor.log;

import io.pptpdmonitor.log.SyslogLine.StampFormat;
import org.jspecify.annotations.Nullable;

/**
 * What the stamps of one writer on one day have in common: everything but the digits of the time, of its fraction and
 * of its offset. Where a stamp was found once, bytes of the same form are one, too, and end at the same place.
 */
final class StampForm {

    private static final int WORD = Long.BYTES;
    private static final int SHORTEST = "Nov 2 13:56:34".length();
    private static final int HOUR = "13".length();

    /** Added to a digit's value, this stays below 0x80 for 0 to 9 only; what must be equal is 0 or above 0x7f. */
    private static final byte DIGIT_SLACK = 0x76;

    private static final byte LITERAL_SLACK = 0x7f;
    private static final long HIGHS = 0x8080808080808080L;

    private final StampFormat format;
    private final int length;
    private final int lastPlace;
    private final boolean complete;
    /** What the first word and the last one, which may overlap, are to be by {@link #differ}. */
    final long first;

    final long firstSlack;
    final long last;
    final long lastSlack;
    /** The words between the first and the last one. */
    private final long[] inner;

    private final long[] innerSlack;

    private StampForm(StampFormat format, byte[] bytes, byte[] slacks) {
        this.format = format;
        length = bytes.length;
        complete = StampText.isComplete(format, bytes, 0, length);
        lastPlace = length - WORD;
        first = Bytes.word(bytes, 0);
        firstSlack = Bytes.word(slacks, 0);
        last = Bytes.word(bytes, lastPlace);
        lastSlack = Bytes.word(slacks, lastPlace);
        inner = new long[(length - 1) / WORD - 1];
        innerSlack = new long[inner.length];
        for (int i = 0; i < inner.length; i++) {
            inner[i] = Bytes.word(bytes, (i + 1) * WORD);
            innerSlack[i] = Bytes.word(slacks, (i + 1) * WORD);
        }
    }

    /** The form of the stamp that was found in a line; null for notations that are too rare to be looked for. */
    static @Nullable StampForm of(StampFormat format, byte[] b, int from, int to) {
        int length = to - from;
        if (length < SHORTEST || (format != StampFormat.ISO && format != StampFormat.BSD)) {
            return null;
        }
        int digitsFrom = Bytes.indexOf(b, from, to, (byte) ':') - HOUR - from;
        byte[] bytes = new byte[length];
        byte[] slacks = new byte[length];
        for (int i = 0; i < length; i++) {
            boolean digit = i >= digitsFrom && Bytes.isDigit(b[from + i]);
            bytes[i] = digit ? (byte) '0' : b[from + i];
            slacks[i] = digit ? DIGIT_SLACK : LITERAL_SLACK;
        }
        return new StampForm(format, bytes, slacks);
    }

    StampFormat format() {
        return format;
    }

    int length() {
        return length;
    }

    /** Whether such a stamp tells its year and its offset, so that none of those before it is needed. */
    boolean isComplete() {
        return complete;
    }

    /** Whether the bytes at {@code at}, of which there must be enough, have this form. */
    boolean fits(byte[] b, int at) {
        return !differ(Bytes.word(b, at), first, firstSlack)
                && !differ(Bytes.word(b, at + lastPlace), last, lastSlack)
                && innerFits(b, at);
    }

    /** Whether a word has another form. */
    static boolean differ(long word, long form, long slack) {
        long differs = word ^ form;
        return ((differs | (differs + slack)) & HIGHS) != 0;
    }

    /** Whether the words between first and last fit. */
    boolean innerFits(byte[] b, int at) {
        for (int i = 0; i < inner.length; i++) {
            if (differ(Bytes.word(b, at + (i + 1) * WORD), inner[i], innerSlack[i])) {
                return false;
            }
        }
        return true;
    }
}

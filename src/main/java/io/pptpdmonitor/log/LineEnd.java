package io.pptpdmonitor.log;

/**
 * Where a line ends of which the begin is known: eight bytes a step. All may look at some words beyond {@code most}, which
 * must be readable.
 */
final class LineEnd {

    private static final int WORD = Long.BYTES;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;
    /** Taken from bytes, the high bit of the first that is below a blank, or no ASCII, is the first one set. */
    static final long BLANKS = 0x2020202020202020L;

    private static final long BEHIND_BLANKS = 0x2121212121212121L;

    private LineEnd() {}

    /**
     * Behind a tag of another program. Only what ends as a tag does is one: a selector or "last message repeated 2 times"
     * may stand there, too.
     */
    static int behindTag(byte[] b, int tag, int most) {
        for (int at = tag; at < most; at += WORD) {
            long found = (Bytes.word(b, at) - BEHIND_BLANKS) & HIGHS;
            if (found != 0) {
                int end = at + Bytes.firstOf(found);
                return b[end] == ' ' && end > tag && (b[end - 1] == ':' || b[end - 1] == ']') ? end : -1;
            }
        }
        return -1;
    }

    /**
     * Behind the newline of a line, of which all before {@code from} is known to hold none; -1 if it is a long one. Where
     * all is ASCII the first byte below a blank is the newline, which takes half the steps of looking for that itself.
     */
    static int behind(byte[] b, int from, int most) {
        int at = from;
        while (at < most
                && (((Bytes.word(b, at) - BLANKS)
                                        | (Bytes.word(b, at + WORD) - BLANKS)
                                        | (Bytes.word(b, at + 2 * WORD) - BLANKS)
                                        | (Bytes.word(b, at + 3 * WORD) - BLANKS))
                                & HIGHS)
                        == 0) {
            at += 4 * WORD;
        }
        int newline = newline(b, at, most);
        return newline < most ? newline + 1 : -1;
    }

    /**
     * The first newline from {@code from} on; {@code most} or more if it does not stand before that. May look beyond, where
     * {@link Bytes#indexOf} may not and takes steps of its own: 3 % of foreign lines.
     */
    static int newline(byte[] b, int from, int most) {
        for (int at = from; at < most; at += WORD) {
            long found = Bytes.zeros(Bytes.word(b, at) ^ NEWLINES) & HIGHS;
            if (found != 0) {
                return at + Bytes.firstOf(found);
            }
        }
        return most;
    }
}

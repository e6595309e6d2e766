package io.pptpdmonitor.log;

/** Bytes that many lines have at the same place; compared eight at a time. */
final class Literal {

    private static final int WORD = Long.BYTES;

    private final int length;
    final long first;
    /** Of the bytes of the first word that count. */
    final long mask;
    /** What stands from index 8 on; the last word ends with the last byte, so it may overlap the one before. */
    private final long[] rest;

    Literal(byte[] b, int from, int to) {
        length = to - from;
        mask = length >= WORD ? -1 : (1L << (length * WORD)) - 1;
        byte[] own = new byte[Math.max(length, WORD)];
        System.arraycopy(b, from, own, 0, length);
        first = Bytes.word(own, 0) & mask;
        rest = new long[(own.length - 1) / WORD];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = Bytes.word(own, place(i));
        }
    }

    int length() {
        return length;
    }

    /** Whether they stand there; eight bytes at least must be readable at {@code at}. */
    boolean isAt(byte[] b, int at) {
        return (Bytes.word(b, at) & mask) == first && restIsAt(b, at);
    }

    /** Whether it is the range. */
    boolean is(byte[] b, int from, int to) {
        return to - from == length && from + WORD <= b.length && isAt(b, from);
    }

    /** Whether what follows the first word stands there. */
    boolean restIsAt(byte[] b, int at) {
        for (int i = 0; i < rest.length; i++) {
            if (Bytes.word(b, at + place(i)) != rest[i]) {
                return false;
            }
        }
        return true;
    }

    private int place(int ofRest) {
        return Math.min((ofRest + 1) * WORD, length - WORD);
    }
}

package io.pptpdmonitor.log;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;

/**
 * Cuts a stream of bytes into lines without making a String of any: one buffer, used again.
 *
 * <p>A line longer than the buffer is skipped up to its newline and counted: nothing that pptpd or pppd write comes
 * near that length (pppd cuts at 1,023 bytes, rsyslog at 8 KiB). NUL bytes that fill its rest, as a crash leaves them, end
 * one: a line may begin behind them. A last line without newline stays in the buffer
 * until more comes or {@link #finish} says that nothing will. Not thread-safe.
 */
public final class LineSplitter {

    /** Takes one line, without its newline; the bytes are valid during the call only. */
    @FunctionalInterface
    public interface LineSink {
        void line(byte[] buffer, int from, int to);

        /**
         * Takes lines that begin at {@code from} and end before {@code to}, as far as it need not be told where they end.
         *
         * @return where the first line begins that is to be handed over by {@link #line}
         */
        default int pass(byte[] buffer, int from, int to) {
            return from;
        }

        /** How many lines the last {@link #pass} took. */
        default int passed() {
            return 0;
        }

        /** Takes the last line, which has no newline: the begin of one, or the whole of it. */
        default void last(byte[] buffer, int from, int to) {
            line(buffer, from, to);
        }
    }

    private static final int CAPACITY = 256 * 1024;

    private final byte[] buffer = new byte[CAPACITY];
    private int length;
    private boolean skipping;
    private long consumed;
    private long wholeLines;
    private long lines;
    private long overlong;

    /** Where to put more bytes: at {@link #free} of {@link #space}; then call {@link #added}. */
    public byte[] space() {
        return buffer;
    }

    /** The first free index of {@link #space}; there is always room. */
    public int free() {
        return length;
    }

    /** Says that {@code count} bytes were put at {@link #free}. */
    public void added(int count, LineSink sink) {
        consumed += count;
        length += count;
        int searched = length - count;
        int from = pass(0, sink);
        int newline;
        while ((newline = Bytes.indexOf(buffer, Math.max(from, searched), length, (byte) '\n')) >= 0) {
            line(from, newline, sink);
            from = pass(newline + 1, sink);
        }
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, length - from);
            length -= from;
            wholeLines = consumed - length;
        }
        if (length == CAPACITY && buffer[CAPACITY - 1] == 0 && !skipping) {
            line(0, length, sink);
            length = 0;
            wholeLines = consumed;
        } else if (length == CAPACITY) {
            skipping = true;
            length = 0;
        }
    }

    /** The end has come for good: a last line without newline counts. Of one with a CR only the newline is missing. */
    public void finish(LineSink sink) {
        if (skipping || (length > 0 && buffer[length - 1] == '\r')) {
            line(0, length, sink);
        } else if (length > 0) {
            lines++;
            sink.last(buffer, 0, length);
        }
        length = 0;
        wholeLines = consumed;
    }

    private int pass(int from, LineSink sink) {
        int to = skipping ? from : sink.pass(buffer, from, length);
        lines += to > from ? sink.passed() : 0;
        return to;
    }

    private void line(int from, int to, LineSink sink) {
        lines++;
        if (skipping) {
            skipping = false;
            overlong++;
            return;
        }
        int end = to > from && buffer[to - 1] == '\r' ? to - 1 : to;
        sink.line(buffer, from, end);
    }

    /** Forgets a partial line: what comes next stands at {@code position} of its file, where a line begins. */
    public void restartAt(long position) {
        length = 0;
        consumed = position;
        wholeLines = position;
        skipping = false;
    }

    /** Becomes as new, but for what comes next: it stands at {@code position} of its file. */
    public void startOver(long position) {
        restartAt(position);
        lines = 0;
        overlong = 0;
    }

    /** Whether what was read last is not the end of a line. */
    public boolean isWithinLine() {
        return length > 0 || skipping;
    }

    /** Whole lines that another splitter has taken from here on, so many octets, were read. */
    public void passed(long octets, long linesOfThem, long overlongOfThem) {
        consumed += octets;
        wholeLines = consumed;
        lines += linesOfThem;
        overlong += overlongOfThem;
    }

    /** Keeps what was counted; where reading has got to is the file's matter. */
    public void save(StateOutput out) {
        out.number(lines).number(overlong);
    }

    public void resume(StateInput in) throws DamagedStateException {
        lines = in.number();
        overlong = in.number();
    }

    /** Octets taken since the last {@link #restartAt}, and what stood before its position, those of a partial last line included. */
    public long consumed() {
        return consumed;
    }

    /** Where the last whole line ended: as {@link #consumed}, without a partial last line. */
    public long wholeLines() {
        return wholeLines;
    }

    /** Lines seen, the overlong ones included. */
    public long lines() {
        return lines;
    }

    /** Lines that were longer than the buffer. */
    public long overlong() {
        return overlong;
    }
}

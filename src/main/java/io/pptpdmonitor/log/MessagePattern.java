package io.pptpdmonitor.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One shape of a message: literal text with holes, anchored at both ends.
 *
 * <p>{@code %d} takes up to 18 digits, {@code %w} a word without blanks (up to the next literal's first byte), {@code %s}
 * anything, at most once: what stands behind it is read from the message's end. So the text of a peer, which is
 * always in the {@code %s}, can neither end a message early nor begin one.
 */
final class MessagePattern {

    /** Makes the event of a matching message; null: understood, and of no consequence. */
    @FunctionalInterface
    interface EventMaker {
        @Nullable LogEvent make(Match match);
    }

    /** Understood, and of no consequence. */
    static final EventMaker NOTHING = match -> null;

    /** So many always fit a long; pppd's counters come nowhere near. */
    private static final int MOST_DIGITS = 18;

    private final Program program;
    private final String template;
    private final String source;
    private final EventMaker maker;
    private final Part[] before;
    private final Part[] after;
    private final byte[] beginning;
    private final long head;
    private final long headMask;
    private final boolean gap;

    /** A literal, or (empty) a hole of kind 'd' or 'w'. */
    private static final class Part {
        final byte[] literal;
        final char hole;

        Part(String literal, char hole) {
            this.literal = Bytes.ascii(literal);
            this.hole = hole;
        }
    }

    MessagePattern(Program program, String template, String source, EventMaker maker) {
        this.program = program;
        this.template = template;
        this.source = source;
        this.maker = maker;
        List<Part> first = new ArrayList<>();
        List<Part> last = new ArrayList<>();
        gap = compile(template, first, last);
        before = first.toArray(new Part[0]);
        after = last.toArray(new Part[0]);
        beginning = before.length == 0 ? new byte[0] : before[0].literal;
        headMask = beginning.length >= Long.BYTES ? -1 : (1L << (beginning.length * Long.BYTES)) - 1;
        head = Bytes.word(Arrays.copyOf(beginning, Math.max(beginning.length, Long.BYTES)), 0) & headMask;
    }

    /** Takes the parts before and behind the gap; whether there is one. */
    private static boolean compile(String template, List<Part> before, List<Part> after) {
        List<Part> parts = before;
        int at = 0;
        while (at < template.length()) {
            int percent = template.indexOf('%', at);
            int to = percent < 0 ? template.length() : percent;
            if (to > at) {
                parts.add(new Part(template.substring(at, to), ' '));
            }
            if (percent >= 0 && template.charAt(percent + 1) == 's') {
                parts = after;
            } else if (percent >= 0) {
                parts.add(new Part("", template.charAt(percent + 1)));
            }
            at = percent < 0 ? to : percent + 2;
        }
        return parts == after;
    }

    Program program() {
        return program;
    }

    /** The shape as it is written in the table, also its name. */
    String template() {
        return template;
    }

    /** The source file, and where it matters the release, that prints it. */
    String source() {
        return source;
    }

    /** Whether it leaves no room for anything that a peer could have chosen. */
    boolean isClosed() {
        return !gap;
    }

    /**
     * Whether no message of this shape is the begin of a longer one, as all end with the same text, which does not stand there
     * before. Of text that a peer chose nobody knows; our hook encodes it.
     */
    boolean showsItsEnd() {
        Part[] parts = gap ? after : before;
        byte[] ending = parts.length == 0 ? new byte[0] : parts[parts.length - 1].literal;
        boolean ends = ending.length > 0 && ending[ending.length - 1] != ' ';
        return ends && (isClosed() || program == Program.HOOK);
    }

    /** What every message of this shape begins with, or -1. */
    int firstByte() {
        return beginning.length == 0 ? -1 : beginning[0] & 0xff;
    }

    /** False only if the message cannot have this shape. */
    boolean mayBegin(byte[] b, int from) {
        return from + Long.BYTES > b.length || (Bytes.word(b, from) & headMask) == head;
    }

    /** False only if no message that begins with these bytes, eight at least, can match. */
    boolean mayBegin(byte[] b, int from, int to) {
        return mayBegin(b, from) && Bytes.startsWithSame(b, from, to, beginning);
    }

    /** Whether every message that begins with these bytes matches. */
    boolean takesAll(byte[] b, int from, int to) {
        boolean open = gap && after.length == 0 && before.length <= 1;
        return open && Bytes.startsWith(b, from, to, beginning);
    }

    /** Whether no message of this shape is of consequence. */
    boolean isNothing() {
        return maker == NOTHING;
    }

    @Nullable LogEvent event(Match match) {
        return maker.make(match);
    }

    /** Whether the whole range has this shape; then {@code match} holds the holes. */
    boolean matches(byte[] b, int from, int to, Match match) {
        match.begin(b);
        int at = from;
        for (int i = 0; i < before.length && at >= 0; i++) {
            at = forward(before, i, b, at, to, match);
        }
        if (at < 0) {
            return false;
        }
        if (!gap) {
            return at == to;
        }
        int hole = match.add(at, to);
        int end = to;
        for (int i = after.length - 1; i >= 0 && end >= 0; i--) {
            end = backward(after[i], b, at, end, match);
        }
        if (end < at) {
            return false;
        }
        match.end(hole, end);
        return true;
    }

    private static int forward(Part[] parts, int index, byte[] b, int at, int to, Match match) {
        Part part = parts[index];
        if (part.literal.length > 0) {
            return Bytes.startsWith(b, at, to, part.literal) ? at + part.literal.length : -1;
        }
        byte[] next = index + 1 < parts.length ? parts[index + 1].literal : part.literal;
        byte stop = next.length > 0 ? next[0] : (byte) ' ';
        int end = at;
        while (end < to && b[end] != ' ' && b[end] != stop && (part.hole != 'd' || Bytes.isDigit(b[end]))) {
            end++;
        }
        if (end == at || (part.hole == 'd' && end - at > MOST_DIGITS)) {
            return -1;
        }
        match.add(at, end);
        return end;
    }

    /** Of the parts behind the gap; holes there come to {@code match} from right to left. */
    private static int backward(Part part, byte[] b, int from, int end, Match match) {
        if (part.literal.length > 0) {
            return Bytes.endsWith(b, from, end, part.literal) ? end - part.literal.length : -1;
        }
        int at = end;
        while (at > from && b[at - 1] != ' ' && (part.hole != 'd' || Bytes.isDigit(b[at - 1]))) {
            at--;
        }
        if (at == end || (part.hole == 'd' && end - at > MOST_DIGITS)) {
            return -1;
        }
        match.add(at, end);
        return at;
    }

    @Override
    public String toString() {
        return program + ": " + template;
    }

    /** The holes of a match, from left to right up to the gap, then from the message's end; used again. */
    static final class Match {

        private final int[] from = new int[8];
        private final int[] to = new int[8];
        private byte[] bytes = new byte[0];
        private int size;

        private void begin(byte[] b) {
            bytes = b;
            size = 0;
        }

        private int add(int start, int end) {
            from[size] = start;
            to[size] = end;
            return size++;
        }

        private void end(int hole, int end) {
            to[hole] = end;
        }

        byte[] bytes() {
            return bytes;
        }

        int from(int hole) {
            return from[hole];
        }

        int to(int hole) {
            return to[hole];
        }

        String text(int hole) {
            return Bytes.text(bytes, from[hole], to[hole]);
        }

        /** How many holes there are. */
        int size() {
            return size;
        }

        /** The number in the hole, never negative. */
        long number(int hole) {
            return Bytes.decimal(bytes, from[hole], to[hole]);
        }
    }
}

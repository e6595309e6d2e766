package io.pptpdmonitor.log;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes over lines that are of no consequence, exactly as reading them would tell: of nine lines in ten only the header
 * and the first bytes of the message are looked at. Not thread-safe.
 */
final class LineFilter {

    /** A longer line may be more than one, for whatever reason. */
    private static final int LONGEST = 512;

    /** Its messages of no consequence are shorter. */
    private static final int LONGEST_OF_PPTPD = 59;

    private static final int BEHIND_PID = "]: ".length();
    private static final int WORD = Long.BYTES;
    private static final long PPPD = tag("pppd[");
    private static final long PPPD_MASK = mask("pppd[");
    private static final int PPPD_LENGTH = "pppd[".length();
    private static final long PPTPD = tag("pptpd[");
    private static final long PPTPD_MASK = mask("pptpd[");
    private static final int PPTPD_LENGTH = "pptpd[".length();
    private static final long KERNEL = tag("kernel: ");
    private static final int KERNEL_LENGTH = "kernel: ".length();
    private static final long ZEROS = 0x3030303030303030L;
    private static final long DIGIT_SLACK = 0x7676767676767676L;
    private static final long HIGHS = 0x8080808080808080L;

    private final KnownHeaders headers = new KnownHeaders();
    private final Literal[] tags = Program.tagStarts();
    private final MessageStarts pppd;
    private final MessageStarts pptpd;
    private final MessageStarts kernel;
    private final Consumer<SyslogLine> stamps;
    private final SyslogLine stamped = new SyslogLine();
    /** Of the stamp that was noted last. */
    private long notedHead;

    private long notedTail;
    private @Nullable StampReader notedBy;

    private int passed;
    private int relevant;
    private int ofPppd;
    private boolean packets;

    private Program program = Program.PPPD;
    private int stoppedAt = -1;
    private int pidFrom;
    private int messageFrom;

    /**
     * @param stamps takes the stamps of the lines of pptpd and pppd that are passed, one at least of equal ones that follow
     *     each other
     */
    LineFilter(MessagePatterns patterns, Consumer<SyslogLine> stamps) {
        this.stamps = stamps;
        pppd = new MessageStarts(Program.PPPD, patterns);
        pptpd = new MessageStarts(Program.PPTPD, patterns);
        kernel = new MessageStarts(Program.KERNEL, patterns);
    }

    private static long tag(String text) {
        return Bytes.word(java.util.Arrays.copyOf(Bytes.ascii(text), WORD), 0);
    }

    private static long mask(String text) {
        return (1L << (text.length() * WORD)) - 1;
    }

    /**
     * Passes over lines that begin at {@code from} and end before {@code to}.
     *
     * @return where the first line begins that must be read, or is not there as a whole
     */
    int pass(byte[] b, int from, int to) {
        passed = 0;
        relevant = 0;
        ofPppd = 0;
        packets = false;
        stoppedAt = -1;
        int last = Math.min(to, b.length - LONGEST);
        int at = from;
        while (at < last) {
            int next = behind(b, at, to);
            if (next < 0) {
                break;
            }
            passed++;
            at = next;
        }
        return at;
    }

    /** Where the line ends that begins at {@code at}, if it is of no consequence; else -1. */
    private int behind(byte[] b, int at, int to) {
        int tag = headers.tag(b, at);
        if (tag < 0) {
            return -1;
        }
        long word = Bytes.word(b, tag);
        if ((word & PPPD_MASK) == PPPD) {
            return behind(pppd, b, at, tag + PPPD_LENGTH, to);
        }
        if ((word & PPTPD_MASK) == PPTPD) {
            return behind(pptpd, b, at, tag + PPTPD_LENGTH, to);
        }
        if (word == KERNEL) {
            int verdict = kernel.verdict(b, tag + KERNEL_LENGTH);
            return verdict == MessageStarts.FOREIGN ? end(b, at, tag + KERNEL_LENGTH + MessageStarts.LENGTH, to) : -1;
        }
        return isKnown(b, tag) ? -1 : behindForeign(b, at, tag, to);
    }

    /** Behind a line of pppd or pptpd whose pid begins there. */
    private int behind(MessageStarts messages, byte[] b, int at, int pid, int to) {
        // Up to seven digits, the bracket, colon and blank.
        long values = Bytes.word(b, pid) ^ ZEROS;
        long others = (values | (values + DIGIT_SLACK)) & HIGHS;
        if (others == 0) {
            return -1;
        }
        int end = pid + Bytes.firstOf(others);
        if (end == pid || b[end] != ']' || b[end + 1] != ':' || b[end + 2] != ' ') {
            return -1;
        }
        int message = end + BEHIND_PID;
        if (headers.stamps() == null) {
            return end(b, at, message, to); // Of a host whose lines do not count.
        }
        int verdict = messages.verdict(b, message);
        int next = verdict < 0 ? -1 : end(b, at, message + MessageStarts.LENGTH, to);
        if (next < 0 || (messages == pptpd && next - message > LONGEST_OF_PPTPD)) {
            program = messages.program();
            pidFrom = pid;
            messageFrom = message;
            stoppedAt = at;
            return -1;
        }
        relevant++;
        ofPppd += verdict & MessageStarts.OF_PPPD;
        packets |= verdict == MessageStarts.PACKET;
        note(b, at);
        return next;
    }

    private void note(byte[] b, int at) {
        int length = headers.stampLength();
        long head = Bytes.word(b, at);
        long tail = Bytes.word(b, at + length - WORD);
        StampReader by = headers.stamps();
        if (head != notedHead || tail != notedTail || by != notedBy || length > 2 * WORD) {
            notedBy = by;
            notedHead = head;
            notedTail = tail;
            stamped.reset(b);
            headers.header(b, at, stamped);
            stamps.accept(stamped);
        }
    }

    /** Behind the newline of a line, of which all before {@code from} is known to hold none; -1 if it is a long one. */
    private static int end(byte[] b, int at, int from, int to) {
        int newline = Bytes.indexOf(b, from, Math.min(to, at + LONGEST), (byte) '\n');
        return newline < 0 ? -1 : newline + 1;
    }

    private boolean isKnown(byte[] b, int tag) {
        for (Literal known : tags) {
            if (known.isAt(b, tag)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A tag of none of the programs that are read. Only what ends as a tag does is one: a selector or "last message
     * repeated 2 times" may stand here, too.
     */
    private static int behindForeign(byte[] b, int at, int tag, int to) {
        int next = end(b, at, tag, to);
        int blank = next < 0 ? -1 : Bytes.indexOf(b, tag, next, (byte) ' ');
        return blank > tag && (b[blank - 1] == ':' || b[blank - 1] == ']') ? next : -1;
    }

    /** Lines that were passed over by the last {@link #pass}. */
    int passed() {
        return passed;
    }

    /** Of these, the lines of pptpd and pppd. */
    int relevant() {
        return relevant;
    }

    /** Of these, the lines of pppd. */
    int ofPppd() {
        return ofPppd;
    }

    /** Whether one of these was a packet, as pppd's option debug has it. */
    boolean packets() {
        return packets;
    }

    /** Whether the last {@link #pass} ended at this line, and {@link #header} tells all but what its message says. */
    boolean knowsHeader(int from, int to) {
        return stoppedAt == from && messageFrom <= to;
    }

    /** Sets all that is known of the line at which the last {@link #pass} ended. */
    void header(byte[] b, int from, int to, SyslogLine line) {
        line.reset(b);
        headers.header(b, from, line);
        line.program = program;
        line.pid = (int) Bytes.decimal(b, pidFrom, messageFrom - BEHIND_PID);
        line.messageFrom = messageFrom;
        line.messageTo = to;
        stoppedAt = -1;
    }

    /**
     * Learns what lines of this source begin with.
     *
     * @param reader of the stamps of the line's host; null where its lines do not count
     */
    void learn(SyslogLine line, int from, @Nullable StampReader reader) {
        headers.learn(line, from, reader);
    }

    /** From now on stamps are read in another way, or other ones were read. */
    void forgetNoted() {
        notedHead = 0;
    }
}

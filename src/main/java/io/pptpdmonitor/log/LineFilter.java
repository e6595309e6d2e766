package io.pptpdmonitor.log;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Passes over lines, exactly as reading them would tell: of nine lines in ten only the header and the first bytes of the
 * message are looked at, as they are of no consequence, and of most others only the message. Not thread-safe.
 */
final class LineFilter {

    /** A longer line may be more than one, for whatever reason. */
    private static final int LONGEST = 512;

    /** Its messages of no consequence are shorter. */
    private static final int LONGEST_OF_PPTPD = 59;

    private static final int WORD = Long.BYTES;
    /** So much is looked at without asking each time whether it is there. */
    private static final int READABLE = LONGEST + 4 * WORD;

    private static final long BEHIND_PID = tag("]: ");
    private static final long BEHIND_PID_MASK = mask("]: ");
    private static final int BEHIND_PID_LENGTH = "]: ".length();
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
    private final KnownTags tags = new KnownTags();
    private final MessageStarts pppd;
    private final MessageStarts pptpd;
    private final MessageStarts kernel;
    private final MessageReader shapes;
    private final Passed told;
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
    /** Whether the line must be read at which the walk is. */
    private boolean stopped;

    /** Where the last line of those passed begins that is one of pptpd or pppd, or -1. */
    private int lastRelevant;

    /** Behind the last line of those passed that told something. */
    private int toldTo;

    private int stoppedAt = -1;
    private int pidFrom;
    private int messageFrom;

    /** Is told what the lines of pptpd and pppd tell that are passed. */
    interface Passed {

        /** The stamp of a line of no consequence: of equal ones that follow each other one at least. */
        void stamp(SyslogLine line);

        /** A line that tells something; {@code reader} has read its message last. */
        void event(SyslogLine line, Program program, LogEvent event, MessageReader reader);

        /** The last line of some of one host, which told nothing; of these there is one at least. */
        void silent(SyslogLine line);
    }

    LineFilter(MessagePatterns patterns, MessageReader shapes, Passed told) {
        this.shapes = shapes;
        this.told = told;
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
        toldTo = -1;
        stopped = false;
        int last = Math.min(to, b.length - READABLE);
        int at = from;
        while (at < last && !stopped && headers.tag(b, at) >= 0) {
            lastRelevant = -1;
            int begin = at;
            at = passAlike(b, at, to, last);
            if (lastRelevant >= 0) {
                note(b, lastRelevant);
            }
            if (at > begin && at != toldTo) {
                stamped.reset(b);
                headers.header(b, begin, stamped);
                told.silent(stamped);
            }
        }
        return at;
    }

    /**
     * Passes over lines that begin as the one before {@code from} does. All that most lines need stands here, and what they
     * are compared with in variables: where nothing optimizes, each call and each field costs, and a gigabyte took a sixth
     * longer with a method for each step.
     */
    private int passAlike(byte[] b, int from, int to, int last) {
        StampForm stamp = Objects.requireNonNull(headers.form());
        Literal host = Objects.requireNonNull(headers.host());
        StampReader reader = headers.stamps();
        boolean counts = reader != null;
        int stampLength = stamp.length();
        int tailPlace = stampLength - WORD;
        int tagPlace = stampLength + host.length();
        boolean longStamp = stampLength > 2 * WORD;
        boolean complete = stamp.isComplete();
        boolean longHost = host.length() > WORD;
        long first = stamp.first;
        long firstSlack = stamp.firstSlack;
        long lastWord = stamp.last;
        long lastSlack = stamp.lastSlack;
        long hostFirst = host.first;
        long hostMask = host.mask;
        // Of the line before: most have its stamp, and many its message, as far as that is looked at.
        long headBefore = 0;
        long tailBefore = 0;
        long messageBefore = 0;
        long restBefore = 0;
        int verdictBefore = MessageStarts.READ;
        MessageStarts messagesBefore = pppd;
        int lines = 0;
        int ofServer = 0;
        int byPppd = 0;
        boolean packet = false;
        int latest = -1;
        int at = from;
        while (at < last) {
            long head = Bytes.word(b, at);
            long tail = Bytes.word(b, at + tailPlace);
            boolean otherStamp = head != headBefore || tail != tailBefore;
            if ((otherStamp
                            && (StampForm.differ(head, first, firstSlack)
                                    || StampForm.differ(tail, lastWord, lastSlack)))
                    || (Bytes.word(b, at + stampLength) & hostMask) != hostFirst
                    || (longStamp && !stamp.innerFits(b, at))
                    || (longHost && !host.restIsAt(b, at + stampLength))) {
                break;
            }
            headBefore = head;
            tailBefore = tail;
            long word = Bytes.word(b, at + tagPlace);
            MessageStarts messages;
            int pid;
            if ((word & PPPD_MASK) == PPPD) {
                messages = pppd;
                pid = at + tagPlace + PPPD_LENGTH;
            } else if ((word & PPTPD_MASK) == PPTPD) {
                messages = pptpd;
                pid = at + tagPlace + PPTPD_LENGTH;
            } else {
                int next = behindOther(b, at, at + tagPlace, to);
                if (next < 0) {
                    stopped = true;
                    break;
                }
                lines++;
                at = next;
                continue;
            }
            // Up to seven digits, the bracket, colon and blank.
            long values = Bytes.word(b, pid) ^ ZEROS;
            int end = pid + Bytes.firstOf((values | (values + DIGIT_SLACK)) & HIGHS);
            int message = end + BEHIND_PID_LENGTH;
            if (end == pid || (Bytes.word(b, end) & BEHIND_PID_MASK) != BEHIND_PID) {
                stopped = true;
                break;
            }
            int verdict = MessageStarts.FOREIGN;
            if (counts) {
                long start = Bytes.word(b, message);
                long rest = Bytes.word(b, message + WORD);
                if (start != messageBefore || rest != restBefore || messages != messagesBefore) {
                    messageBefore = start;
                    restBefore = rest;
                    messagesBefore = messages;
                    verdictBefore = messages.verdict(b, message);
                }
                verdict = verdictBefore;
            }
            if (verdict < 0) {
                int next = tell(b, at, messages, pid, end, to);
                if (next < 0) {
                    stop(messages, at, pid, message);
                    break;
                }
                lines++;
                ofServer++;
                byPppd += messages == pppd ? 1 : 0;
                latest = -1;
                at = next;
                continue;
            }
            int newline = message + (counts ? MessageStarts.LENGTH : 0);
            int most = Math.min(to, messages == pptpd && counts ? message + LONGEST_OF_PPTPD : at + LONGEST);
            long found;
            do {
                found = (Bytes.word(b, newline) - LineEnd.BLANKS) & HIGHS;
                newline += WORD;
            } while (found == 0 && newline < most);
            newline = found == 0 ? most : newline + Bytes.firstOf(found) - WORD;
            if (newline < most && b[newline] != '\n') {
                newline = b[newline] == 0 ? most : LineEnd.newline(b, newline, most);
            }
            if (newline >= most) {
                stop(messages, at, pid, message);
                break;
            }
            lines++;
            if (counts) {
                ofServer++;
                byPppd += verdict & MessageStarts.OF_PPPD;
                packet |= verdict == MessageStarts.PACKET;
                latest = at;
                if (!complete && (longStamp || head != notedHead || tail != notedTail)) {
                    note(b, at);
                }
            }
            at = newline + 1;
        }
        passed += lines;
        relevant += ofServer;
        ofPppd += byPppd;
        packets |= packet;
        lastRelevant = latest;
        return at;
    }

    /**
     * Behind a line whose message tells something as it stands there, once that was handed over; -1 if it must be read
     * otherwise. Its pid ends before {@code pidTo}.
     */
    private int tell(byte[] b, int at, MessageStarts messages, int pid, int pidTo, int to) {
        int message = pidTo + BEHIND_PID_LENGTH;
        int next = LineEnd.behind(b, message, Math.min(to, at + LONGEST));
        int newline = next - 1;
        if (next < 0 || b[newline - 1] == '\r') {
            return -1;
        }
        Program by = messages.program();
        LogEvent event = shapes.eventAsItIs(by, b, message, newline);
        if (event == null) {
            return -1;
        }
        SyslogLine line = stamped;
        line.reset(b);
        headers.header(b, at, line);
        line.program = by;
        line.pid = (int) Bytes.decimal(b, pid, pidTo);
        line.messageFrom = message;
        line.messageTo = newline;
        told.event(line, by, event, shapes);
        notedHead = Bytes.word(b, at);
        notedTail = Bytes.word(b, line.stampTo - WORD);
        notedBy = headers.stamps();
        toldTo = next;
        return next;
    }

    /** The line must be read, of which all is known but what its message says. */
    private void stop(MessageStarts messages, int at, int pid, int message) {
        program = messages.program();
        pidFrom = pid;
        messageFrom = message;
        stoppedAt = at;
        stopped = true;
    }

    /** Behind a line of another program, the kernel among them, if it is of no consequence; else -1. */
    private int behindOther(byte[] b, int at, int tag, int to) {
        int most = Math.min(to, at + LONGEST);
        long word = Bytes.word(b, tag);
        if (word == KERNEL) {
            int message = tag + KERNEL_LENGTH;
            return kernel.verdict(b, message) == MessageStarts.FOREIGN
                    ? LineEnd.behind(b, message + MessageStarts.LENGTH, most)
                    : -1;
        }
        int blank = tags.mayBegin(word) && tags.standAt(b, tag) ? -1 : LineEnd.behindTag(b, tag, most);
        return blank < 0 ? -1 : LineEnd.behind(b, blank, most);
    }

    private void note(byte[] b, int at) {
        stamped.reset(b);
        headers.header(b, at, stamped);
        long head = Bytes.word(b, at);
        long tail = Bytes.word(b, stamped.stampTo - WORD);
        StampReader by = headers.stamps();
        if (head != notedHead || tail != notedTail || by != notedBy || stamped.stampTo - at > 2 * WORD) {
            notedHead = head;
            notedTail = tail;
            notedBy = by;
            told.stamp(stamped);
        }
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
        line.pid = (int) Bytes.decimal(b, pidFrom, messageFrom - BEHIND_PID_LENGTH);
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

package io.pptpdmonitor.log;

/**
 * Tells at a glance of most lines that they are of no consequence, exactly as reading them would: of nine lines in ten
 * only the header and the first bytes of the message are looked at. Not thread-safe.
 */
final class LineFilter {

    /** A longer line may be more than one, for whatever reason. */
    private static final int LONGEST = 512;

    /** Its messages of no consequence are shorter. */
    private static final int LONGEST_OF_PPTPD = 59;

    private static final int BEHIND_PID = "]: ".length();
    private static final byte[] PPPD = Bytes.ascii("pppd[");
    private static final byte[] PPTPD = Bytes.ascii("pptpd[");
    private static final byte[] KERNEL = Bytes.ascii("kernel: ");
    private static final long ZEROS = 0x3030303030303030L;
    private static final long DIGIT_SLACK = 0x7676767676767676L;
    private static final long HIGHS = 0x8080808080808080L;

    private final KnownHeaders headers = new KnownHeaders();
    private final Literal pppdTag = new Literal(PPPD, 0, PPPD.length);
    private final Literal pptpdTag = new Literal(PPTPD, 0, PPTPD.length);
    private final Literal kernelTag = new Literal(KERNEL, 0, KERNEL.length);
    private final Literal[] tags = Program.tagStarts();
    private final MessageStarts pppd;
    private final MessageStarts pptpd;
    private final MessageStarts kernel;
    private Program program = Program.PPPD;
    private int pidFrom;
    private int messageFrom;

    LineFilter(MessagePatterns patterns) {
        pppd = new MessageStarts(Program.PPPD, patterns);
        pptpd = new MessageStarts(Program.PPTPD, patterns);
        kernel = new MessageStarts(Program.KERNEL, patterns);
    }

    /** What the line is, as far as that is certain. */
    Glance glance(byte[] b, int from, int to) {
        int tag = to - from < LONGEST ? headers.tag(b, from, to) : -1;
        if (tag < 0) {
            return Glance.UNCERTAIN;
        }
        if (pppdTag.isAt(b, tag)) {
            return behindPid(pppd, b, tag + PPPD.length);
        }
        if (pptpdTag.isAt(b, tag)) {
            Glance glance = behindPid(pptpd, b, tag + PPTPD.length);
            return glance == Glance.PPTPD && to - messageFrom > LONGEST_OF_PPTPD ? Glance.MESSAGE : glance;
        }
        if (kernelTag.isAt(b, tag)) {
            Glance glance = kernel.glance(b, tag + KERNEL.length);
            return glance == Glance.MESSAGE ? Glance.UNCERTAIN : glance;
        }
        return isForeign(b, tag, to) ? Glance.FOREIGN : Glance.UNCERTAIN;
    }

    /** Up to eight digits, the bracket, colon and blank; then the message, all within {@link KnownHeaders#ROOM}. */
    private Glance behindPid(MessageStarts messages, byte[] b, int pid) {
        long values = Bytes.word(b, pid) ^ ZEROS;
        long others = (values | (values + DIGIT_SLACK)) & HIGHS;
        int end = pid + (Long.numberOfTrailingZeros(others) >>> 3);
        if (end == pid || b[end] != ']' || b[end + 1] != ':' || b[end + 2] != ' ') {
            return Glance.UNCERTAIN;
        }
        program = messages.program();
        pidFrom = pid;
        messageFrom = end + BEHIND_PID;
        return messages.glance(b, messageFrom);
    }

    /** Of the stamp of the line that was glanced at last. */
    int stampLength() {
        return headers.stampLength();
    }

    /** Sets the stamp of the line that begins at {@code from} and was glanced at last. */
    void stamp(byte[] b, int from, SyslogLine line) {
        headers.stamp(b, from, line);
    }

    /** Sets all that is known of the line that was glanced at last, and is {@link Glance#MESSAGE}. */
    void header(byte[] b, int from, int to, SyslogLine line) {
        line.reset(b);
        headers.stamp(b, from, line);
        headers.host(line);
        line.program = program;
        line.pid = (int) Bytes.decimal(b, pidFrom, messageFrom - BEHIND_PID);
        line.messageFrom = messageFrom;
        line.messageTo = to;
    }

    /** Learns what lines of this source begin with. */
    void learn(SyslogLine line, int from) {
        headers.learn(line, from);
    }

    /**
     * Whether it is a tag of none of the programs that are read. Only what ends as a tag does is one: a selector or
     * "last message repeated 2 times" may stand here, too.
     */
    private boolean isForeign(byte[] b, int tag, int to) {
        for (Literal known : tags) {
            if (known.isAt(b, tag)) {
                return false;
            }
        }
        int blank = Bytes.indexOf(b, tag, to, (byte) ' ');
        return blank > tag && (b[blank - 1] == ':' || b[blank - 1] == ']');
    }
}

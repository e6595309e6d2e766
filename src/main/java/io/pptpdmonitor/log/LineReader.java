package io.pptpdmonitor.log;

import io.pptpdmonitor.log.LogEvent.Booted;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines in full, one after the other: header and message, whatever was glued together, torn apart, cut off or damaged on
 * the way. Not thread-safe.
 */
final class LineReader {

    private static final byte[] CONTROL = Bytes.ascii("CTRL: ");
    /** Shorter lines hold no NUL bytes of a file system that crashed. */
    private static final int DAMAGED = 512;
    /** Messages of pptpctrl that are of no consequence are shorter, but for one. */
    private static final int GLUED = 60;

    private final SyslogHeader header = new SyslogHeader();
    private final JournalLine journal = new JournalLine();
    private final SyslogLine line = new SyslogLine();
    private final HostNames names;
    private final HostStamps stamps;
    private final Boots boots;
    private final LineRecords records;
    private final LineCounts counts;
    private final FamiliarMessages familiar;
    /** Whether another one reads what stands before. */
    private final boolean ahead;
    /** Made for the first line: a look at a log in which nothing is new needs none of it. */
    private @Nullable Reading reading;

    private FirstLine first;
    private TornLine torn = new TornLine();
    /** Where another line begins inside the one that is read, or -1. */
    private int next = -1;
    /** Whether the line that is read has no newline. */
    private boolean last;

    private boolean journalSeen;

    /**
     * @param names of the hosts whose lines are read
     * @param stamps of these
     * @param boots is told the lines that tell of one
     * @param records takes what the lines tell
     * @param counts takes how many there are
     * @param familiar messages that others have read
     * @param first is told the first lines
     * @param ahead whether another one reads what stands before
     */
    LineReader(
            HostNames names,
            HostStamps stamps,
            Boots boots,
            LineRecords records,
            LineCounts counts,
            FamiliarMessages familiar,
            FirstLine first,
            boolean ahead) {
        this.names = names;
        this.stamps = stamps;
        this.boots = boots;
        this.records = records;
        this.counts = counts;
        this.familiar = familiar;
        this.first = first;
        this.ahead = ahead;
    }

    /** What reads the messages, and what passes over those that need not be read. */
    private static final class Reading {

        final MessageReader shapes;
        final LineFilter filter;

        Reading(MessagePatterns patterns, FamiliarMessages familiar, LineFilter.Passed passed) {
            shapes = new MessageReader(patterns, familiar);
            filter = new LineFilter(patterns, shapes, passed);
        }
    }

    private Reading reading() {
        Reading made = reading;
        if (made == null) {
            made = new Reading(MessagePatterns.known(), familiar, records);
            reading = made;
        }
        return made;
    }

    private MessageReader shapes() {
        return reading().shapes;
    }

    /** What passes over lines that need not be read. */
    LineFilter filter() {
        return reading().filter;
    }

    /** Looks at the first lines of many, for {@link #first} alone. */
    void lookAtBegin(byte[] b, int length) {
        int from = 0;
        int newline;
        while (!first.isSettled() && (newline = Bytes.indexOf(b, from, length, (byte) '\n')) >= 0) {
            boolean isJournal = from < newline && b[from] == '{';
            if (isJournal ? journal.read(b, from, newline, line) : header.read(b, from, newline, line)) {
                first.next(line);
            }
            from = newline + 1;
        }
        if (first.moment() != null) {
            first.settle();
        }
    }

    /** Reads one line without its newline. */
    void line(byte[] b, int from, int to, LogRecord.Sink sink) {
        forgetNoted();
        next = -1;
        read(b, from, to, sink);
        while (next >= 0) {
            int second = next;
            next = -1;
            read(b, second, to, sink);
        }
    }

    /** The same, of one that has no newline. */
    void last(byte[] b, int from, int to, LogRecord.Sink sink) {
        last = true;
        line(b, from, to, sink);
        last = false;
    }

    private void read(byte[] b, int from, int to, LogRecord.Sink sink) {
        int begin = SyslogHeader.begin(b, from, to);
        hole(b, from, begin);
        boolean isJournal = begin < to && b[begin] == '{';
        journalSeen |= isJournal;
        if (filter().knowsHeader(from, to)) {
            filter().header(b, from, to, line);
        } else if (isJournal ? !journal.read(b, begin, to, line) : !header.read(b, begin, to, line)) {
            records.forgetPrevious();
            if (boots.isMark(b, from, to)) {
                torn.forget();
            } else if (!isJournal && behindDamage(b, begin, to)) {
                torn.forget();
            } else {
                continued(b, begin, to, sink);
            }
            return;
        } else if (!isJournal) {
            learn(from);
        }
        LogRecord before = records.takePrevious(line, shapes());
        torn.forget();
        first.next(line);
        if (line.repeatsPrevious > 0) {
            records.repeat(before, line.repeatsPrevious, line, sink);
            return;
        }
        boots.next(line, sink);
        Program program = line.program;
        if (program != null) {
            message(program, isJournal, before, sink);
        } else if (!isJournal && to - from >= DAMAGED) {
            behindDamage(line.bytes, line.messageFrom, line.messageTo);
        }
    }

    /** A host whose lines do not count is told of where a program is known: such a line must have been read. */
    private void learn(int from) {
        boolean counts = names.isIncluded(line);
        if (counts || line.program != null) {
            filter().learn(line, from, counts ? stamps.reader(line) : null);
        }
    }

    private void message(Program tagged, boolean isJournal, @Nullable LogRecord before, LogRecord.Sink sink) {
        if (!names.include(line)) {
            return;
        }
        int count = line.unwrapRepeated();
        Program program = tagged == Program.PPTP ? Program.PPPD : tagged;
        LogEvent event = shapes().event(program, line);
        if (event instanceof LogEvent.HookTold hook && line.fromRoot) {
            event = hook.vouchedFor();
        }
        if (tagged == Program.PPTP && !shapes().isKnown()) {
            return; // What the PPTP client says is nobody's session.
        }
        if (program.relevant()) {
            counts.relevant++;
            counts.ofPppd += program == Program.PPPD ? 1 : 0;
            stamps.of(line).note(line);
        }
        // rsyslog leaves it out, and what two logs tell is compared.
        line.pid = program == Program.JOURNALD ? 0 : line.pid;
        counts.ofFirmware += program == Program.FIRMWARE && shapes().isKnown() ? 1 : 0;
        counts.debug |= PppdMessages.isPacket(program, line);
        if (event == null) {
            untold(program, isJournal, before, sink);
        } else if (!isElsewhere(program, event, isJournal) && !mayBeCut(program, isJournal)) {
            boolean again = event instanceof Booted && boots.wasTold(line, before);
            records.happened(line, program, event, shapes(), count, again ? untold -> {} : sink);
        }
    }

    /**
     * Whether the line may be the begin of another one, so that what it ends with, such as an address, may be less than was
     * written; that is counted. An entry of a journal ends with a bracket.
     */
    private boolean mayBeCut(Program program, boolean isJournal) {
        boolean doubtful = last && !isJournal && !shapes().isWhole(program, line);
        counts.cut += doubtful ? 1 : 0;
        return doubtful;
    }

    /** A line that has no known shape, or one of no consequence: it may be more than one line, or less. */
    private void untold(Program program, boolean isJournal, @Nullable LogRecord before, LogRecord.Sink sink) {
        if (!program.relevant() || isJournal) {
            counts.unparsed += program.relevant() && !shapes().isKnown() ? 1 : 0;
            return;
        }
        int times = shapes().isKnown() ? 0 : SyslogHeader.repetitions(line.bytes, line.messageFrom, line.messageTo);
        if (times > 0) {
            records.repeat(before != null && before.pid() == line.pid ? before : null, times, line, sink);
        } else if (!glued(program, sink) && !behindDamage(line.bytes, line.messageFrom, line.messageTo)) {
            counts.unparsed += shapes().isKnown() ? 0 : 1;
            torn.keep(program, line, shapes().isKnown());
        }
    }

    /** A newline got lost between this line and the next. */
    private boolean glued(Program program, LogRecord.Sink sink) {
        byte[] b = line.bytes;
        int to = line.messageTo;
        if (shapes().isKnown()
                && (to - line.messageFrom < GLUED || !Bytes.startsWith(b, line.messageFrom, to, CONTROL))) {
            return false;
        }
        int second = shapes().glued(program, b, line.messageFrom, to);
        if (second < 0) {
            return false;
        }
        line.messageTo = second;
        LogEvent event = shapes().event(program, line);
        if (event != null) {
            records.happened(line, program, event, shapes(), 1, sink);
        }
        next = second;
        return true;
    }

    /** A crash leaves NUL bytes where data was not written yet; what is written next stands behind them. */
    private boolean behindDamage(byte[] b, int from, int to) {
        int nul = Bytes.lastIndexOf(b, from, to, (byte) 0);
        next = nul >= 0 ? nul + 1 : -1;
        hole(b, from, nul + 1);
        return nul >= 0;
    }

    /** Counts the NUL bytes. Which lines are missing there, nobody knows: what is read from now on does not follow those before. */
    private void hole(byte[] b, int from, int to) {
        long before = counts.nuls;
        for (int at = from; at < to; at++) {
            counts.nuls += b[at] == 0 ? 1 : 0;
        }
        if (counts.nuls > before && !ahead) {
            first.forget();
        }
    }

    /** A line without stamp and tag: perhaps the rest of the one before. */
    private void continued(byte[] b, int from, int to, LogRecord.Sink sink) {
        Program program = torn.join(b, from, to);
        if (program == null) {
            counts.undated += Undated.is(b, from, to, shapes()) ? 1 : 0;
            return;
        }
        line.copy(torn.line(), new byte[0]);
        LogEvent event = shapes().event(program, line);
        if (event != null) {
            boolean split = shapes().isSplit(program, line, torn);
            counts.unparsed -= torn.known() || split ? 0 : 1;
            torn.forget();
            if (!split && !mayBeCut(program, false)) {
                records.happened(line, program, event, shapes(), 1, sink);
            }
        }
    }

    /**
     * What journald did not forward to syslog, and what rsyslog dropped, the journal has. journald says so in the journal only:
     * a file in which it stands was made of that, and lacks what journald did not keep; whether it lacks more is not known.
     */
    private static boolean isElsewhere(Program program, LogEvent event, boolean isJournal) {
        boolean notForwarded = event instanceof LogEvent.LinesLost lost && lost.notForwarded();
        return isJournal && (notForwarded || program == Program.RSYSLOGD);
    }

    /** From now on stamps are read in another way, or other ones were read. */
    void forgetNoted() {
        Reading made = reading;
        if (made != null) {
            made.filter.forgetNoted();
        }
    }

    /** From which moment on the lines were read, without a gap. */
    FirstLine first() {
        return first;
    }

    /** What is read from now on goes on behind what another has read first. */
    void beginAs(FirstLine other) {
        first = other;
        first.settle();
    }

    /** Whether a line of a journal was read. */
    boolean hasSeenJournal() {
        return journalSeen;
    }

    /** What comes next is not the rest of a line. */
    void forgetTorn() {
        torn.forget();
    }

    /** Becomes as new, but for what it has learned of how the lines look. */
    void forget() {
        forgetNoted();
        torn.forget();
        journalSeen = false;
    }

    /** Goes on behind what another has read ahead. */
    void takeOver(LineReader other) {
        forgetNoted();
        TornLine empty = torn;
        torn = other.torn;
        other.torn = empty;
    }
}

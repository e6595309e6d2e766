package io.pptpdmonitor.log;

import io.pptpdmonitor.log.LogEvent.Booted;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one source, in their order, to {@link LogRecord}s. Nothing in a line makes it throw: what is not
 * understood is counted. Not thread-safe.
 */
public final class LogParser {

    private static final byte[] CONTROL = Bytes.ascii("CTRL: ");
    /** Shorter lines hold no NUL bytes of a file system that crashed. */
    private static final int DAMAGED = 512;
    /** Messages of pptpctrl that are of no consequence are shorter, but for one. */
    private static final int GLUED = 60;

    private final SyslogHeader header = new SyslogHeader();
    private final JournalLine journal = new JournalLine();
    /** Made for the first line: a look at a log in which nothing is new needs none of it. */
    private @Nullable Reading reading;

    private TornLine torn = new TornLine();
    private final SyslogLine line = new SyslogLine();
    private final Hosts hosts;
    private final HostNames names;
    private final HostStamps stamps;
    private final Boots boots;
    private FirstLine first;

    private final FamiliarMessages familiar;
    private final boolean passes;
    /** Where another line begins inside the one that is read, or -1. */
    private int next = -1;
    /** Whether another one reads what stands before. */
    private boolean ahead;
    /** Whether the line that is read has no newline. */
    private boolean last;

    private final LineCounts counts = new LineCounts();
    private final LineRecords records;
    private boolean journalSeen;

    /** Stamps that tell no zone are taken in {@code zone}. */
    public LogParser(ZoneId zone) {
        this(zone, true);
    }

    /** Without passing over lines every one is read in full, to the same result. */
    LogParser(ZoneId zone, boolean passes) {
        this(Hosts.in(zone), passes);
    }

    /** Reads the lines of these hosts. */
    public LogParser(Hosts hosts) {
        this(hosts, true);
    }

    LogParser(Hosts hosts, boolean passes) {
        this(hosts, passes, new FamiliarMessages());
    }

    private LogParser(Hosts hosts, boolean passes, FamiliarMessages familiar) {
        this.hosts = hosts;
        this.familiar = familiar;
        this.names = new HostNames(hosts);
        this.stamps = new HostStamps(hosts, names);
        this.boots = new Boots(names, stamps);
        this.records = new LineRecords(stamps, names, counts);
        this.first = new FirstLine(hosts);
        this.passes = passes;
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

    private LineFilter filter() {
        return reading().filter;
    }

    /** Makes what any parser reads messages by, in a thread that has nothing else to do; else the first line waits for it. */
    public static void prepare() {
        MessagePatterns.known();
    }

    /** A parser for lines of the same file that stand further on, for another thread. */
    public LogParser ahead() {
        LogParser other = new LogParser(hosts, passes, familiar);
        other.stamps.ahead(stamps);
        other.first.settle();
        other.ahead = true;
        return other;
    }

    /**
     * Whether a line is understood without those before it, and so are those behind it, but for what they tell, and where one
     * repeats what its host said before.
     */
    public static boolean standsAlone(byte[] b, int from, int to) {
        SyslogLine line = new SyslogLine();
        return SyslogHeader.begin(b, from, to) == from
                && from < to
                && b[from] != '{'
                && new SyslogHeader().read(b, from, to, line)
                && line.repeatsPrevious == 0
                && SyslogHeader.repetitions(b, line.messageFrom, line.messageTo) <= 0;
    }

    /** Becomes as new, but for what it has learned of how the lines look. */
    public void forget() {
        forgetNoted();
        stamps.forget();
        torn.forget();
        boots.forget();
        records.forgetAll();
        counts.clear();
        journalSeen = false;
    }

    /**
     * Whether what a parser {@link #ahead} has read must be read by this one, which has read those before: some of it repeats
     * them, is of another boot, or does not follow the rest.
     */
    public boolean mustRead(LogParser ahead) {
        return ahead.records.neededThoseBefore()
                || ahead.counts.nuls > 0
                || ahead.boots.areMarked()
                || boots.areAwaited();
    }

    /**
     * Goes on behind what a parser {@link #ahead} has read, which began at a line that {@link #standsAlone}, and which this one
     * need not read itself.
     *
     * @return false, and nothing is taken over, if the stamps of some of its lines need those before
     */
    public boolean takeOver(LogParser ahead) {
        if (ahead.journalSeen || !stamps.takeOver(ahead.stamps)) {
            return false;
        }
        forgetNoted();
        names.takeOver(ahead.names);
        TornLine empty = torn;
        torn = ahead.torn;
        ahead.torn = empty;
        records.takeOver(ahead.records);
        counts.add(ahead.counts);
        return true;
    }

    /** The file that is read from now on was last written to at this moment. */
    public void modified(Instant time) {
        stamps.modified(time);
        first.modified(time);
        forgetNoted();
    }

    /** The lines that are read from now on stand between these moments, by what was seen of the file. */
    public void bounds(StampBounds bounds) {
        stamps.bounds(bounds);
        first.bounds(bounds);
        forgetNoted();
    }

    /** From which moment on the lines were read, without a gap. */
    public FirstLine first() {
        return first;
    }

    /** What is read from now on goes on behind what the other one has read first. */
    public void beginAs(LogParser other) {
        first = other.first;
        first.settle();
    }

    /** Looks at the first lines of many, for {@link #first} alone. */
    public void lookAtBegin(byte[] b, int length) {
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

    /** Reads lines, and hands over what they tell. */
    public LineSplitter.LineSink into(LogRecord.Sink sink) {
        return new LineSplitter.LineSink() {

            @Override
            public void line(byte[] buffer, int from, int to) {
                LogParser.this.line(buffer, from, to, sink);
            }

            @Override
            public void last(byte[] buffer, int from, int to) {
                last = true;
                line(buffer, from, to);
                last = false;
            }

            @Override
            public int pass(byte[] buffer, int from, int to) {
                return passes && first.isSettled() && !boots.areAwaited()
                        ? LogParser.this.pass(buffer, from, to, sink)
                        : from;
            }

            @Override
            public int passed() {
                return filter().passed();
            }
        };
    }

    private int pass(byte[] b, int from, int to, LogRecord.Sink sink) {
        LineFilter filter = filter();
        records.passTo(sink);
        int end = filter.pass(b, from, to);
        if (end > from) {
            torn.forget();
            counts.relevant += filter.relevant();
            counts.ofPppd += filter.ofPppd();
            counts.debug |= filter.packets();
        }
        return end;
    }

    /** Reads one line without its newline. */
    public void line(byte[] b, int from, int to, LogRecord.Sink sink) {
        forgetNoted();
        next = -1;
        read(b, from, to, sink);
        while (next >= 0) {
            int second = next;
            next = -1;
            read(b, second, to, sink);
        }
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
        counts.debug |= isPacket(program, line);
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
            counts.unparsed -= torn.known() ? 0 : 1;
            torn.forget();
            if (!mayBeCut(program, false)) {
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

    /** Whether the line shows a packet of pppd. */
    static boolean isPacket(Program program, SyslogLine line) {
        return program == Program.PPPD && isPacket(line.bytes, line.messageFrom, line.messageTo);
    }

    /** "sent [...]" and "rcvd [...]" are printed with pppd's option debug only. */
    static boolean isPacket(byte[] b, int from, int to) {
        if (to - from <= 5 || b[from + 5] != '[') {
            return false;
        }
        return Bytes.equal(b, from, from + 5, "sent ") || Bytes.equal(b, from, from + 5, "rcvd ");
    }

    private void forgetNoted() {
        Reading made = reading;
        if (made != null) {
            made.filter.forgetNoted();
        }
    }

    /** Some of the hosts whose lines of interest were left out. */
    public Set<String> otherHosts() {
        return names.others();
    }

    /** The aliases that were given to {@link Hosts} and by which lines call a host. */
    public Set<String> aliases() {
        return names.aliases();
    }

    /** How many lines of which kind were read. */
    public LineCounts counts() {
        return counts;
    }

    /** The stamp of the last line of pptpd or pppd, or null. */
    public @Nullable OffsetDateTime lastStamp() {
        return stamps.latest();
    }

    /** Keeps what the lines to come are read by, and what was counted. */
    public void save(StateOutput out) {
        stamps.save(out);
        first.save(out);
        boots.save(out);
        counts.save(out);
        records.save(out);
        names.save(out);
    }

    /**
     * Goes on as the parser did that {@link #save saved}, as if it had read those lines itself.
     *
     * @throws DamagedStateException if it was not saved by one
     */
    public void resume(StateInput in) throws DamagedStateException {
        stamps.resume(in);
        first.resume(in);
        forgetNoted();
        boots.resume(in);
        counts.resume(in);
        records.resume(in);
        names.resume(in);
    }
}

package io.pptpdmonitor.log;

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

    private final Hosts hosts;
    private final HostNames names;
    private final HostStamps stamps;
    private final Boots boots;
    private final FamiliarMessages familiar;
    private final boolean passes;
    private final LineCounts counts = new LineCounts();
    private final LineRecords records;
    private final LineReader reader;

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
        this(hosts, passes, new FamiliarMessages(), false);
    }

    private LogParser(Hosts hosts, boolean passes, FamiliarMessages familiar, boolean ahead) {
        this.hosts = hosts;
        this.familiar = familiar;
        this.names = new HostNames(hosts);
        this.stamps = new HostStamps(hosts, names);
        this.boots = new Boots(names, stamps);
        this.records = new LineRecords(stamps, names, counts);
        this.passes = passes;
        this.reader = new LineReader(names, stamps, boots, records, counts, familiar, new FirstLine(hosts), ahead);
    }

    /** Makes what any parser reads messages by, in a thread that has nothing else to do; else the first line waits for it. */
    public static void prepare() {
        MessagePatterns.known();
    }

    /** A parser for lines of the same file that stand further on, for another thread. */
    public LogParser ahead() {
        LogParser other = new LogParser(hosts, passes, familiar, true);
        other.stamps.ahead(stamps);
        other.first().settle();
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
        reader.forget();
        stamps.forget();
        boots.forget();
        records.forgetAll();
        counts.clear();
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
        if (ahead.reader.hasSeenJournal() || !stamps.takeOver(ahead.stamps)) {
            return false;
        }
        reader.takeOver(ahead.reader);
        names.takeOver(ahead.names);
        records.takeOver(ahead.records);
        counts.add(ahead.counts);
        return true;
    }

    /** The file that is read from now on was last written to at this moment. */
    public void modified(Instant time) {
        stamps.modified(time);
        first().modified(time);
        reader.forgetNoted();
    }

    /** The lines that are read from now on stand between these moments, by what was seen of the file. */
    public void bounds(StampBounds bounds) {
        stamps.bounds(bounds);
        first().bounds(bounds);
        reader.forgetNoted();
    }

    /** From which moment on the lines were read, without a gap. */
    public FirstLine first() {
        return reader.first();
    }

    /** What is read from now on goes on behind what the other one has read first. */
    public void beginAs(LogParser other) {
        reader.beginAs(other.first());
    }

    /** Looks at the first lines of many, for {@link #first} alone. */
    public void lookAtBegin(byte[] b, int length) {
        reader.lookAtBegin(b, length);
    }

    /** Reads lines, and hands over what they tell. */
    public LineSplitter.LineSink into(LogRecord.Sink sink) {
        return new LineSplitter.LineSink() {

            @Override
            public void line(byte[] buffer, int from, int to) {
                reader.line(buffer, from, to, sink);
            }

            @Override
            public void last(byte[] buffer, int from, int to) {
                reader.last(buffer, from, to, sink);
            }

            @Override
            public int pass(byte[] buffer, int from, int to) {
                return passes && first().isSettled() && !boots.areAwaited()
                        ? LogParser.this.pass(buffer, from, to, sink)
                        : from;
            }

            @Override
            public int passed() {
                return reader.filter().passed();
            }
        };
    }

    private int pass(byte[] b, int from, int to, LogRecord.Sink sink) {
        LineFilter filter = reader.filter();
        records.passTo(sink);
        int end = filter.pass(b, from, to);
        if (end > from) {
            reader.forgetTorn();
            counts.relevant += filter.relevant();
            counts.ofPppd += filter.ofPppd();
            counts.debug |= filter.packets();
        }
        return end;
    }

    /** Reads one line without its newline. */
    public void line(byte[] b, int from, int to, LogRecord.Sink sink) {
        reader.line(b, from, to, sink);
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
        first().save(out);
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
        first().resume(in);
        reader.forgetNoted();
        boots.resume(in);
        counts.resume(in);
        records.resume(in);
        names.resume(in);
    }
}

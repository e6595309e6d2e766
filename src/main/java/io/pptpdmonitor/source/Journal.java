package io.pptpdmonitor.source;

import io.pptpdmonitor.log.Hosts;
import io.pptpdmonitor.log.JournalFormat;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The journal as a source of lines, read by journalctl: its files are nobody else's business. A run of its own reads what
 * there is; one that follows is kept running then. Whichever dies, the next one goes on at the cursor: it begins with the
 * entry that was read last, and where it begins with another, those between are gone.
 */
public final class Journal implements LogSource {

    private static final int LOOKED_AT = 1000;
    /** Mostly enough, and read in no time. */
    private static final int LOOKED_AT_FIRST = 20;

    /** Octets of the oldest entries; those of hosts that do not count tell nothing. */
    private static final int MOST_LOOKED_AT = 4 << 20;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final List<String> journalctl;
    private final boolean following;
    private final LongSupplier nanos;
    private final Hosts hosts;
    private final String note;
    private final LogLines lines;
    private final Gap gap = new Gap();
    private byte[] lastEntry = new byte[0];
    private @Nullable String cursor;
    private boolean expectsKnown;
    /** Whether the oldest entry of all was looked at, behind the last gap. */
    private boolean beginSeen;

    private boolean askedOfOthers;
    private long knownAgain;
    private @Nullable JournalProcess follower;
    private long startedAt;
    private long notBefore;
    private Duration pause = FIRST_PAUSE;
    private String trouble = "";

    /**
     * @param journalctl the program, and where the journal is if it is not the host's
     * @param following whether entries to come are of interest
     * @param hosts whose entries are read
     * @param note what it lacks whatever is read, for the user; may be empty
     */
    public Journal(List<String> journalctl, boolean following, Hosts hosts, String note) {
        this(journalctl, following, hosts, note, System::nanoTime);
    }

    /** @param nanos tells how much time has passed, as {@link System#nanoTime} */
    Journal(List<String> journalctl, boolean following, Hosts hosts, String note, LongSupplier nanos) {
        this.journalctl = List.copyOf(journalctl);
        this.following = following;
        this.nanos = nanos;
        this.hosts = hosts;
        this.note = note;
        this.lines = new LogLines(hosts);
    }

    /** Also looks since when other programs have written, where the server has not. */
    public Journal askedOfOthers() {
        askedOfOthers = true;
        return this;
    }

    /**
     * {@inheritDoc}
     *
     * <p>A journalctl that dies is started again, at the next poll and then less and less often; until that succeeds each
     * poll says so.
     */
    @Override
    public void poll(LogRecord.Sink sink) throws IOException {
        LogRecord.Sink watched = told -> {
            gap.readOn(told.time());
            sink.accept(told);
        };
        JournalProcess running = follower;
        if (running == null) {
            running = begin(watched);
        }
        if (running != null) {
            readOn(running, watched);
        }
    }

    /**
     * The moment of the last line of pptpd or pppd among the newest entries; null if there is none, as where journald stores
     * nothing.
     */
    static @Nullable OffsetDateTime lastLine(List<String> journalctl, ZoneId zone) throws IOException {
        OffsetDateTime last = lastOf(LOOKED_AT_FIRST, journalctl, zone);
        return last == null ? lastOf(LOOKED_AT, journalctl, zone) : last;
    }

    private static @Nullable OffsetDateTime lastOf(int count, List<String> journalctl, ZoneId zone) throws IOException {
        LogLines lines = new LogLines(zone);
        try (JournalProcess newest = JournalProcess.start(journalctl, "--lines=" + count)) {
            while (!newest.isAtEnd()) {
                newest.await();
                byte[] printed = newest.take();
                lines.take(printed, printed.length, (b, from, to) -> lines.line(b, from, to, ignored -> {}));
            }
            return newest.failure() == null && lines.counts().relevantLines() > 0 ? lines.lastStamp() : null;
        }
    }

    private @Nullable JournalProcess begin(LogRecord.Sink sink) throws IOException {
        if (!trouble.isEmpty() && following && nanos.getAsLong() - notBefore < 0) {
            throw new IOException(trouble + "; it is tried again");
        }
        try (JournalProcess once = start()) {
            readToEnd(once, sink);
        } catch (IOException e) {
            died(String.valueOf(e.getMessage()), false);
            throw e;
        }
        if (!beginSeen && (askedOfOthers || cursor() != null)) {
            lookAtBegin();
        }
        trouble = "";
        startedAt = nanos.getAsLong();
        follower = following ? start("--follow", "--no-tail") : null;
        return follower;
    }

    private JournalProcess start(String... options) throws IOException {
        String last = cursor();
        expectsKnown = last != null;
        if (last == null) {
            return JournalProcess.start(journalctl, options);
        }
        String[] all = Arrays.copyOf(options, options.length + 1);
        all[options.length] = "--cursor=" + last;
        return JournalProcess.start(journalctl, all);
    }

    private void readToEnd(JournalProcess once, LogRecord.Sink sink) throws IOException {
        while (!once.isAtEnd()) {
            once.await();
            take(once, sink);
        }
        String failure = once.failure();
        if (failure != null) {
            throw new IOException(failure);
        }
        if (expectsKnown) {
            interrupted();
        }
    }

    private void readOn(JournalProcess running, LogRecord.Sink sink) throws IOException {
        while (take(running, sink)) {
            // As long as more has come meanwhile.
        }
        if (running.isAtEnd()) {
            String failure = running.failure();
            follower = null;
            running.close();
            boolean livedLong = nanos.getAsLong() - startedAt > LONGEST_PAUSE.toNanos();
            died(failure == null ? journalctl.get(0) + " ended" : failure, livedLong);
        }
    }

    /** One that has lived for long may be started at once. */
    private void died(String why, boolean livedLong) {
        long now = nanos.getAsLong();
        notBefore = livedLong ? now : now + pause.toNanos();
        Duration longer = pause.multipliedBy(2);
        pause = livedLong ? FIRST_PAUSE : longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        trouble = why;
    }

    private boolean take(JournalProcess from, LogRecord.Sink sink) throws IOException {
        byte[] printed = from.take();
        lines.take(printed, printed.length, (b, start, end) -> entry(b, start, end, sink));
        return printed.length > 0;
    }

    private void entry(byte[] b, int from, int to, LogRecord.Sink sink) {
        if (expectsKnown) {
            expectsKnown = false;
            if (isLast(JournalFormat.cursor(b, from, to))) {
                knownAgain++;
                return;
            }
            interrupted();
        }
        lastEntry = Arrays.copyOfRange(b, from, to);
        lines.line(b, from, to, sink);
    }

    private void interrupted() {
        gap.begin(lines.lastStamp(), "the journal does not hold the entry that was read last any more");
        lines.beginAnew();
        beginSeen = false;
    }

    /** Since when the journal tells all: where nobody has come for weeks, its entries of other programs know. */
    private void lookAtBegin() {
        LogLines oldest = new LogLines(hosts);
        try (JournalProcess all = JournalProcess.ofAll(journalctl)) {
            while (!oldest.isBeginKnown() && oldest.taken() < MOST_LOOKED_AT && !all.isAtEnd()) {
                all.await();
                byte[] printed = all.take();
                oldest.take(printed, printed.length, (b, from, to) -> oldest.line(b, from, to, ignored -> {}));
            }
        } catch (IOException toldWhenItIsRead) {
            return; // And what is read then will tell a later moment.
        }
        if (oldest.begin() != null) {
            lines.beginAs(oldest);
            beginSeen = true;
        }
    }

    /** Where the journal moves from /run to /var, an entry gets another file and number there. */
    private boolean isLast(@Nullable String found) {
        String last = cursor();
        return found != null && last != null && identity(found).equals(identity(last));
    }

    private static String identity(String cursor) {
        int boot = cursor.indexOf(";b=");
        return boot < 0 ? cursor : cursor.substring(boot);
    }

    private @Nullable String cursor() {
        if (lastEntry.length > 0) {
            String found = JournalFormat.cursor(lastEntry, 0, lastEntry.length);
            cursor = found == null ? cursor : found;
            lastEntry = new byte[0];
        }
        return cursor;
    }

    /** Entries are whole. */
    @Override
    public void finish(LogRecord.Sink sink) {}

    @Override
    public Counts counts() {
        return lines.counts().without(knownAgain);
    }

    @Override
    public @Nullable OffsetDateTime begin() {
        return lines.begin();
    }

    @Override
    public Set<String> aliases() {
        return lines.aliases();
    }

    @Override
    public Health.Source health() {
        JournalProcess running = follower;
        long lag = running == null ? 0 : running.waiting();
        String last = cursor();
        return new Health.Source(
                Health.Source.Kind.JOURNAL,
                "journal",
                last == null ? "" : last,
                lag,
                lines.lastStamp(),
                trouble.isEmpty() ? Health.Source.Condition.READ : Health.Source.Condition.UNREADABLE,
                Gap.joined(trouble, Gap.joined(gap.text(), Gap.joined(lines.notTaken(), note))),
                false,
                gap.isNoticed());
    }

    @Override
    public void save(StateOutput out) {
        out.text(cursor()).number(knownAgain).flag(beginSeen);
        gap.save(out);
        lines.save(out);
    }

    @Override
    public void resume(StateInput in) throws DamagedStateException {
        cursor = in.text();
        knownAgain = in.number();
        beginSeen = in.flag();
        gap.resume(in);
        lines.resume(in);
    }

    @Override
    public void close() throws IOException {
        JournalProcess running = follower;
        follower = null;
        if (running != null) {
            running.close();
        }
    }
}

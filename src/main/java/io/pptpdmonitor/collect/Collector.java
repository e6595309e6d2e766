package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Event;
import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.KeptState;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.proc.LiveHost;
import io.pptpdmonitor.source.LogSource;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what has come since the last call and makes a {@link Snapshot} of all that is known. Not thread-safe; the
 * snapshots are.
 */
public final class Collector implements Closeable {

    /** Of a look that ends: more than any server has in the years that a log is kept. */
    private static final SessionTable.Kept ONCE = new SessionTable.Kept(250_000, 100_000);
    /** Of what runs for long. */
    private static final SessionTable.Kept FOLLOWING = new SessionTable.Kept(50_000, 10_000);

    /** A log may be read so much later than wtmp. */
    private static final Duration LATE_NAMES = Duration.ofHours(1);

    private final CollectorSettings settings;
    private final InstantSource clock;
    private final SessionTable table;
    private final CollectedLogs logs;
    private final @Nullable WtmpNames wtmp;
    private final SetupReader setup;
    private final RateMeter rates;
    private @Nullable EventFeed feed;
    private String notKept = "";
    /** What this host called itself at the last look; null where there was none, or that is not to be read. */
    private @Nullable String ownName;

    private @Nullable Checkpoints checkpoints;
    /** Whether it is just being asked; for whoever closes it in another thread. */
    private volatile boolean collecting;

    /** Makes a collector that knows nothing yet. */
    @FunctionalInterface
    public interface Maker {
        Collector make() throws IOException;
    }

    /**
     * A collector that goes on where the one before was, as far as that is known.
     *
     * @throws IOException as {@code maker} does
     */
    public static Collector resumed(Checkpoints checkpoints, Maker maker) throws IOException {
        Collector collector = maker.make();
        StateInput last = checkpoints.last();
        if (last != null) {
            try {
                collector.restore(last);
            } catch (DamagedStateException damaged) {
                checkpoints.refused(damaged);
                collector.close();
                collector = maker.make();
            }
        }
        StateInput samples = checkpoints.lastSamples();
        if (samples != null) {
            try {
                collector.table.recall(samples);
            } catch (DamagedStateException damaged) {
                checkpoints.refusedSamples(damaged);
            }
        }
        collector.checkpoints = checkpoints;
        return collector;
    }

    /** Where nobody sets the clock. */
    public Collector(CollectorSettings settings, InstantSource clock) {
        this(settings, clock, RateMeter.passedBy(clock));
    }

    /** @param nanos tells how much time has passed, as {@link System#nanoTime} */
    public Collector(CollectorSettings settings, InstantSource clock, LongSupplier nanos) {
        this.settings = settings;
        this.clock = clock;
        this.rates = new RateMeter(RateMeter.MINUTE, nanos);
        this.logs = new CollectedLogs(settings.sources(), settings.following(), this::now);
        Path names = settings.wtmp();
        this.wtmp = names == null ? null : new WtmpNames(names, settings.wtmpNamed());
        this.setup = new SetupReader(settings.files());
        this.table = new SessionTable(settings.following() ? FOLLOWING : ONCE, this::name);
        this.table.listed(name -> Boolean.TRUE.equals(setup.isUser(name)));
        this.table.probing(settings::isProbing);
    }

    /**
     * Tells what happens from now on; of what was collected before, nothing. {@code sink} is called by the thread that
     * collects, or by one that reads for it meanwhile; by one at a time, in the order of what happened.
     */
    public void tell(Consumer<Event> sink) {
        EventFeed.Knowledge knowledge = new EventFeed.Knowledge() {
            @Override
            public void name(SessionEntry session) {
                Collector.this.name(session);
            }

            @Override
            public @Nullable Boolean isUser(String name) {
                claimSetup();
                return setup.isUser(name);
            }
        };
        feed = new EventFeed(sink, settings.services(), knowledge, table.sessions());
        table.tell(feed);
    }

    /** Whether the server's files of secrets know the name; null where they cannot tell, or are not at hand. */
    public @Nullable Boolean isUser(String name) {
        return setup.isUser(name);
    }

    /** The hosts of whose servers the logs told, as they are shown; "" in a log without hosts. */
    public Set<String> hostNames() {
        return table.hosts().names();
    }

    /** The aliases of hosts, of those that the sources were told of, by which a line calls one. */
    public Set<String> aliases() {
        return logs.aliases();
    }

    /** Nothing more will come: tells what still waits for more. */
    public void finishTelling() {
        if (feed != null) {
            feed.finish();
        }
    }

    /** How many sessions are kept for what may still be told of them. */
    int untold() {
        return feed == null ? 0 : feed.held();
    }

    /**
     * What a look found.
     *
     * @param began when it did
     * @param asOf the moment of what the sources tell; null where they tell of none
     */
    private record Look(
            OffsetDateTime began,
            LiveView live,
            OffsetDateTime now,
            @Nullable OffsetDateTime asOf) {

        OffsetDateTime moment() {
            return asOf == null ? now : asOf;
        }
    }

    /**
     * Reads on.
     *
     * @throws IOException if a source cannot be read, with a message for the user; what was read before is kept
     */
    public Snapshot collect() throws IOException {
        collecting = true;
        try {
            Look found = found();
            Snapshot snapshot = snapshot(found);
            return snapshot.withHealth(snapshot.health().withKept(kept(found)));
        } finally {
            collecting = false;
        }
    }

    /**
     * Does the same for who needs no snapshot, which costs an object for each session.
     *
     * @throws IOException as {@link #collect}
     */
    public void look() throws IOException {
        collecting = true;
        try {
            kept(found());
        } finally {
            collecting = false;
        }
    }

    private Look found() throws IOException {
        LiveHost host = settings.live();
        OffsetDateTime looked = now();
        LiveHost.View view = host == null ? null : host.look();
        ownName = host == null ? null : host.name();
        read();
        LiveView live = host == null || view == null
                ? LiveView.none("the log is not taken for this host's")
                : LiveView.of(view, host, looked, table, settings.ownership());
        setup.servedBy(live.managers());
        claimSetup();
        table.samples().take(table.sessions());
        table.sessions().forEach(this::name);
        if (feed != null) {
            feed.looked(clock.instant());
        }
        OffsetDateTime now = now();
        OffsetDateTime asOf = view == null ? lastStamp(now) : now;
        if (asOf != null) {
            table.hosts().all().forEach(each -> each.passed(asOf));
        }
        return new Look(looked, live, now, asOf);
    }

    private Snapshot snapshot(Look found) {
        SnapshotBuilder builder =
                new SnapshotBuilder(table, settings.sources(), settings.services(), found.live(), setup.setup());
        return named(logs.told(measured(builder.build(found.now(), found.asOf()))));
    }

    /** Archives what ended long ago, and keeps all for the next start where that is asked for. */
    private KeptState kept(Look found) {
        table.settle(found.moment());
        if (wtmp != null) {
            wtmp.forgetBefore(found.moment().toInstant().minus(LATE_NAMES));
        }
        logs.begun();
        Checkpoints file = checkpoints;
        if (file == null) {
            return KeptState.none(notKept);
        }
        file.keep(logs.lines(), found.began().toInstant(), this::save, table.samples());
        return file.told(settings.zone());
    }

    /**
     * What can be told before the first {@link #collect} has come to an end: nothing, since what was kept of the last time is
     * not how it is now. To be called before that begins.
     */
    Snapshot unread() {
        SessionTable nothing = new SessionTable(FOLLOWING, session -> {});
        LiveView none = LiveView.none("nothing was looked at yet");
        OffsetDateTime now = now();
        Snapshot empty =
                new SnapshotBuilder(nothing, settings.sources(), settings.services(), none, null).build(now, null);
        return empty.withHealth(empty.health().withStatus(Health.CollectorStatus.CATCHING_UP, ""));
    }

    private Snapshot named(Snapshot snapshot) {
        return wtmp == null ? snapshot : snapshot.withHealth(snapshot.health().withWtmp(wtmp.told()));
    }

    /** A look that ends sees no traffic pass. */
    private Snapshot measured(Snapshot snapshot) {
        return settings.following()
                ? snapshot.withServer(snapshot.server().withRates(rates.measure(snapshot)))
                : snapshot;
    }

    /** Says why nothing is kept for the next look; empty where nobody asks. */
    public void notKept(String why) {
        notKept = why;
    }

    /**
     * Reads on without a look at the host, and tells what happens; the next {@link #collect} or {@link #look} tells the rest.
     *
     * @return whether the sources told anything of consequence
     * @throws IOException as {@link #collect}
     */
    boolean readOn() throws IOException {
        long before = table.applied();
        read();
        if (feed != null) {
            feed.looked(clock.instant());
        }
        return table.applied() != before;
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), settings.zone());
    }

    private void read() throws IOException {
        readNames();
        table.now(now());
        logs.read(table::apply);
        table.flush();
        readNames();
    }

    private void save(StateOutput out) {
        logs.save(out);
        table.save(out);
        out.flag(wtmp != null);
        if (wtmp != null) {
            wtmp.save(out);
        }
    }

    /** The names of the sources of which a state was {@link #save saved}. */
    static Set<String> sources(StateInput in) throws DamagedStateException {
        return CollectedLogs.saved(in);
    }

    private void restore(StateInput in) throws DamagedStateException {
        logs.resume(in);
        table.restore(in);
        if (in.flag() != (wtmp != null)) {
            throw new DamagedStateException("it is with, or without, a wtmp");
        }
        if (wtmp != null) {
            wtmp.restore(in);
        }
        if (!in.atEnd()) {
            throw new DamagedStateException("it holds more than it should");
        }
    }

    /** Before the logs, since sessions that ended long ago are archived while those are read, and after them. */
    private void readNames() throws IOException {
        if (wtmp != null) {
            wtmp.refresh();
        }
    }

    /** A wtmp that nobody named is this host's, and so are the pids in it. */
    private void name(SessionEntry session) {
        if (wtmp != null && (settings.wtmpNamed() || isOfThisHost(session))) {
            wtmp.join(session);
        }
    }

    private boolean isOfThisHost(SessionEntry session) {
        return settings.ownership()
                .covers(session.host == null ? "" : session.host, table.hosts().names(), ownName);
    }

    /** This host's files say nothing of another's users and pool. */
    private void claimSetup() {
        setup.of(settings.ownership().share(table.hosts().names(), ownName));
    }

    /** Of a copied log: the moment it ends, but none that is still to come, unless all are. */
    private @Nullable OffsetDateTime lastStamp(OffsetDateTime now) {
        OffsetDateTime last = null;
        for (HostSessions host : table.hosts().all()) {
            last = CollectedLogs.later(last, host.lastMoment()); // Also of a file whose last line is out of its place.
        }
        for (LogSource source : settings.sources()) {
            OffsetDateTime stamp = source.health().lastLine();
            boolean future = stamp != null && stamp.isAfter(now.plusDays(1));
            last = future && last != null ? last : CollectedLogs.later(last, stamp);
        }
        return last;
    }

    /** Keeps what is known, where that is to be kept; what was kept before, if another thread collects and is not waited for. */
    @Override
    public void close() throws IOException {
        Checkpoints kept = checkpoints;
        if (kept != null) {
            if (!collecting) {
                kept.keepNow(logs.lines(), clock.instant(), this::save, table.samples());
            }
            kept.close();
        }
        logs.close();
    }
}

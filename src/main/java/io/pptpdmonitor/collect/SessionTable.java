package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.LogEvent.AccountingFailed;
import io.pptpdmonitor.log.LogEvent.Booted;
import io.pptpdmonitor.log.LogEvent.CallStarted;
import io.pptpdmonitor.log.LogEvent.ConnectionDropped;
import io.pptpdmonitor.log.LogEvent.LinesLost;
import io.pptpdmonitor.log.LogEvent.LossBegan;
import io.pptpdmonitor.log.LogEvent.ManagerStarted;
import io.pptpdmonitor.log.LogEvent.OfControl;
import io.pptpdmonitor.log.LogEvent.OfPppd;
import io.pptpdmonitor.log.LogEvent.PoolExhausted;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Event;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Folds records, in their order, into sessions, failed logins and the pool: the mutable heart. Records out of order,
 * missing or twice make it know less, never throw. Sessions of which nothing more is expected are archived: what is held
 * one by one are those that run, and those that ended minutes ago. Not thread-safe.
 */
final class SessionTable {

    /**
     * How many of each are kept one by one, about; all are counted.
     *
     * @param sessions that came up and ended
     * @param failures sessions that never came up, and failed logins: any stranger can make them
     */
    record Kept(int sessions, int failures) {}

    /** Sessions from one look for what can be archived to the next. */
    private static final int BETWEEN_SWEEPS = 128;

    /** Clocks are wrong by hours, and zones are. */
    private static final Duration AHEAD = Duration.ofDays(1);

    /** Lines of one session are this near; so long is what happened told as recent, too. */
    private static final Duration SETTLED = Duration.ofMinutes(10);

    private static final Duration BETWEEN_FORGETTING = Duration.ofMinutes(1);
    private final ServerHosts hosts =
            new ServerHosts(() -> new HostSessions(this::open, this::ended, this::looked, this::apply));
    private final Map<String, PoolFills> fills = new HashMap<>();
    private final List<SessionEntry> sessions = new ArrayList<>();
    private final TrafficSamples samples = new TrafficSamples();
    private final ServerCounts counts = new ServerCounts();
    private final EndedSessions ended;
    private final FailureLog failures;
    private final Peaks peaks = new Peaks();
    private long lastNumber;
    private long applied;
    private @Nullable EventFeed feed;
    private Predicate<String> listed = name -> false;
    private Predicate<String> probing = address -> false;
    private @Nullable OffsetDateTime forgotten;
    private @Nullable OffsetDateTime latest;
    /** As long as one settling takes; a failed login would look through all sessions otherwise. */
    private @Nullable Set<String> present;

    /** Keeps everything. */
    SessionTable() {
        this(new Kept(Integer.MAX_VALUE, Integer.MAX_VALUE), session -> {});
    }

    /** @param beforeArchived is shown each session when nothing more is expected of it, to add what it knows */
    SessionTable(Kept kept, Consumer<SessionEntry> beforeArchived) {
        this.ended = new EndedSessions(new SessionArchive(kept.sessions(), kept.failures()), beforeArchived);
        this.failures = new FailureLog(kept.failures(), this::failureDropped);
    }

    /** Names that are users' although none was seen up yet; few enough to count for each. */
    void listed(Predicate<String> names) {
        listed = names;
    }

    /** Addresses, beside those of the loopback, from which probes come: a control connection of theirs need not call. */
    void probing(Predicate<String> addresses) {
        probing = addresses;
    }

    /** From now on tells it what happens. */
    void tell(EventFeed newFeed) {
        feed = newFeed;
    }

    /** How many records were folded in since it was made. */
    long applied() {
        return applied;
    }

    void apply(LogRecord told) {
        LogRecord line = hosts.shown(told);
        applied++;
        if (line.pid() == 0 && (line.event() instanceof OfPppd || line.event() instanceof OfControl)) {
            return; // Whose it is no tag tells.
        }
        if (ofServer(line)) {
            return;
        }
        counts.callsStarted += line.event() instanceof CallStarted ? 1 : 0;
        counts.failedAccounts += line.event() instanceof AccountingFailed ? line.count() : 0;
        hosts.of(line.host()).next(line, latest);
    }

    /** It is so late now, by the clock of whoever reads: no line can be more than a day ahead of that. */
    void now(OffsetDateTime now) {
        latest = now.plus(AHEAD);
    }

    /** Lines that were stamped with a moment that was still to come. */
    long futureStamps() {
        return hosts.all().stream().mapToLong(HostSessions::futureStamps).sum();
    }

    /** Nothing more is there to be read: folds in what waited for more. To be called before anything is asked. */
    void flush() {
        hosts.all().forEach(HostSessions::flush);
        OffsetDateTime ahead = latest;
        OffsetDateTime now = ahead == null ? null : ahead.minus(AHEAD);
        fills.values().forEach(full -> full.passed(now));
    }

    /** Counts what is of no session and of no process. */
    private boolean ofServer(LogRecord line) {
        if (line.event() instanceof LossBegan) {
            counts.lossBegan(line.count(), line.time(), latest);
            tellOfServer(Event.Type.LINES_LOST, line, line.count());
            return true;
        }
        if (line.event() instanceof LinesLost lost) {
            long more = counts.lost(lost.count(), line.time(), latest);
            if (more > 0) {
                tellOfServer(Event.Type.LINES_LOST, line, more);
            }
            return true;
        }
        if (line.event() instanceof ConnectionDropped) {
            counts.connectionsDropped += line.count();
            return true;
        }
        if (line.event() instanceof PoolExhausted) {
            fill(ServerHosts.key(line.host())).full(line);
            hosts.of(line.host()).poolFull(line.time());
            return true;
        }
        // Of a host that runs no server, as far as the log tells.
        return line.event() instanceof Booted && !hosts.isKnown(line.host());
    }

    private void poolFull(LogRecord line) {
        counts.poolExhaustions += line.count();
        tellOfServer(Event.Type.POOL_FULL, line, line.count());
    }

    private PoolFills fill(String host) {
        return fills.computeIfAbsent(host, any -> new PoolFills(this::isProbing, this::poolFull));
    }

    private boolean isProbing(String address) {
        return address.startsWith("127.") || probing.test(address);
    }

    private void apply(LogRecord line, HostSessions host) {
        PoolFills full = fills.isEmpty() ? null : fills.get(ServerHosts.key(line.host()));
        if (full != null) {
            full.told(line);
        }
        SessionEntry session = host.apply(line);
        if (session != null) {
            noteFailures(session);
            noteContradiction(session);
            peaks.update(session, line.time());
        }
        tellOf(line, session);
    }

    private void tellOf(LogRecord line, @Nullable SessionEntry session) {
        EventFeed events = feed;
        if (events == null) {
            return;
        }
        if (line.event() instanceof ManagerStarted) {
            events.server(Event.Type.SERVER_STARTED, line, line.count());
        } else if (line.event() instanceof Booted) {
            events.server(Event.Type.HOST_BOOTED, line, line.count());
        }
        events.read(line, session);
    }

    private void tellOfServer(Event.Type type, LogRecord line, long count) {
        if (feed != null) {
            feed.server(type, line, count);
        }
    }

    private void ended(SessionEntry session) {
        ended.add(session);
        if (feed != null) {
            feed.touched(session, session.lastSeen);
        }
    }

    private SessionEntry open(@Nullable String host, int pid, OffsetDateTime started, boolean startSeen) {
        if (++lastNumber % BETWEEN_SWEEPS == 0) {
            settle(started);
        }
        SessionEntry session = new SessionEntry(lastNumber, host, pid, started, startSeen);
        samples.recall(session);
        sessions.add(session);
        return session;
    }

    /** Not a line, but something seen or the time that has passed tells that it is up. */
    void looked(SessionEntry session, OffsetDateTime time) {
        session.changed();
        peaks.update(session, time);
    }

    private void noteFailures(SessionEntry session) {
        List<FailureEntry> told = session.failures;
        if (session.failuresNoted < told.size()) {
            failures.addAll(told.subList(session.failuresNoted, told.size()));
            session.failuresNoted = told.size();
        }
    }

    private void noteContradiction(SessionEntry session) {
        if (!session.contradictionNoted && session.names.contradict()) {
            session.contradictionNoted = true;
            counts.contradictedNames++;
        }
    }

    // What nothing more is expected of.

    /** It is so late now: archives what ended long ago. */
    void settle(OffsetDateTime now) {
        OffsetDateTime before = now.minus(SETTLED);
        present = null;
        failures.settle(before, ended.isCrowded() ? now : null);
        archived(ended.settle(before, now), now);
        if (forgotten == null || Duration.between(forgotten, now).abs().compareTo(BETWEEN_FORGETTING) > 0) {
            hosts.all().forEach(host -> host.forgetBefore(before));
            forgotten = now;
        }
    }

    private void archived(List<SessionEntry> settled, OffsetDateTime now) {
        if (settled.isEmpty()) {
            return;
        }
        for (SessionEntry entry : settled) {
            hosts.of(entry.host).archived(entry);
            peaks.archived(entry, now);
        }
        sessions.removeAll(new HashSet<>(settled));
    }

    private void failureDropped(FailureRow.Told old) {
        String user = old.failure().user();
        if (user != null) {
            boolean present = present().contains(user) || listed.test(user);
            ended.failureForgotten(old.service(), user, present);
        }
    }

    /** The users of the sessions that are held one by one. */
    private Set<String> present() {
        Set<String> users = present;
        if (users == null) {
            users = new HashSet<>();
            for (SessionEntry session : sessions) {
                String user = session.user();
                if (user != null) {
                    users.add(user);
                }
            }
            present = users;
        }
        return users;
    }

    // What there is.

    /** The sessions that are held one by one, by number. */
    List<SessionEntry> sessions() {
        return Collections.unmodifiableList(sessions);
    }

    SessionArchive archive() {
        return ended.archive();
    }

    /** The accounts over the archived sessions of these services. */
    List<UserAccounts.Frozen> accounts(Set<Service> services) {
        return ended.accounts(services);
    }

    FailureLog failures() {
        return failures;
    }

    /** The hosts of whose servers the logs told. */
    ServerHosts hosts() {
        return hosts;
    }

    PeakSessions peak(Set<Service> services) {
        return peaks.of(services);
    }

    /** What looks at interfaces found. */
    TrafficSamples samples() {
        return samples;
    }

    /** What is of no session. */
    ServerCounts counts() {
        return counts;
    }

    // What survives a restart of ours.

    /** Whatever follows is read later: nothing waits for it, but what shows who took the last slot. */
    void save(StateOutput out) {
        flush();
        out.number(lastNumber);
        counts.save(out);
        out.list(sessions, session -> session.save(out));
        ended.save(out);
        failures.save(out);
        Map<String, List<SessionEntry>> ofHosts = ofHosts();
        out.list(hosts.names(), name -> hosts.of(name).save(out.text(name), ofHosts.getOrDefault(name, List.of())));
        peaks.save(out);
        out.list(fills.entrySet(), full -> full.getValue().save(out.text(full.getKey())));
    }

    private Map<String, List<SessionEntry>> ofHosts() {
        Map<String, List<SessionEntry>> ofHosts = new HashMap<>();
        for (SessionEntry session : sessions) {
            ofHosts.computeIfAbsent(ServerHosts.key(session.host), host -> new ArrayList<>())
                    .add(session);
        }
        return ofHosts;
    }

    /** Goes on from what was saved; to be called before anything is applied. */
    void restore(StateInput in) throws DamagedStateException {
        lastNumber = in.number();
        counts.restore(in);
        sessions.addAll(in.list(() -> SessionEntry.read(in)));
        Map<Long, SessionEntry> byNumber = new HashMap<>();
        sessions.forEach(session -> byNumber.put(session.number, session));
        ended.restore(in, byNumber);
        failures.restore(in, () -> FailureEntry.read(in, byNumber));
        in.list(() -> restoreHost(in, byNumber));
        peaks.restore(in);
        in.list(() -> fill(in.needText()).restored(in));
        sessions.stream().filter(SessionEntry::isUp).forEach(peaks::restored);
    }

    /** Goes on from what looks found since that was saved; to be called before anything is applied, too. */
    void recall(StateInput in) throws DamagedStateException {
        samples.restore(in);
        sessions.forEach(samples::recall);
    }

    private HostSessions restoreHost(StateInput in, Map<Long, SessionEntry> byNumber) throws DamagedStateException {
        HostSessions host = hosts.of(hosts.shown(in.needText()));
        host.restore(in, byNumber);
        return host;
    }
}

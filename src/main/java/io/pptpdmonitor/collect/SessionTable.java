package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.LogEvent.Booted;
import io.pptpdmonitor.log.LogEvent.CallStarted;
import io.pptpdmonitor.log.LogEvent.ConnectionDropped;
import io.pptpdmonitor.log.LogEvent.LinesLost;
import io.pptpdmonitor.log.LogEvent.PoolExhausted;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Service;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folds records, in their order, into sessions, failed logins and the pool: the mutable heart. Records out of order,
 * missing or twice make it know less, never throw. Not thread-safe.
 */
final class SessionTable {

    /** Sessions from one look for what can be forgotten to the next. */
    private static final int BETWEEN_SWEEPS = 1000;

    private final Map<String, HostSessions> hosts = new LinkedHashMap<>();
    private final List<SessionEntry> sessions = new ArrayList<>();
    private final List<FailureEntry> failures = new ArrayList<>();
    private final Map<Service, PeakSessions> peaks = new EnumMap<>(Service.class);
    private final PeakSessions peakOfAll = new PeakSessions();
    private long connectionsDropped;
    private long poolExhaustions;
    private long callsStarted;
    private long linesLost;
    private final Forgotten forgotten = new Forgotten();
    private final int keptFailures;
    private long lastNumber;

    /** Keeps everything. */
    SessionTable() {
        this(Integer.MAX_VALUE);
    }

    /** Keeps of failed sessions and logins about the newest {@code keptFailures}. */
    SessionTable(int keptFailures) {
        this.keptFailures = keptFailures;
    }

    void apply(LogRecord line) {
        if (line.event() instanceof LinesLost lost) {
            linesLost += lost.count();
            return;
        }
        if (line.event() instanceof ConnectionDropped) {
            connectionsDropped += line.count();
            return;
        }
        if (line.event() instanceof PoolExhausted) {
            poolExhaustions += line.count();
            return;
        }
        if (line.event() instanceof Booted && !hosts.containsKey(key(line.host()))) {
            return; // A host that runs no server, as far as the log tells.
        }
        callsStarted += line.event() instanceof CallStarted ? 1 : 0;
        SessionEntry session = host(line.host()).apply(line);
        if (session != null) {
            noteFailures(session);
            notePeak(session, line.time());
        }
    }

    private HostSessions host(@Nullable String name) {
        return hosts.computeIfAbsent(key(name), host -> new HostSessions(this::open));
    }

    private static String key(@Nullable String host) {
        return host == null ? "" : host;
    }

    private SessionEntry open(LogRecord first, boolean startSeen) {
        if (++lastNumber % BETWEEN_SWEEPS == 0 && keptFailures < Integer.MAX_VALUE) {
            forgotten.forget(sessions, failures, keptFailures);
        }
        SessionEntry session = new SessionEntry(lastNumber, first.host(), first.pid(), first.time(), startSeen);
        sessions.add(session);
        return session;
    }

    private void noteFailures(SessionEntry session) {
        List<FailureEntry> told = session.failures;
        if (session.failuresNoted < told.size()) {
            failures.addAll(told.subList(session.failuresNoted, told.size()));
            session.failuresNoted = told.size();
        }
    }

    private void notePeak(SessionEntry session, OffsetDateTime time) {
        boolean up = session.isUp();
        peakOfAll.update(session, up, time);
        for (Service service : Service.values()) {
            boolean counts = up && session.service() == service;
            peaks.computeIfAbsent(service, any -> new PeakSessions()).update(session, counts, time);
        }
    }

    /** What is counted, but not kept. */
    Forgotten forgotten() {
        return forgotten;
    }

    /** The sessions, by number. */
    List<SessionEntry> sessions() {
        return Collections.unmodifiableList(sessions);
    }

    /** The failed logins, oldest first. */
    List<FailureEntry> failures() {
        return Collections.unmodifiableList(failures);
    }

    /** The hosts that told of servers; "" in a log without hosts. */
    Set<String> hostNames() {
        return Collections.unmodifiableSet(hosts.keySet());
    }

    Collection<HostSessions> hosts() {
        return Collections.unmodifiableCollection(hosts.values());
    }

    PeakSessions peak(Set<Service> services) {
        return services.size() == 1 ? peaks.getOrDefault(services.iterator().next(), new PeakSessions()) : peakOfAll;
    }

    long connectionsDropped() {
        return connectionsDropped;
    }

    /** How often a pptpctrl forked a pppd. */
    long callsStarted() {
        return callsStarted;
    }

    long poolExhaustions() {
        return poolExhaustions;
    }

    long linesLost() {
        return linesLost;
    }
}

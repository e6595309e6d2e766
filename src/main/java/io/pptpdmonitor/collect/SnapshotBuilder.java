package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Activity;
import io.pptpdmonitor.model.ClocksAhead;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.KeptState;
import io.pptpdmonitor.model.Lazy;
import io.pptpdmonitor.model.NotShown;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Sessions;
import io.pptpdmonitor.model.Setup;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.model.Wtmp;
import io.pptpdmonitor.source.LogSource;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judges the table's evidence at one moment. */
final class SnapshotBuilder {

    private static final Duration WINDOW = Duration.ofMinutes(5);
    /** How far the start of a process and its first line may lie apart. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(10);

    private final SessionTable table;
    private final List<LogSource> sources;
    private final Set<Service> services;
    private final LiveView live;
    private final @Nullable Setup setup;

    SnapshotBuilder(SessionTable table, List<LogSource> sources, Set<Service> services, LiveView live) {
        this(table, sources, services, live, null);
    }

    /** @param setup of the log's host; null if that is not known */
    SnapshotBuilder(
            SessionTable table, List<LogSource> sources, Set<Service> services, LiveView live, @Nullable Setup setup) {
        this.table = table;
        this.sources = sources;
        this.services = services;
        this.live = live;
        this.setup = setup;
    }

    /** Of the moment {@code asOf}, or of {@code now} where the log tells of no moment. */
    Snapshot build(OffsetDateTime now, @Nullable OffsetDateTime asOf) {
        OffsetDateTime moment = asOf == null ? now : asOf;
        List<Session> current = current(moment);
        FailureLog.Frozen failures = table.failures().freeze(services);
        EndedTotals totals =
                current.stream().reduce(table.archive().totals(services), EndedTotals::plus, EndedTotals::plus);
        List<UserAccounts.Frozen> accounts = table.accounts(services);
        UserList users = new UserList(accounts, current, failures::names);
        ClocksAhead clocks = clocksAhead(moment);
        return new Snapshot(
                now,
                moment,
                server(current, totals, failures, moment, clocks),
                new Sessions(table.archive().view(services), current),
                new Lazy<>(users::users),
                new Lazy<>(failures::all),
                health(totals, notShown(accounts), clocks));
    }

    private NotShown notShown(List<UserAccounts.Frozen> accounts) {
        Set<Service> others = EnumSet.allOf(Service.class);
        others.removeAll(services);
        long current = table.sessions().stream()
                .filter(session -> others.contains(session.service()) && session.isTold())
                .count();
        return new NotShown(
                table.archive().dropped(services),
                table.failures().dropped(services),
                accounts.stream().mapToLong(UserAccounts.Frozen::forgotten).sum(),
                table.archive().totals(others).sessions() + current);
    }

    private ClocksAhead clocksAhead(OffsetDateTime moment) {
        Map<String, OffsetDateTime> ahead = new HashMap<>();
        table.hosts().each((name, host) -> {
            OffsetDateTime last = host.lastMoment();
            if (last != null && last.isAfter(moment)) {
                ahead.put(name, last);
            }
        });
        return ahead.isEmpty() ? ClocksAhead.NONE : new ClocksAhead(ahead);
    }

    /** The sessions that are not archived. */
    private List<Session> current(OffsetDateTime asOf) {
        List<Session> sessions = new ArrayList<>();
        for (SessionEntry entry : table.sessions()) {
            if (services.contains(entry.service()) && entry.isTold()) {
                sessions.add(entry.session(asOf));
            }
        }
        return List.copyOf(sessions);
    }

    private Server server(
            List<Session> current,
            EndedTotals totals,
            FailureLog.Frozen failures,
            OffsetDateTime asOf,
            ClocksAhead clocks) {
        Activity now = Activity.of(current);
        PeakSessions peak = table.peak(services);
        return new Server(
                name(),
                live.server(),
                now.sessions(),
                now.users(),
                now.unnamed(),
                now.starting(),
                now.mostOfOneUser(),
                recent(current, table.archive().view(services), failures, asOf, clocks),
                peak.sessions(),
                peak.time(),
                totals(totals),
                new Pools(table.hosts(), live, setup).fullest(asOf),
                null);
    }

    private @Nullable String name() {
        List<String> names =
                table.hosts().names().stream().filter(name -> !name.isEmpty()).toList();
        return switch (names.size()) {
            case 0 -> null;
            case 1 -> names.get(0);
            default -> "(" + names.size() + " hosts)";
        };
    }

    private static Server.Recent recent(
            List<Session> current,
            ArchivedSessions archived,
            FailureLog.Frozen failures,
            OffsetDateTime asOf,
            ClocksAhead clocks) {
        OffsetDateTime since = asOf.minus(WINDOW);
        Instant end = asOf.toInstant();
        List<Failure> recent = failures.since(since).stream()
                .filter(failure -> failure.time().toInstant().isAfter(clocks.begin(failure.host(), end, WINDOW)))
                .toList();
        long addresses = recent.stream()
                .map(Failure::clientAddress)
                .filter(Objects::nonNull)
                .distinct()
                .count();
        int ends = 0;
        int negotiations = 0;
        List<Session> ended = new ArrayList<>(endedSince(since, archived));
        ended.addAll(current);
        for (Session session : ended) {
            OffsetDateTime moment = session.ended();
            if (moment != null && moment.toInstant().isAfter(clocks.begin(session.host(), end, WINDOW))) {
                ends += session.state().cameUp() ? 1 : 0;
                negotiations += EndedTotals.failedNegotiation(session) ? 1 : 0;
            }
        }
        return new Server.Recent(WINDOW, recent.size(), (int) addresses, negotiations, ends);
    }

    /** Where thousands end at once, some are archived before the window has passed. */
    private static List<Session> endedSince(OffsetDateTime since, ArchivedSessions archived) {
        List<Session> found = new ArrayList<>();
        for (boolean cameUp : new boolean[] {true, false}) {
            Iterator<Session> latest = archived.latestFirst(cameUp);
            while (latest.hasNext()) {
                Session session = latest.next();
                OffsetDateTime ended = session.ended();
                if (ended == null || !ended.isAfter(since)) {
                    break;
                }
                found.add(session);
            }
        }
        return found;
    }

    private Server.Totals totals(EndedTotals all) {
        Traffic traffic = all.traffic();
        // 0 is true where nobody was up yet, and nobody's word where none of those who were told its octets.
        Long none = all.cameUp() == 0 ? 0L : null;
        return new Server.Totals(
                all.cameUp(),
                table.failures().count(services),
                table.counts().neverLess(all.negotiationFailures(), services),
                table.counts().connectionsDropped,
                table.counts().poolExhaustions,
                traffic == null ? none : Long.valueOf(traffic.toClientOctets()),
                traffic == null ? none : Long.valueOf(traffic.fromClientOctets()));
    }

    private Health health(EndedTotals totals, NotShown notShown, ClocksAhead clocks) {
        long lines = 0;
        long relevant = 0;
        long unparsed = 0;
        long pppd = 0;
        boolean debug = false;
        for (LogSource source : sources) {
            LogSource.Counts counts = source.counts();
            lines += counts.lines();
            relevant += counts.relevantLines();
            unparsed += counts.unparsedLines();
            debug |= counts.debugSeen();
            pppd += counts.pppdLines();
        }
        String missing = missing(totals, relevant, pppd);
        String untold = live.untold();
        return new Health(
                missing != null
                        ? Health.CollectorStatus.NO_SOURCE
                        : untold != null ? Health.CollectorStatus.STALLED : Health.CollectorStatus.OK,
                missing != null ? missing : untold != null ? untold : "",
                sources.stream().map(LogSource::health).toList(),
                lines,
                relevant,
                unparsed,
                table.counts().linesLost(),
                debug,
                totals.cameUp() == 0 ? null : Boolean.valueOf(totals.unnamed() == 0),
                live.proven(),
                live.text(),
                new Health.Doubts(
                        table.counts().contradictedNames, table.counts().failedAccounts, table.futureStamps(), clocks),
                setup,
                KeptState.none(""),
                Wtmp.NONE,
                notShown,
                live.strays(),
                new Begins(sources, table.counts().lastLost()).moment());
    }

    private static String described(Health.Source source) {
        return source.text().isEmpty() ? source.name() : source.name() + " (" + source.text() + ")";
    }

    /** Whoever is on the server, such a log would not tell: it must not read as nobody. Null if nothing is missing. */
    private @Nullable String missing(EndedTotals totals, long relevantLines, long pppdLines) {
        String names = sources.stream()
                .map(LogSource::health)
                .map(SnapshotBuilder::described)
                .collect(Collectors.joining(", "));
        List<LogSource.Silence> silences = sources.stream()
                .map(LogSource::silence)
                .filter(Objects::nonNull)
                .toList();
        if (relevantLines == 0 && !silences.isEmpty()) {
            return silent(silences);
        }
        if (relevantLines == 0) {
            return "no line of pptpd or pppd in " + names
                    + "; name the log that they write to (--file), or read its rotated past, too (--rotate)";
        }
        if (pppdLines == 0 && table.counts().callsStarted > 0) {
            return "pptpd started calls, and there is no line of pppd in " + names
                    + "; pppd logs to the facility local2: name that log, too (--file)";
        }
        if (pppdLines == relevantLines && totals.sessions() == 0 && unknownCameUp()) {
            return "no pppd in " + names + " shows a sign of PPTP, and there is no line of pptpd"
                    + "; pptpd logs to the facility daemon: name that log, too (--file), or see what there is (--service"
                    + " all)";
        }
        return null;
    }

    /**
     * A server that nobody has come to for weeks is as it should be, where its manager runs, serves nobody, and began before the
     * logs that others write to. One that began later would have told so in them: it logs elsewhere.
     */
    private @Nullable String silent(List<LogSource.Silence> silences) {
        Instant idle = live.idleSince();
        OffsetDateTime since = silences.stream()
                .map(LogSource.Silence::since)
                .filter(Objects::nonNull)
                .min(OffsetDateTime.timeLineOrder())
                .orElse(null);
        boolean idleSince =
                idle != null && since != null && idle.minus(START_TOLERANCE).isBefore(since.toInstant());
        return idleSince ? null : silences.get(0).problem();
    }

    /** Whether somebody was up who may well be one of pptpd's: who is on this host, nobody sees from here. */
    private boolean unknownCameUp() {
        boolean asked = services.contains(Service.PPTP) && !services.contains(Service.UNKNOWN) && !live.proven();
        return asked
                && (table.archive().totals(EnumSet.of(Service.UNKNOWN)).cameUp() > 0
                        || table.sessions().stream()
                                .anyMatch(session -> session.service() == Service.UNKNOWN && session.cameUp()));
    }
}

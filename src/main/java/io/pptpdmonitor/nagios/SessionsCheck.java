package io.pptpdmonitor.nagios;

import io.pptpdmonitor.model.Counted;
import io.pptpdmonitor.model.Elapsed;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Window;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How many sessions are up, and what is odd about them. UNKNOWN unless the collector is OK. What is not known of all of them,
 * as whose they are, is judged as far as it is certain whatever the rest may be.
 *
 * <p>Performance data: {@code sessions unnamed starting}, then those of which something is asked, {@code longest change
 * reconnects}, and {@code max_per_user}, of known names. What is not known is missing, with what comes behind it:
 * {@code max_per_user} while none of those that are up has a name, {@code change} where nobody was up before.
 *
 * @param sessions how many are up
 * @param perUser how many one known user has up
 * @param duration how long one is up, in seconds
 * @param reconnects how often one known user came again in the window
 * @param change by how many percent there are more (or less than 0: fewer) than when the window began
 * @param minimum how many must have come or gone on balance, so that the change is judged
 * @param whom of whom the snapshot is
 */
public record SessionsCheck(
        Thresholds sessions,
        Thresholds perUser,
        Thresholds duration,
        Thresholds reconnects,
        Thresholds change,
        int minimum,
        Duration window,
        Selection whom)
        implements Check {

    /** The name in the status line. */
    public static final String NAME = "SESSIONS";

    /** Of everybody. */
    public SessionsCheck(
            Thresholds sessions,
            Thresholds perUser,
            Thresholds duration,
            Thresholds reconnects,
            Thresholds change,
            int minimum,
            Duration window) {
        this(sessions, perUser, duration, reconnects, change, minimum, window, Selection.ALL);
    }

    /** Whether it asks for what the figures alone do not tell, or do not name. */
    public boolean asksForSessions() {
        return !(perUser.none() && duration.none() && reconnects.none() && change.none());
    }

    @Override
    public CheckResult check(Snapshot snapshot) {
        String doubt = Doubt.of(snapshot.health());
        return doubt == null ? judged(snapshot) : CheckResult.unknown(NAME, doubt);
    }

    private CheckResult judged(Snapshot snapshot) {
        Server server = snapshot.server();
        int unnamed = server.unnamedSessions();
        int sure = whom.sure(snapshot).sessions();
        Findings findings = new Findings(NAME);
        findings.judge(
                        PerfData.gauge("sessions", sure).atMost(server.pool().size()),
                        server.activeSessions(),
                        sessions,
                        (sure == server.activeSessions() ? "" : "at least ") + Counted.of(sure, "session") + " up",
                        whom.doubt(snapshot.sessions()))
                .tell(unnamed == 0 ? "" : unnamed + " without a name")
                .tell(server.startingSessions() == 0 ? "" : server.startingSessions() + " starting")
                .draw(PerfData.gauge("unnamed", unnamed))
                .draw(PerfData.gauge("starting", server.startingSessions()));
        longest(snapshot, findings);
        Window span = new Window(snapshot.asOf().toInstant(), window, snapshot);
        change(snapshot, span, findings);
        reconnects(span, findings);
        perUser(snapshot, findings);
        if (!(change.none() && reconnects.none())) {
            findings.tell(span.missing());
        }
        return findings.result().asOf(snapshot);
    }

    private void perUser(Snapshot snapshot, Findings findings) {
        Server server = snapshot.server();
        int unnamed = server.unnamedSessions();
        int most = whom.sure(snapshot).mostOfOneUser();
        int atMost = server.maxSessionsPerUser() + unnamed;
        String why = unnamed > 0 ? Counted.of(unnamed, "session") + " without a name" : whom.doubt(snapshot.sessions());
        if (most == 0 && atMost > 0) {
            findings.notDrawn().judge(1, atMost, perUser, "how many are of one user is not known", why);
            return;
        }
        String name = Most.of(snapshot.up()
                        .filter(session -> session.bundle() == null && whom.isSureOf(session))
                        .map(Session::user))
                .who();
        findings.judge(PerfData.gauge("max_per_user", most), atMost, perUser, "most of one user " + most + name, why);
    }

    private void longest(Snapshot snapshot, Findings findings) {
        if (duration.none()) {
            return;
        }
        List<Session> up = snapshot.up().toList();
        Optional<Session> longest = up.stream()
                .filter(session -> session.connectSeconds() != null && whom.isSureOf(session))
                .max(Comparator.comparing(session -> Objects.requireNonNull(session.connectSeconds())));
        long untold = up.stream()
                .filter(session -> session.connectSeconds() == null || !whom.isSureOf(session))
                .count();
        long seconds = longest.map(Session::connectSeconds).orElse(0L);
        findings.judgeDrawnIfExact(
                PerfData.measured("longest", seconds, "s"),
                untold == 0 ? seconds : Double.POSITIVE_INFINITY,
                duration,
                longest.map(session -> "longest " + Elapsed.rough(seconds) + of(session))
                        .orElse("none that is known to be up for long"),
                "of " + Counted.of(untold, "session") + " it is not known for how long"
                        + (whom.isAll() ? "" : ", or whose"));
    }

    private static String of(Session session) {
        String user = session.user();
        return " (" + (user == null ? "without a name" : user) + ")";
    }

    private void reconnects(Window span, Findings findings) {
        if (reconnects.none()) {
            return;
        }
        List<Session> all = span.reconnects();
        Most most = Most.of(all.stream().filter(whom::isSureOf).map(Session::user));
        String doubt = Doubt.of(span, span.listsEnds(), "not all that ended since then are listed");
        boolean sure = all.stream().allMatch(whom::isSureOf);
        boolean exact = doubt == null && !span.unnamed() && sure;
        findings.judgeDrawnIfExact(
                PerfData.gauge("reconnects", most.count()),
                exact ? most.count() : Double.POSITIVE_INFINITY,
                reconnects,
                "most reconnects of one user" + within() + (exact ? " " : " at least ") + most.count() + most.who(),
                doubt != null ? doubt : sure ? "not all sessions have a name" : whom.doubt(all));
    }

    private String within() {
        return " in " + Elapsed.rough(window.toSeconds());
    }

    private String ago() {
        return " " + Elapsed.rough(window.toSeconds()) + " ago";
    }

    private void change(Snapshot snapshot, Window span, Findings findings) {
        if (change.none()) {
            return;
        }
        if (!whom.isAll() && snapshot.sessions().stream().anyMatch(session -> !whom.isSureOf(session))) {
            findings.notKnown(change, whom.doubt(snapshot.sessions()) + ", now and" + ago());
            return;
        }
        int now = snapshot.server().activeSessions();
        long before = span.upBefore();
        if (!span.isCovered()) {
            findings.notKnown(change, "how many there were" + ago() + " is not known");
            return;
        }
        if (!span.listsEnds()) {
            findings.notKnown(
                    change,
                    "how many there were before is not known, since not all that ended" + within() + " are listed");
            return;
        }
        double percent = percent(before, now);
        String text = before == 0 ? "none was up" + ago() : signed(percent) + " %" + within() + " from " + before;
        Thresholds judging = Math.abs(now - before) < minimum ? Thresholds.NONE : change;
        findings.judge(percent, judging, text);
        draw(percent, findings);
    }

    private void draw(double percent, Findings findings) {
        if (Double.isInfinite(percent)) {
            findings.notDrawn();
            return;
        }
        findings.draw(new PerfData(
                "change",
                BigDecimal.valueOf(percent),
                "%",
                change.warning(),
                change.critical(),
                BigDecimal.valueOf(-100),
                null));
    }

    private static String signed(double percent) {
        return (percent > 0 ? "+" : "") + percent;
    }

    /** With one decimal; from none to some it is beyond all measure. */
    private static double percent(long before, long now) {
        if (before == 0) {
            return now == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        return BigDecimal.valueOf((now - before) * 100)
                .divide(BigDecimal.valueOf(before), 1, RoundingMode.HALF_UP)
                .doubleValue();
    }
}

package io.pptpdmonitor.nagios;

import io.pptpdmonitor.model.Counted;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many users are active: distinct known names with a session up, plus the sessions up without a known name as
 * {@link UnknownAs} counts them. UNKNOWN unless the collector is OK.
 *
 * <p>Performance data is the same in number, order and name whatever the status, since a graph's file is made from the
 * first answer: {@code users sessions unnamed starting}, then {@code pool_used}, missing where the log holds no line of
 * pptpd, then {@code in out}, the octets from and to clients, missing while no session told its octets.
 *
 * @param required names of which each must have a session up; looked for in the snapshot's list of sessions
 * @param forbidden names of which none may
 * @param whom of whom the snapshot is; a session without a name that may be of others is counted as far as it matters for
 *     certain
 */
public record UsersCheck(
        Thresholds thresholds, UnknownAs unknownAs, List<String> required, List<String> forbidden, Selection whom)
        implements Check {

    /** The name in the status line. */
    public static final String NAME = "USERS";

    public UsersCheck {
        required = List.copyOf(required);
        forbidden = List.copyOf(forbidden);
    }

    /** Of nobody in particular: a snapshot's figures will do. */
    public UsersCheck(Thresholds thresholds, UnknownAs unknownAs) {
        this(thresholds, unknownAs, List.of(), List.of(), Selection.ALL);
    }

    /** Whether it asks for names, which the figures alone do not tell. */
    public boolean asksForNames() {
        return !required.isEmpty() || !forbidden.isEmpty();
    }

    @Override
    public CheckResult check(Snapshot snapshot) {
        String doubt = Doubt.of(snapshot.health());
        return doubt == null ? judged(snapshot) : CheckResult.unknown(NAME, doubt);
    }

    private CheckResult judged(Snapshot snapshot) {
        Server server = snapshot.server();
        int unnamed = server.unnamedSessions();
        int unsure = whom.unsure(snapshot);
        int named = server.activeUsers() - unnamed;
        int users = named + unknownAs.users(unnamed - unsure);
        int most = named + unknownAs.users(unnamed);
        String least = unsure == 0 ? "" : "at least ";
        Integer slots = server.pool().size();
        Findings findings = new Findings(NAME);
        findings.judge(
                PerfData.gauge("users", users).atMost(slots),
                most,
                thresholds,
                (users == most ? "" : "at least ") + Counted.of(users, "active user"),
                "sessions without a name may be of these or not");
        named(snapshot, findings);
        findings.tell(least + Counted.of(server.activeSessions() - unsure, "session"))
                .tell(unnamed(unnamed))
                .tell(server.status() == Server.Status.DOWN ? "pptpd is not running" : "");
        draw(server, unsure, findings);
        return findings.result().asOf(snapshot);
    }

    private void named(Snapshot snapshot, Findings findings) {
        if (!asksForNames()) {
            return;
        }
        Set<String> up =
                snapshot.up().map(Session::user).filter(Objects::nonNull).collect(Collectors.toSet());
        int unnamed = snapshot.server().unnamedSessions();
        for (String name : required) {
            if (!up.contains(name)) {
                findings.tell(
                        unnamed == 0 ? Status.CRITICAL : Status.UNKNOWN,
                        name + (unnamed == 0 ? " has no session" : " is not among those whose name is known"));
            }
        }
        for (String name : forbidden) {
            if (up.contains(name)) {
                findings.tell(Status.CRITICAL, name + " has a session");
            } else if (unnamed > 0) {
                findings.tell(Status.UNKNOWN, name + " may be one of those without a name");
            }
        }
    }

    private String unnamed(int sessions) {
        if (sessions == 0) {
            return "";
        }
        return sessions + " without a name"
                + switch (unknownAs) {
                    case EACH -> "";
                    case ONE -> " counted as one user";
                    case NONE -> " not counted as users";
                };
    }

    private static void draw(Server server, int unsure, Findings findings) {
        Integer slots = server.pool().size();
        findings.draw(PerfData.gauge("sessions", server.activeSessions() - unsure)
                        .atMost(slots))
                .draw(PerfData.gauge("unnamed", server.unnamedSessions()))
                .draw(PerfData.gauge("starting", server.startingSessions()));
        Integer used = server.pool().used();
        if (used != null) {
            findings.draw(PerfData.gauge("pool_used", used).atMost(slots));
        }
        Long in = server.totals().fromClientOctets();
        Long out = server.totals().toClientOctets();
        if (in != null && out != null) {
            findings.draw(PerfData.counter("in", in)).draw(PerfData.counter("out", out));
        }
    }
}

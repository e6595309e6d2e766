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
 */
public record UsersCheck(Thresholds thresholds, UnknownAs unknownAs, List<String> required, List<String> forbidden)
        implements Check {

    /** The name in the status line. */
    public static final String NAME = "USERS";

    public UsersCheck {
        required = List.copyOf(required);
        forbidden = List.copyOf(forbidden);
    }

    /** Of nobody in particular: a snapshot's figures will do. */
    public UsersCheck(Thresholds thresholds, UnknownAs unknownAs) {
        this(thresholds, unknownAs, List.of(), List.of());
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
        int users = server.activeUsers() - unnamed + unknownAs.users(unnamed);
        Integer slots = server.pool().size();
        Findings findings = new Findings(NAME);
        findings.judge(PerfData.gauge("users", users).atMost(slots), thresholds, Counted.of(users, "active user"));
        named(snapshot, findings);
        findings.tell(Counted.of(server.activeSessions(), "session"))
                .tell(unnamed(unnamed))
                .tell(server.status() == Server.Status.DOWN ? "pptpd is not running" : "");
        draw(server, findings);
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

    private static void draw(Server server, Findings findings) {
        Integer slots = server.pool().size();
        findings.draw(PerfData.gauge("sessions", server.activeSessions()).atMost(slots))
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

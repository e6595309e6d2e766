package io.pptpdmonitor.nagios;

import io.pptpdmonitor.model.Activity;
import io.pptpdmonitor.model.Counted;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        Activity sure = whom.sure(snapshot);
        int unnamed = server.unnamedSessions();
        int users = sure.users() - sure.unnamed() + unknownAs.users(sure.unnamed());
        int most = server.activeUsers() - unnamed + unknownAs.users(unnamed);
        String least = sure.sessions() == server.activeSessions() ? "" : "at least ";
        Integer slots = server.pool().size();
        Findings findings = new Findings(NAME);
        findings.judge(
                PerfData.gauge("users", users).atMost(slots),
                most,
                thresholds,
                (users == most ? "" : "at least ") + Counted.of(users, "active user"),
                whom.doubt(snapshot.sessions()));
        named(snapshot, findings);
        findings.tell(least + Counted.of(sure.sessions(), "session"))
                .tell(unnamed(unnamed))
                .tell(server.status() == Server.Status.DOWN ? "pptpd is not running" : "");
        draw(server, sure, findings);
        return findings.result().asOf(snapshot);
    }

    private void named(Snapshot snapshot, Findings findings) {
        if (!asksForNames()) {
            return;
        }
        Set<String> mayBe = names(snapshot.up());
        Set<String> up = names(snapshot.up().filter(whom::isSureOf));
        boolean unnamed = snapshot.server().unnamedSessions() > 0;
        for (String name : required) {
            if (mayBe.contains(name) && !up.contains(name)) {
                findings.tell(Status.UNKNOWN, name + " may be of these or not");
            } else if (!up.contains(name)) {
                findings.tell(
                        unnamed ? Status.UNKNOWN : Status.CRITICAL,
                        name + (unnamed ? " is not among those whose name is known" : " has no session"));
            }
        }
        for (String name : forbidden) {
            if (up.contains(name)) {
                findings.tell(Status.CRITICAL, name + " has a session");
            } else if (mayBe.contains(name)) {
                findings.tell(Status.UNKNOWN, name + " may be of these or not");
            } else if (unnamed) {
                findings.tell(Status.UNKNOWN, name + " may be one of those without a name");
            }
        }
    }

    private static Set<String> names(Stream<Session> sessions) {
        return sessions.map(Session::user).filter(Objects::nonNull).collect(Collectors.toSet());
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

    private static void draw(Server server, Activity sure, Findings findings) {
        Integer slots = server.pool().size();
        findings.draw(PerfData.gauge("sessions", sure.sessions()).atMost(slots))
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

package io.pptpdmonitor.nagios;

import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Snapshot;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How many users are active: distinct known names with a session up, plus the sessions up without a known name as
 * {@link UnknownAs} counts them.
 *
 * <p>UNKNOWN unless the collector is OK: numbers of a log that is missing, still being read or no longer read are those of
 * another time, however quiet or alarming they look.
 *
 * <p>Performance data is the same in number, order and name whatever the status, since a graph's file is made from the
 * first answer: {@code users sessions unnamed starting}, then {@code pool_used}, missing where the log holds no line of
 * pptpd, then {@code in out}, the octets from and to clients, missing while no session told its octets.
 *
 * @param warning null for none
 * @param critical null for none; looked at first, and need not enclose warning
 */
public record UsersCheck(@Nullable Range warning, @Nullable Range critical, UnknownAs unknownAs) implements Check {

    /** Of a log that is being written; what is older is told with its time. */
    private static final Duration NOW = Duration.ofMinutes(1);

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /** The name in the status line. */
    public static final String NAME = "USERS";

    @Override
    public CheckResult check(Snapshot snapshot) {
        String doubt = doubt(snapshot.health());
        return doubt == null ? judged(snapshot) : CheckResult.unknown(NAME, doubt);
    }

    private static @Nullable String doubt(Health health) {
        return switch (health.status()) {
            case OK -> null;
            case CATCHING_UP -> because("old log is still being read", health);
            case STALLED -> because("the log is not being read any more", health);
            case NO_SOURCE -> because("there is no log to read", health);
            case FAILED -> because("the log could not be read", health);
        };
    }

    private static String because(String doubt, Health health) {
        return health.statusText().isBlank() ? doubt : doubt + ": " + health.statusText();
    }

    private CheckResult judged(Snapshot snapshot) {
        int users = users(snapshot.server());
        Status status =
                violated(critical, users) ? Status.CRITICAL : violated(warning, users) ? Status.WARNING : Status.OK;
        return CheckResult.of(
                NAME, status, text(snapshot.server(), users, status) + asOf(snapshot), perfData(snapshot, users));
    }

    private int users(Server server) {
        int unnamed = server.unnamedSessions();
        return server.activeUsers() - unnamed + unknownAs.users(unnamed);
    }

    private static boolean violated(@Nullable Range range, int users) {
        return range != null && range.violatedBy(users);
    }

    private String text(Server server, int users, Status status) {
        return counted(users, "active user")
                + reason(status)
                + ", "
                + counted(server.activeSessions(), "session")
                + unnamed(server.unnamedSessions())
                + (server.status() == Server.Status.DOWN ? ", pptpd is not running" : "");
    }

    /** A copied log tells of the moment it ends. */
    private static String asOf(Snapshot snapshot) {
        boolean past = Duration.between(snapshot.asOf(), snapshot.generated()).compareTo(NOW) > 0;
        return past ? ", as of " + snapshot.asOf().format(STAMP) : "";
    }

    private String reason(Status status) {
        Range range = status == Status.CRITICAL ? critical : status == Status.WARNING ? warning : null;
        return range == null
                ? ""
                : " (%s the %s range %s)"
                        .formatted(
                                range.inside() ? "inside" : "outside",
                                status == Status.CRITICAL ? "critical" : "warning",
                                range);
    }

    private String unnamed(int sessions) {
        if (sessions == 0) {
            return "";
        }
        return ", " + sessions + " without a name"
                + switch (unknownAs) {
                    case EACH -> "";
                    case ONE -> " counted as one user";
                    case NONE -> " not counted as users";
                };
    }

    private static String counted(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private List<PerfData> perfData(Snapshot snapshot, int users) {
        Server server = snapshot.server();
        Integer slots = server.pool().size();
        List<PerfData> items = new ArrayList<>();
        items.add(PerfData.gauge("users", users).thresholds(warning, critical).atMost(slots));
        items.add(PerfData.gauge("sessions", server.activeSessions()).atMost(slots));
        items.add(PerfData.gauge("unnamed", server.unnamedSessions()));
        items.add(PerfData.gauge("starting", server.startingSessions()));
        Integer used = server.pool().used();
        if (used != null) {
            items.add(PerfData.gauge("pool_used", used).atMost(slots));
        }
        Long in = server.totals().fromClientOctets();
        Long out = server.totals().toClientOctets();
        if (in != null && out != null) {
            items.add(PerfData.counter("in", in));
            items.add(PerfData.counter("out", out));
        }
        return items;
    }
}

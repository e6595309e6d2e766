package io.pptpdmonitor.report;

import io.pptpdmonitor.model.Counted;
import io.pptpdmonitor.model.Elapsed;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Stamp;
import io.pptpdmonitor.model.Window;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Three lines for who looks at 3 a.m.: the server and its pool, failed logins, and whether any of it can be believed. */
final class StatusHeader {

    /** A log that is being written may be this old and still be of now. */
    private static final Duration NOW = Duration.ofMinutes(1);

    private final Snapshot snapshot;
    private final Server server;
    private final Health health;

    StatusHeader(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.server = snapshot.server();
        this.health = snapshot.health();
    }

    /** Each without control characters, whatever the log holds. */
    List<String> lines() {
        String name = server.name() == null ? "PPTP" : "PPTP on " + server.name();
        return List.of(
                line(name, measured() ? users() + "   " + pool() + asOf() : "users and sessions are not known"),
                line("failed logins", measured() ? failures() : "not known"),
                line("source", sources() + trouble() + "; " + liveView()));
    }

    private static String line(String title, String text) {
        return PlainText.of("%-13s  %s".formatted(title, text));
    }

    /** Without a log every number would be 0, and none of them true. */
    private boolean measured() {
        return health.counted();
    }

    private String users() {
        int unnamed = server.unnamedSessions();
        return Counted.of(server.activeUsers(), "user")
                + ", " + Counted.of(server.activeSessions(), "session") + " up"
                + (unnamed == 0 ? "" : " (" + unnamed + " without a name)")
                + ", " + server.startingSessions() + " starting"
                + (server.status() == Server.Status.DOWN ? ", pptpd is not running" : "");
    }

    private String pool() {
        Integer size = server.pool().size();
        Integer used = server.pool().used();
        return "pool " + (used == null ? "?" : used) + "/" + (size == null ? "?" : size);
    }

    private String asOf() {
        boolean past = Duration.between(snapshot.asOf(), snapshot.generated()).compareTo(NOW) > 0;
        return past ? "   as of " + Stamp.text(snapshot.asOf()) : "";
    }

    private String failures() {
        Server.Recent recent = server.recent();
        Integer addresses = recent.failedAddresses();
        String from = recent.authFailures() == 0 || addresses == null
                ? ""
                : " from " + Counted.of(addresses, "address", "es");
        boolean whole = new Window(snapshot.asOf().toInstant(), recent.window(), snapshot).isCovered();
        return (whole ? "" : "at least ") + recent.authFailures()
                + " in " + Elapsed.rough(recent.window().toSeconds()) + from + last()
                + "   negotiation failed " + recent.negotiationFailures();
    }

    private String last() {
        List<Failure> failures = snapshot.failures();
        if (failures.isEmpty()) {
            return "";
        }
        Failure last = failures.get(failures.size() - 1);
        return ", last " + Stamp.near(last.time(), snapshot.asOf()) + " " + Name.of(last.user()) + " "
                + known(last.clientAddress());
    }

    private String sources() {
        return health.sources().isEmpty()
                ? "none"
                : health.sources().stream().map(this::source).collect(Collectors.joining("; "));
    }

    private String source(Health.Source source) {
        return source.name() + ", " + age(source.lastLine()) + ", " + HealthLines.unread(source.lagOctets())
                + because(source.text(), " (", ")");
    }

    private String age(@Nullable OffsetDateTime lastLine) {
        if (lastLine == null) {
            return "no line of pptpd or pppd";
        }
        long seconds = Duration.between(lastLine, snapshot.generated()).toSeconds();
        return "last line "
                + (seconds < 0 ? Elapsed.rough(-seconds) + " ahead of our clock" : Elapsed.rough(seconds) + " ago");
    }

    private String trouble() {
        String lost =
                (health.lostLines() == 0 ? "" : "; " + Counted.of(health.lostLines(), "line") + " lost") + doubts();
        if (health.status() == Health.CollectorStatus.OK) {
            return lost;
        }
        String state = health.status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return lost + "; " + state + because(health.statusText(), ": ", "");
    }

    private String doubts() {
        Health.Doubts doubts = health.doubts();
        if (doubts == null) {
            return "";
        }
        long names = doubts.contradictedNames();
        long accounts = doubts.failedAccounts();
        return (names == 0 ? "" : "; " + Counted.of(names, "session") + " with contradicting names")
                + (accounts == 0 ? "" : "; RADIUS accounting failed " + Counted.of(accounts, "time"))
                + because(health.missingNames(), "; names of wtmp are missing (", ")");
    }

    private String liveView() {
        return health.liveView() ? "live view yes" : "live view no" + because(health.liveViewText(), " (", ")");
    }

    private static String because(String text, String before, String after) {
        return text.isBlank() ? "" : before + text + after;
    }

    private static String known(@Nullable String value) {
        return value == null ? "?" : value;
    }
}

package io.pptpdmonitor.model;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Snapshots for tests, put together from parts; what is not given is empty. The parts need not agree. */
public final class Snapshots {

    public static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-20T12:00:00+01:00");

    private OffsetDateTime generated = NOW;
    private Server server = server(null, 0, 0);
    private List<Session> sessions = List.of();
    private List<User> users = List.of();
    private List<Failure> failures = List.of();
    private Health health = health(Health.CollectorStatus.OK, "");

    private Snapshots() {}

    /** A snapshot of a server where nothing ever happened. */
    public static Snapshot empty() {
        return snapshot().build();
    }

    public static Snapshots snapshot() {
        return new Snapshots();
    }

    public Snapshots generated(OffsetDateTime value) {
        generated = value;
        return this;
    }

    public Snapshots server(Server value) {
        server = value;
        return this;
    }

    public Snapshots sessions(List<Session> value) {
        sessions = value;
        return this;
    }

    public Snapshots users(List<User> value) {
        users = value;
        return this;
    }

    public Snapshots failures(List<Failure> value) {
        failures = value;
        return this;
    }

    public Snapshots health(Health value) {
        health = value;
        return this;
    }

    public Snapshot build() {
        return new Snapshot(generated, generated, server, sessions, users, failures, health);
    }

    /** A server with that many users up, one session each, and without a pool's size. */
    public static Server server(@Nullable String name, int active, long totalSessions) {
        return new Server(
                name,
                Server.Status.UNKNOWN,
                active,
                active,
                0,
                0,
                Math.min(active, 1),
                new Server.Recent(Duration.ofMinutes(5), 0, 0, 0, 0),
                active,
                active == 0 ? null : NOW,
                new Server.Totals(totalSessions, 0, 0, 0, 0, 0L, 0L),
                new Pool(null, active),
                null);
    }

    /** Health without a source, of a log that goes back for a week. */
    public static Health health(Health.CollectorStatus status, String text, Health.Source... sources) {
        return health(status, text, NOW.minusDays(7), sources);
    }

    /** Likewise, of one that was read since then. */
    public static Health health(
            Health.CollectorStatus status, String text, @Nullable OffsetDateTime begins, Health.Source... sources) {
        return new Health(
                status,
                text,
                List.of(sources),
                0,
                0L,
                0,
                0,
                false,
                null,
                false,
                "",
                Health.Doubts.NONE,
                null,
                KeptState.none(""),
                Wtmp.NONE,
                NotShown.NOTHING,
                null,
                begins);
    }

    /** A user who was up once, from 08:00 to 09:00, and is not now. */
    public static User user(@Nullable String name) {
        return new UserTotals(
                name,
                0,
                1,
                null,
                null,
                3600L,
                true,
                0,
                OffsetDateTime.parse("2026-11-20T08:00:00+01:00"),
                OffsetDateTime.parse("2026-11-20T09:00:00+01:00"),
                null,
                null,
                null,
                true);
    }

    /** The figures of these users, to be compared. */
    public static List<UserTotals> totals(List<User> users) {
        return users.stream().map(Snapshots::totals).toList();
    }

    private static UserTotals totals(User user) {
        return new UserTotals(
                user.name(),
                user.activeSessions(),
                user.sessions(),
                user.toClientOctets(),
                user.fromClientOctets(),
                user.connectSeconds(),
                user.connectSecondsWhole(),
                user.failures(),
                user.firstSeen(),
                user.lastSeen(),
                user.lastClientAddress(),
                user.lastAssignedAddress(),
                user.ended(),
                user.currentExact());
    }
}

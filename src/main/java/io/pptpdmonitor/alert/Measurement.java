package io.pptpdmonitor.alert;

import io.pptpdmonitor.model.Counted;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.Pool;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the metrics off one snapshot, at one moment. */
record Measurement(Snapshot snapshot, Instant now, LateEnds late) {

    /** Where nobody was looking before. */
    Measurement(Snapshot snapshot, Instant now) {
        this(snapshot, now, new LateEnds());
    }

    Measured of(AlertRule rule) {
        Health health = snapshot.health();
        return switch (rule.metric()) {
            case COLLECTOR -> Measured.of(health.status().number(), health::statusText);
            case DATA_AGE -> Measured.of(age(), health::statusText);
            default ->
                health.counted()
                        ? figure(rule.metric(), new Window(now, rule.window(), snapshot, late::since))
                        : Measured.unknown(health.statusText());
        };
    }

    private long age() {
        return Math.max(
                0, Duration.between(snapshot.generated().toInstant(), now).toSeconds());
    }

    private Measured figure(Metric metric, Window window) {
        Server server = snapshot.server();
        return switch (metric) {
            case ACTIVE_USERS -> ofPool(server.activeUsers());
            case UNNAMED_SESSIONS -> ofPool(server.unnamedSessions());
            case SESSIONS -> ofPool(server.activeSessions());
            case MAX_SESSIONS_PER_USER -> maxSessions(server);
            case POOL_PERCENT -> poolPercent(server.pool());
            case AUTH_FAILURES -> authFailures(window);
            case NEGOTIATION_FAILURES -> negotiationFailures(window);
            case SESSION_ENDS -> ends(window);
            case RECONNECTS_PER_USER -> reconnects(window);
            case IN_RATE -> rate(server.rates(), Server.Rates::fromClients);
            case OUT_RATE -> rate(server.rates(), Server.Rates::toClients);
            case COLLECTOR, DATA_AGE -> throw new AssertionError(metric);
        };
    }

    /** Those without a name may all be of one user, or of the one who has most. */
    private Measured maxSessions(Server server) {
        int unnamed = server.unnamedSessions();
        int most = server.maxSessionsPerUser();
        if (unnamed == 0) {
            return ofPool(most);
        }
        return ofPool(Math.max(1, most))
                .atLeast(Counted.of(unnamed, "session") + " without a name", (long) most + unnamed);
    }

    private Measured ofPool(long value) {
        Integer size = snapshot.server().pool().size();
        return new Measured(value, size == null ? null : size.longValue(), this::poolAndMost);
    }

    private static Measured poolPercent(Pool pool) {
        Pool fullest = pool.fullest();
        Integer percent = fullest == null ? pool.usedPercent() : fullest.usedPercent();
        if (fullest != null && percent != null) {
            return Measured.of(percent, () -> text(fullest))
                    .atLeast("the size of the pool of another host is not known", 100L);
        }
        return percent == null
                ? Measured.unknown(
                        pool.size() == null
                                ? "the size of the pool is not known"
                                : "how many slots are in use is not known")
                : Measured.of(percent, () -> text(pool));
    }

    private static Measured rate(Server.@Nullable Rates rates, ToLongFunction<Server.Rates> direction) {
        if (rates == null) {
            return Measured.unknown("it was not measured over the last minute");
        }
        Measured seen = Measured.of(direction.applyAsLong(rates), () -> "");
        return rates.whole() ? seen : seen.atLeast("the octets of a session are not all known", null);
    }

    private static Measured authFailures(Window window) {
        List<Failure> failures = window.authFailures();
        return Measured.in(
                window,
                failures.size(),
                null,
                () -> most("most from", failures.stream().map(Failure::clientAddress)));
    }

    private static Measured negotiationFailures(Window window) {
        List<Session> failed = window.negotiationFailures();
        return Measured.in(
                window,
                failed.size(),
                null,
                () -> most("most from", failed.stream().map(Session::clientAddress)));
    }

    private static Measured ends(Window window) {
        List<Session> ends = window.ends();
        long before = window.upBefore();
        return Measured.in(
                window,
                ends.size(),
                before,
                () -> joined(
                        window.isCovered() ? before + " were up before" : "",
                        most("most by", ends.stream().map(Session::endCause).map(Measurement::label))));
    }

    private static Measured reconnects(Window window) {
        Map<String, Integer> counts = counts(window.reconnects().stream().map(Session::user));
        Integer most = counts.values().stream().max(Integer::compare).orElse(0);
        Measured named = Measured.in(window, most, null, () -> most("most", counts));
        if (!window.unnamed()) {
            return named;
        }
        String why = "not all sessions have a name";
        return most == 0 ? Measured.unknown(why) : named.atLeast(why, null);
    }

    private static @Nullable String label(@Nullable EndCause cause) {
        return cause == null ? null : cause.label();
    }

    private String poolAndMost() {
        return joined(text(snapshot.server().pool()), most("most", snapshot.up().map(Session::user)));
    }

    private static String text(Pool pool) {
        return pool.size() == null || pool.used() == null ? "" : "pool " + pool.used() + " of " + pool.size();
    }

    private static String joined(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + ", " + other;
    }

    private static <T> String most(String what, Stream<@Nullable T> values) {
        return most(what, counts(values.map(value -> value == null ? null : value.toString())));
    }

    /** The one that is counted most often, if any is counted twice; of several the first by name. */
    private static String most(String what, Map<String, Integer> counts) {
        Map.Entry<String, Integer> most = null;
        for (Map.Entry<String, Integer> each : counts.entrySet()) {
            most = most == null || each.getValue() > most.getValue() ? each : most;
        }
        return most == null || most.getValue() < 2 ? "" : what + ": " + most.getKey() + " " + most.getValue();
    }

    private static Map<String, Integer> counts(Stream<@Nullable String> values) {
        Map<String, Integer> counts = new TreeMap<>();
        values.forEach(value -> {
            if (value != null) {
                counts.merge(value, 1, Integer::sum);
            }
        });
        return counts;
    }
}

package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Server.Rates;
import io.pptpdmonitor.model.Server.Totals;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures what the clients sent and were sent over the last minute, by the sums of snapshots that follow one another.
 * Their difference is traffic of that time only while each session's octets are seen as they come; where one could not be
 * seen, or what is added is of another time, the measuring begins anew, and there is no rate for a minute. Where one was
 * seen before, and is not any more, or ended without telling all, the rate is at least what was seen. How much time has
 * passed no clock tells that can be set. Not thread-safe.
 */
public final class RateMeter {

    /** Longer than that none measures. */
    public static final Duration MINUTE = Duration.ofSeconds(60);
    /** A rate over more is none of the last minute. */
    private static final Duration MOST = Duration.ofSeconds(90);
    /** An interface is found so long after its session came up. */
    private static final Duration NEW = Duration.ofSeconds(10);

    /**
     * The sums at one moment.
     *
     * @param nanos the moment by {@link #nanos}
     */
    private record Sample(Instant time, long nanos, long toClients, long fromClients) {}

    private final Duration span;
    private final LongSupplier nanos;
    private final UserRates users;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private @Nullable Snapshot last;

    /**
     * Of the last {@code span}, which is a minute or less.
     *
     * @param nanos tells how much time has passed, as {@link System#nanoTime}
     */
    public RateMeter(Duration span, LongSupplier nanos) {
        this.span = span;
        this.nanos = nanos;
        this.users = new UserRates(span);
    }

    /** The time that has passed, by a clock that nobody sets. */
    public static LongSupplier passedBy(InstantSource clock) {
        return () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    /** The rates by now, when that snapshot was made; null where they cannot be told. */
    public @Nullable Rates measure(Snapshot next) {
        Sample now = sample(next, nanos.getAsLong());
        Snapshot before = last;
        if (now == null || before == null || !follows(now) || !seen(next) || !isOfBetween(before, next)) {
            samples.clear();
            users.forget();
        }
        last = next;
        if (now == null) {
            return null;
        }
        // From a sum that lacks something nothing is measured: what it lacks would be traffic of the time behind it.
        if (next.up().allMatch(Session::octetsExact)) {
            samples.addLast(now);
            users.look(next, now.nanos);
        }
        Rates all = rates(now);
        Server.UserRates whose = all == null ? null : users.rates(next, now.nanos);
        return all == null || whose == null ? null : new Rates(all.toClients(), all.fromClients(), whose);
    }

    private @Nullable Rates rates(Sample now) {
        Sample first = null;
        while (!samples.isEmpty() && now.nanos - samples.getFirst().nanos >= span.toNanos()) {
            first = samples.removeFirst();
        }
        if (first == null) {
            return null;
        }
        samples.addFirst(first);
        Duration past = Duration.ofNanos(now.nanos - first.nanos);
        return past.compareTo(MOST) > 0
                ? null
                : new Rates(
                        perSecond(now.toClients - first.toClients, past),
                        perSecond(now.fromClients - first.fromClients, past));
    }

    static long perSecond(long octets, Duration span) {
        return Math.round(octets * 1000.0 / span.toMillis());
    }

    private static @Nullable Sample sample(Snapshot snapshot, long nanos) {
        Totals totals = snapshot.server().totals();
        Long to = totals.toClientOctets();
        Long from = totals.fromClientOctets();
        return to == null || from == null
                ? null
                : new Sample(snapshot.generated().toInstant(), nanos, to, from);
    }

    /** Behind the last one, in time and in its sums: counters do not go back, and no more does a clock that is right. */
    private boolean follows(Sample now) {
        Sample before = samples.peekLast();
        return before == null
                || (now.time.isAfter(before.time)
                        && now.toClients >= before.toClients
                        && now.fromClients >= before.fromClients);
    }

    /** Whether the octets of all that are up are known, by now or in a moment. */
    private static boolean seen(Snapshot snapshot) {
        return snapshot.up()
                .allMatch(session -> carriesKnownOctets(session)
                        || (snapshot.health().liveView() && cameUpAfter(session, snapshot, NEW)));
    }

    private static boolean carriesKnownOctets(Session session) {
        return session.traffic() != null || session.bundle() != null;
    }

    /** Whether all that was added was carried since about the snapshot before. */
    private static boolean isOfBetween(Snapshot before, Snapshot next) {
        return before.up().allMatch(session -> carriesKnownOctets(session) || cameUpAfter(session, before, NEW))
                && addedAreNew(before, next);
    }

    /** What is read late, of a session of another time, is no traffic of now. */
    private static boolean addedAreNew(Snapshot before, Snapshot next) {
        long added =
                next.server().totals().sessions() - before.server().totals().sessions();
        if (added <= 0) {
            return added == 0;
        }
        Set<Long> starting = before.running()
                .filter(session -> session.state() == State.STARTING)
                .map(Session::number)
                .collect(Collectors.toSet());
        long newest = before.highestNumber();
        int most = (int) Math.min(added, Integer.MAX_VALUE);
        long came = Stream.concat(next.up(), next.latestEnded(most, true))
                .filter(session -> session.number() > newest || starting.contains(session.number()))
                .filter(session -> cameUpAfter(session, next, MINUTE))
                .count();
        return came >= added;
    }

    private static boolean cameUpAfter(Session session, Snapshot snapshot, Duration ago) {
        OffsetDateTime up = session.up();
        return up != null
                && session.startSeen()
                && up.isAfter(snapshot.generated().minus(ago));
    }
}

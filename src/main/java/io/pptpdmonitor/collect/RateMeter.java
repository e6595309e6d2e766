package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Server.Rates;
import io.pptpdmonitor.model.Server.Totals;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures what the clients sent and were sent over the last minute, by the sums of snapshots that follow one another.
 * Their difference is traffic of that time only while each session's octets are seen as they come; where one could not be
 * seen, or what is added is of another time, the measuring begins anew, and there is no rate for a minute. Not
 * thread-safe.
 */
public final class RateMeter {

    /** Longer than that none measures. */
    public static final Duration MINUTE = Duration.ofSeconds(60);
    /** A rate over more is none of the last minute. */
    private static final Duration MOST = Duration.ofSeconds(90);
    /** An interface is found so long after its session came up. */
    private static final Duration NEW = Duration.ofSeconds(10);

    /** The sums at one moment. */
    private record Sample(Instant time, long toClients, long fromClients) {}

    private final Duration span;
    private final UserRates users;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private @Nullable Snapshot last;
    /** The highest number of a session that was seen. */
    private long newest;

    /** Of the last minute. */
    public RateMeter() {
        this(MINUTE);
    }

    /** Of the last {@code span}, which is a minute or less. */
    public RateMeter(Duration span) {
        this.span = span;
        this.users = new UserRates(span);
    }

    /** The rates by now; null where they cannot be told. */
    public @Nullable Rates measure(Snapshot next) {
        Sample now = sample(next);
        Snapshot before = last;
        if (now == null || before == null || !follows(now) || !seen(next) || !isOfBetween(before, next)) {
            samples.clear();
            users.forget();
        }
        newest = before == null ? newest(next) : newest(next, newest);
        last = next;
        if (now == null) {
            return null;
        }
        samples.addLast(now);
        users.look(next);
        Rates all = rates(now);
        return all == null ? null : new Rates(all.toClients(), all.fromClients(), users.rates(next));
    }

    private @Nullable Rates rates(Sample now) {
        Instant begin = now.time.minus(span);
        Sample first = samples.removeFirst();
        while (!samples.isEmpty() && !samples.getFirst().time.isAfter(begin)) {
            first = samples.removeFirst();
        }
        samples.addFirst(first);
        if (first.time.isAfter(begin)) {
            return null;
        }
        Duration past = Duration.between(first.time, now.time);
        return past.compareTo(MOST) > 0
                ? null
                : new Rates(
                        perSecond(now.toClients - first.toClients, past),
                        perSecond(now.fromClients - first.fromClients, past));
    }

    static long perSecond(long octets, Duration span) {
        return Math.round(octets * 1000.0 / span.toMillis());
    }

    private static @Nullable Sample sample(Snapshot snapshot) {
        Totals totals = snapshot.server().totals();
        Long to = totals.toClientOctets();
        Long from = totals.fromClientOctets();
        return to == null || from == null
                ? null
                : new Sample(snapshot.generated().toInstant(), to, from);
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
    private boolean isOfBetween(Snapshot before, Snapshot next) {
        return before.up().allMatch(session -> carriesKnownOctets(session) || cameUpAfter(session, before, NEW))
                && addedAreNew(before, next);
    }

    /** What is read late, of a session of another time, is no traffic of now. */
    private boolean addedAreNew(Snapshot before, Snapshot next) {
        long added =
                next.server().totals().sessions() - before.server().totals().sessions();
        if (added <= 0) {
            return added == 0;
        }
        Set<Long> starting = before.running()
                .filter(session -> session.state() == State.STARTING)
                .map(Session::number)
                .collect(Collectors.toSet());
        int most = (int) Math.min(added, Integer.MAX_VALUE);
        long came = Stream.concat(next.up(), next.latestEnded(most, true))
                .filter(session -> session.number() > newest || starting.contains(session.number()))
                .filter(session -> cameUpAfter(session, next, MINUTE))
                .count();
        return came >= added;
    }

    private static long newest(Snapshot first) {
        List<Session> all = first.sessions();
        return all.isEmpty() ? 0 : all.get(all.size() - 1).number();
    }

    private static long newest(Snapshot next, long before) {
        return Stream.concat(next.running(), next.latestEnded(1, true))
                .mapToLong(Session::number)
                .reduce(before, Math::max);
    }

    private static boolean cameUpAfter(Session session, Snapshot snapshot, Duration ago) {
        OffsetDateTime up = session.up();
        return up != null
                && session.startSeen()
                && up.isAfter(snapshot.generated().minus(ago));
    }
}

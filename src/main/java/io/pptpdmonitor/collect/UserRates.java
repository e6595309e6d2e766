package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much traffic each user had lately, by what each session had carried at some moments before; {@link RateMeter} says
 * from when on that can be told. Not thread-safe.
 */
final class UserRates {

    /** Of so many moments are the octets kept, over the span: with ten thousand sessions a quarter of a megabyte each. */
    private static final int MARKS = 6;
    /** Whoever is counted since a mark ended no longer before it: {@link RateMeter} takes no session that is older for new. */
    private static final Duration LATE = RateMeter.MINUTE;

    private static final Traffic NOTHING = new Traffic(0, 0, true);
    /** Nobody knows how much. */
    private static final Traffic UNSEEN = new Traffic(0, 0, false);

    /** What was up at one moment, and had carried then; by number. */
    private static final class Mark {

        private final Instant time;
        private final long nanos;
        private final long[] numbers;
        private final long[] toClient;
        private final long[] fromClient;
        private final long[] starting;
        /** The highest number of a session by then. */
        private final long newest;

        Mark(Snapshot snapshot, long nanos) {
            this.nanos = nanos;
            List<Session> up =
                    snapshot.up().filter(session -> session.traffic() != null).toList();
            time = snapshot.generated().toInstant();
            numbers = up.stream().mapToLong(Session::number).toArray();
            toClient = up.stream()
                    .mapToLong(session -> octets(session).toClientOctets())
                    .toArray();
            fromClient = up.stream()
                    .mapToLong(session -> octets(session).fromClientOctets())
                    .toArray();
            starting = snapshot.running()
                    .filter(session -> session.state() == State.STARTING)
                    .mapToLong(Session::number)
                    .toArray();
            newest = snapshot.highestNumber();
        }

        private static Traffic octets(Session session) {
            return Objects.requireNonNull(session.traffic());
        }

        /**
         * What it has carried since, at least so much where not all is known; null where that cannot be, 0 where it ended
         * before.
         */
        @Nullable Traffic since(Session session) {
            int place = Arrays.binarySearch(numbers, session.number());
            Traffic now = session.traffic();
            if (place < 0 && (session.bundle() != null || (!isNew(session) && session.ended() != null))) {
                return NOTHING;
            }
            if (now == null || (place < 0 && !isNew(session))) {
                return UNSEEN;
            }
            if (place < 0) {
                return now;
            }
            long to = now.toClientOctets() - toClient[place];
            long from = now.fromClientOctets() - fromClient[place];
            return to < 0 || from < 0 ? null : new Traffic(to, from, now.exact());
        }

        /** Whether it came up since: its number tells, as a stamp may be of the moment before, and be read late. */
        private boolean isNew(Session session) {
            return session.number() > newest || Arrays.binarySearch(starting, session.number()) >= 0;
        }

        /** Those that are up, or ended since; null where one that was up then is not listed any more. */
        @Nullable List<Session> carrying(Snapshot snapshot) {
            List<Session> all = new ArrayList<>(snapshot.up().toList());
            all.addAll(snapshot.endedSince(time.minus(LATE), true));
            BitSet found = new BitSet(numbers.length);
            for (Session session : all) {
                int place = Arrays.binarySearch(numbers, session.number());
                if (place >= 0) {
                    found.set(place);
                }
            }
            // Of a line that is read late the stamp may be of long before.
            for (int i = found.nextClearBit(0); i < numbers.length; i = found.nextClearBit(i + 1)) {
                Session late = snapshot.session(numbers[i]);
                if (late == null) {
                    return null;
                }
                all.add(late);
            }
            return all;
        }
    }

    private final Duration span;
    private final Deque<Mark> marks = new ArrayDeque<>();
    /** Marked once another one follows it: who looks once needs no mark. */
    private @Nullable Snapshot latest;

    private long latestNanos;

    /** @param span over which it is measured */
    UserRates(Duration span) {
        this.span = span;
    }

    void forget() {
        marks.clear();
        latest = null;
    }

    /** @param nanos the moment, as {@link System#nanoTime} has it */
    void look(Snapshot snapshot, long nanos) {
        markLatest();
        latest = snapshot;
        latestNanos = nanos;
    }

    private void markLatest() {
        Snapshot snapshot = latest;
        latest = null;
        Mark last = marks.peekLast();
        if (snapshot != null && (last == null || latestNanos - last.nanos >= span.toNanos() / MARKS)) {
            marks.addLast(new Mark(snapshot, latestNanos));
        }
    }

    /**
     * Since the newest mark that is old enough; null where there is none, or what was carried does not fit it.
     *
     * @param nanos the snapshot's moment
     */
    Server.@Nullable UserRates rates(Snapshot snapshot, long nanos) {
        if (nanos - latestNanos > 0) {
            markLatest();
        }
        Mark first = null;
        while (!marks.isEmpty() && nanos - marks.getFirst().nanos >= span.toNanos()) {
            first = marks.removeFirst();
        }
        if (first == null) {
            return null;
        }
        marks.addFirst(first);
        return rates(first, snapshot, Duration.ofNanos(nanos - first.nanos));
    }

    private static Server.@Nullable UserRates rates(Mark first, Snapshot snapshot, Duration past) {
        SortedMap<String, Traffic> carried = new TreeMap<>();
        Traffic nameless = NOTHING;
        List<Session> carrying = first.carrying(snapshot);
        if (carrying == null) {
            return null;
        }
        for (Session session : carrying) {
            Traffic since = first.since(session);
            if (since == null) {
                return null;
            }
            if (session.user() == null) {
                nameless = nameless.plus(since);
            } else if (!since.equals(NOTHING)) {
                carried.merge(session.user(), since, Traffic::plus);
            }
        }
        SortedMap<String, Server.Rate> rates = new TreeMap<>();
        carried.forEach((user, traffic) -> rates.put(user, rate(traffic, past)));
        return new Server.UserRates(rates, rate(nameless, past));
    }

    private static Server.Rate rate(Traffic traffic, Duration past) {
        return new Server.Rate(
                RateMeter.perSecond(traffic.toClientOctets(), past),
                RateMeter.perSecond(traffic.fromClientOctets(), past),
                traffic.exact());
    }
}

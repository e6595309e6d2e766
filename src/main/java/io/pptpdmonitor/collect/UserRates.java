package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much traffic each user had lately, by what each session had carried at some moments before; {@link RateMeter} says
 * from when on that can be told. Not thread-safe.
 */
final class UserRates {

    /** Of so many moments are the octets kept, over the span: with ten thousand sessions a quarter of a megabyte each. */
    private static final int MARKS = 6;
    /** A stamp may be of the begin of its second. */
    private static final Duration STAMP = Duration.ofSeconds(2);

    private static final Traffic NOTHING = new Traffic(0, 0, true);

    /** What was up at one moment, and had carried then; by number. */
    private static final class Mark {

        private final Instant time;
        private final long[] numbers;
        private final long[] toClient;
        private final long[] fromClient;

        Mark(Snapshot snapshot) {
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
        }

        private static Traffic octets(Session session) {
            return Objects.requireNonNull(session.traffic());
        }

        /** What it has carried since; null where that cannot be, 0 where it ended before. */
        @Nullable Traffic since(Session session) {
            Traffic now = octets(session);
            int place = Arrays.binarySearch(numbers, session.number());
            if (place < 0) {
                return endedBefore(session) ? NOTHING : now;
            }
            long to = now.toClientOctets() - toClient[place];
            long from = now.fromClientOctets() - fromClient[place];
            return to < 0 || from < 0 ? null : new Traffic(to, from, now.exact());
        }

        private boolean endedBefore(Session session) {
            OffsetDateTime up = session.up();
            return session.ended() != null && (up == null || !up.toInstant().isAfter(time));
        }
    }

    private final Duration span;
    private final Deque<Mark> marks = new ArrayDeque<>();

    /** @param span over which it is measured */
    UserRates(Duration span) {
        this.span = span;
    }

    void forget() {
        marks.clear();
    }

    void look(Snapshot snapshot) {
        Instant now = snapshot.generated().toInstant();
        Mark last = marks.peekLast();
        if (last == null || !now.isBefore(last.time.plus(span.dividedBy(MARKS)))) {
            marks.addLast(new Mark(snapshot));
        }
    }

    /** Since the newest mark that is old enough; null where there is none, or what was carried does not fit it. */
    Server.@Nullable UserRates rates(Snapshot snapshot) {
        Instant now = snapshot.generated().toInstant();
        Mark first = null;
        while (!marks.isEmpty() && !marks.getFirst().time.isAfter(now.minus(span))) {
            first = marks.removeFirst();
        }
        if (first == null) {
            return null;
        }
        marks.addFirst(first);
        return rates(first, snapshot, Duration.between(first.time, now));
    }

    private static Server.@Nullable UserRates rates(Mark first, Snapshot snapshot, Duration past) {
        SortedMap<String, Traffic> carried = new TreeMap<>();
        Traffic nameless = NOTHING;
        for (Session session : carrying(first, snapshot)) {
            Traffic since = first.since(session);
            if (since == null) {
                return null;
            }
            if (session.user() == null) {
                nameless = nameless.plus(since);
            } else if (since.toClientOctets() + since.fromClientOctets() > 0) {
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
                RateMeter.perSecond(traffic.fromClientOctets(), past));
    }

    /** Those that are up, or ended since. */
    private static List<Session> carrying(Mark first, Snapshot snapshot) {
        return Stream.concat(snapshot.up(), snapshot.endedSince(first.time.minus(STAMP), true).stream())
                .filter(session -> session.traffic() != null)
                .toList();
    }
}

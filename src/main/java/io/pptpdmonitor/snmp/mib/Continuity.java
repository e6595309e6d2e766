package io.pptpdmonitor.snmp.mib;

import io.pptpdmonitor.model.LiveCounters;
import io.pptpdmonitor.model.LiveCounters.Losses;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.User;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether counters went on from one snapshot to the next. They should; a log that was replaced or a live view that was
 * lost can set them back, and a manager has to be told (RFC 2578, 7.1.6), or it takes the difference for traffic.
 */
final class Continuity {

    private static final List<Getter<Snapshot, Long>> SCALARS = List.of(
            s -> s.server().totals().sessions(),
            s -> s.server().totals().authFailures(),
            s -> s.server().totals().negotiationFailures(),
            s -> s.server().totals().badConnections(),
            s -> s.server().totals().poolExhaustions(),
            s -> s.server().totals().fromClientOctets(),
            s -> s.server().totals().toClientOctets(),
            s -> s.health().lines(),
            s -> s.health().unparsedLines(),
            s -> s.health().lostLines());

    private static final List<Getter<User, Long>> OF_USERS = List.of(
            u -> (long) u.sessions(),
            u -> (long) u.failures(),
            User::fromClientOctets,
            User::toClientOctets,
            User::connectSeconds);

    private static final List<Getter<Session, Long>> OF_SESSIONS = List.of(
            SessionTable::inOctets,
            SessionTable::outOctets,
            SessionTable.packets(LiveCounters::fromClientPackets),
            SessionTable.packets(LiveCounters::toClientPackets),
            SessionTable.losses(Losses::fromClientErrors),
            SessionTable.losses(Losses::toClientErrors),
            SessionTable.losses(Losses::fromClientDiscards),
            SessionTable.losses(Losses::toClientDiscards));

    private static final Comparator<@Nullable String> BY_NAME = Comparator.nullsFirst(Comparator.naturalOrder());

    private Continuity() {}

    /** Whether a counter is smaller in {@code after} than it was in {@code before}. */
    static boolean broken(Snapshot before, Snapshot after) {
        return wentBack(SCALARS, before, after)
                || usersWentBack(before.users(), after.users())
                || sessionsWentBack(running(before), running(after));
    }

    /** Both by name: nothing of a hundred thousand is held. */
    private static boolean usersWentBack(List<User> before, List<User> after) {
        Iterator<User> earlier = before.iterator();
        User old = next(earlier);
        for (User user : after) {
            String name = user.name();
            while (old != null && BY_NAME.compare(old.name(), name) < 0) {
                old = next(earlier);
            }
            if (old != null && Objects.equals(old.name(), name) && wentBack(OF_USERS, old, user)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable User next(Iterator<User> users) {
        return users.hasNext() ? users.next() : null;
    }

    private static List<Session> running(Snapshot snapshot) {
        return snapshot.running().toList();
    }

    private static boolean sessionsWentBack(List<Session> before, List<Session> after) {
        Map<Long, Session> earlier = new HashMap<>();
        before.forEach(session -> earlier.put(session.number(), session));
        for (Session session : after) {
            Session old = earlier.get(session.number());
            if (old != null && wentBack(OF_SESSIONS, old, session)) {
                return true;
            }
        }
        return false;
    }

    private static <R> boolean wentBack(List<Getter<R, Long>> counters, R before, R after) {
        for (Getter<R, Long> counter : counters) {
            if (smaller(counter.of(after), counter.of(before))) {
                return true;
            }
        }
        return false;
    }

    /** A value that was not known before, or is not now, is no step back. */
    private static boolean smaller(@Nullable Long after, @Nullable Long before) {
        return after != null && before != null && after < before;
    }
}

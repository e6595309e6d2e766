package io.pptpdmonitor.alert;

import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that were shown as up until they were found to be lost. Their end is that of their own last line, which may
 * be hours ago; but a hundred of them that are killed at once are lost now, and no stamp says so. Not thread-safe.
 */
final class LateEnds {

    /** No window is longer. */
    private static final Duration KEPT = Duration.ofDays(1);
    /** Beside those that are gone, as others may have ended just before. */
    private static final int SOME = 64;

    private record Noticed(Instant at, Session session) {}

    private final List<Noticed> noticed = new ArrayList<>();
    private Set<Long> up = Set.of();

    /** Notes who was up at the last look and is lost by now. */
    void look(Snapshot snapshot, Instant now) {
        Set<Long> current = snapshot.up().map(Session::number).collect(Collectors.toSet());
        Set<Long> gone = new HashSet<>(up);
        gone.removeAll(current);
        up = current;
        noticed.removeIf(each -> each.at.isBefore(now.minus(KEPT)));
        if (gone.isEmpty()) {
            return;
        }
        List<Session> latest = snapshot.latestEnded(gone.size() + SOME, true).toList();
        latest.forEach(session -> note(session, gone.remove(session.number()), now));
        gone.forEach(number -> note(find(number, snapshot.sessions()), true, now));
    }

    private void note(@Nullable Session session, boolean wasUp, Instant now) {
        if (session != null && wasUp && session.state() == State.LOST) {
            noticed.add(new Noticed(now, session));
        }
    }

    /** They stand in the order of their numbers. */
    private static @Nullable Session find(long number, List<Session> sessions) {
        int low = 0;
        int high = sessions.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Session session = sessions.get(middle);
            if (session.number() == number) {
                return session;
            }
            low = session.number() < number ? middle + 1 : low;
            high = session.number() < number ? high : middle - 1;
        }
        return null;
    }

    /** Those that were noticed after {@code begin}, and whose stamp is not. */
    List<Session> since(Instant begin) {
        return noticed.stream()
                .filter(each -> each.at.isAfter(begin))
                .map(Noticed::session)
                .filter(session ->
                        !Objects.requireNonNull(session.ended()).toInstant().isAfter(begin))
                .toList();
    }
}

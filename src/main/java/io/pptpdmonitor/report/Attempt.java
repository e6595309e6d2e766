package io.pptpdmonitor.report;

import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One try to get in, however it went: a session, or a failed login whose session is no longer listed.
 *
 * @param session null where only the failed login is known
 * @param failure the failed login of that session, the last one; null if there was none
 */
record Attempt(@Nullable Session session, @Nullable Failure failure) {

    private static final int MOST = 10;

    /** The newest of this user, or of this address outside or inside the tunnel; newest first. */
    static List<Attempt> of(String subject, Snapshot snapshot) {
        Map<Long, Failure> failures = new HashMap<>();
        for (Failure failure : snapshot.failures()) {
            if (concerns(subject, failure) || !failures.containsKey(failure.session())) {
                failures.put(failure.session(), failure);
            }
        }
        List<Attempt> attempts = new ArrayList<>();
        for (Session session : snapshot.sessions()) {
            Failure failure = failures.remove(session.number());
            if (concerns(subject, session) || (failure != null && concerns(subject, failure))) {
                attempts.add(new Attempt(session, failure));
            }
        }
        failures.values().stream()
                .filter(failure -> concerns(subject, failure))
                .forEach(failure -> attempts.add(new Attempt(null, failure)));
        return attempts.stream()
                .sorted(Comparator.comparing(Attempt::time, Comparator.nullsFirst(OffsetDateTime.timeLineOrder()))
                        .thenComparing(Attempt::number)
                        .reversed())
                .limit(MOST)
                .toList();
    }

    private static boolean concerns(String subject, Session session) {
        return subject.equals(session.user())
                || subject.equals(session.clientAddress())
                || subject.equals(session.assignedAddress());
    }

    private static boolean concerns(String subject, Failure failure) {
        return subject.equals(failure.user()) || subject.equals(failure.clientAddress());
    }

    /** When it began; where that is not known when it was over, if it is. */
    @Nullable OffsetDateTime time() {
        Session known = session;
        if (known == null) {
            return need(failure).time();
        }
        return known.started() == null ? known.ended() : known.started();
    }

    long number() {
        return session == null ? need(failure).session() : session.number();
    }

    /** As the log calls it; null in a log without hosts. */
    @Nullable String host() {
        return session == null ? need(failure).host() : session.host();
    }

    private static Failure need(@Nullable Failure failure) {
        if (failure == null) {
            throw new IllegalStateException("an attempt without a session and without a failed login");
        }
        return failure;
    }

    /** The name that was tried, or authenticated; null if none is known. */
    @Nullable String user() {
        if (session != null && session.user() != null) {
            return session.user();
        }
        return failure == null ? null : failure.user();
    }

    @Nullable String clientAddress() {
        return session == null ? need(failure).clientAddress() : session.clientAddress();
    }
}

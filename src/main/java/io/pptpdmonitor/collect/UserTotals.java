package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.model.User;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up sessions by user. A name that only ever failed is nobody: any stranger could make one. */
final class UserTotals {

    private static final class Total {
        int active;
        int sessions;
        long toClient;
        long fromClient;
        boolean octetsKnown;
        long connectSeconds;

        @Nullable OffsetDateTime first;

        @Nullable OffsetDateTime last;

        @Nullable String clientAddress;

        @Nullable String assignedAddress;

        void add(Session session) {
            sessions++;
            active += session.state() == State.UP ? 1 : 0;
            Traffic traffic = session.traffic();
            if (traffic != null) {
                octetsKnown = true;
                toClient += traffic.toClientOctets();
                fromClient += traffic.fromClientOctets();
            }
            Long seconds = session.connectSeconds();
            connectSeconds += seconds == null ? 0 : seconds;
            OffsetDateTime began = session.up() == null ? session.started() : session.up();
            OffsetDateTime told = session.ended() == null ? began : session.ended();
            first = first == null || began.isBefore(first) ? began : first;
            last = last == null || told.isAfter(last) ? told : last;
            clientAddress = session.clientAddress() == null ? clientAddress : session.clientAddress();
            assignedAddress = session.assignedAddress() == null ? assignedAddress : session.assignedAddress();
        }
    }

    private final Map<String, Total> byName = new HashMap<>();
    private final Total unnamed = new Total();
    private final Map<String, Integer> failures = new HashMap<>();

    /** Of all these, and of failed logins that are only counted. */
    UserTotals(List<Session> sessions, List<Failure> failures, Map<String, Integer> counted) {
        this.failures.putAll(counted);
        for (Session session : sessions) {
            if (session.state().cameUp()) {
                String user = session.user();
                Total total = user == null ? unnamed : byName.computeIfAbsent(user, name -> new Total());
                total.add(session);
            }
        }
        for (Failure failure : failures) {
            String user = failure.user();
            if (user != null) {
                this.failures.merge(user, 1, Integer::sum);
            }
        }
    }

    /** By name, the sessions without one first. */
    List<User> users() {
        List<User> users = new java.util.ArrayList<>();
        if (unnamed.sessions > 0) {
            users.add(user(null, unnamed));
        }
        new TreeMap<>(byName).forEach((name, total) -> users.add(user(name, total)));
        return users;
    }

    private User user(@Nullable String name, Total total) {
        OffsetDateTime first = total.first;
        OffsetDateTime last = total.last;
        if (first == null || last == null) {
            throw new IllegalStateException("a user without sessions: " + name);
        }
        return new User(
                name,
                total.active,
                total.sessions,
                total.octetsKnown ? total.toClient : null,
                total.octetsKnown ? total.fromClient : null,
                total.connectSeconds,
                name == null ? 0 : failures.getOrDefault(name, 0),
                first,
                last,
                total.clientAddress,
                total.assignedAddress);
    }
}

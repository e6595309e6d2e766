package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.State;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many failed sessions and logins are no longer kept one by one. Any stranger can make them, so that only the newest
 * stay; what was counted stays counted.
 */
final class Forgotten {

    private final Map<Service, Integer> negotiations = new EnumMap<>(Service.class);
    private final Map<Service, Integer> logins = new EnumMap<>(Service.class);
    private final Map<String, Integer> loginsByUser = new HashMap<>();

    /** Keeps no more than the newest {@code kept} of both, and all sessions that run or were up. */
    void forget(List<SessionEntry> sessions, List<FailureEntry> failures, int kept) {
        long failed = sessions.stream().filter(Forgotten::hasFailed).count();
        if (failed > kept) {
            forgetSessions(sessions, failed - kept);
        }
        if (failures.size() > kept) {
            List<FailureEntry> old = failures.subList(0, failures.size() - kept);
            Set<String> users = users(sessions);
            old.forEach(failure -> count(failure, users));
            old.clear();
        }
    }

    private void forgetSessions(List<SessionEntry> sessions, long surplus) {
        long[] left = {surplus};
        sessions.removeIf(session -> {
            boolean old = left[0] > 0 && hasFailed(session);
            if (old) {
                left[0]--;
                boolean negotiation = session.end.cause(State.FAILED) != EndCause.AUTH_FAILED;
                negotiations.merge(session.service(), negotiation ? 1 : 0, Integer::sum);
            }
            return old;
        });
    }

    /** Of names that never were a user's nothing is kept: whoever knocks could fill the memory with them. */
    private void count(FailureEntry failure, Set<String> users) {
        logins.merge(failure.session.service(), 1, Integer::sum);
        if (users.contains(failure.user)) {
            loginsByUser.merge(failure.user, 1, Integer::sum);
        }
    }

    private static Set<String> users(List<SessionEntry> sessions) {
        Set<String> users = new HashSet<>();
        for (SessionEntry session : sessions) {
            String user = session.cameUp() ? session.user() : null;
            if (user != null) {
                users.add(user);
            }
        }
        return users;
    }

    private static boolean hasFailed(SessionEntry session) {
        return session.state() == State.FAILED;
    }

    /** Sessions that never came up for another reason than a refused login. */
    long negotiations(Set<Service> services) {
        return sum(negotiations, services);
    }

    /** Refused logins. */
    long logins(Set<Service> services) {
        return sum(logins, services);
    }

    /** Refused logins under the names of users. */
    Map<String, Integer> loginsByUser() {
        return Map.copyOf(loginsByUser);
    }

    private static long sum(Map<Service, Integer> counts, Set<Service> services) {
        return services.stream()
                .mapToLong(service -> counts.getOrDefault(service, 0))
                .sum();
    }
}

package io.pptpdmonitor.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is on a server.
 *
 * @param sessions that are up, each link of a bundle
 * @param users distinct known names among them, plus {@code unnamed}
 * @param unnamed sessions that are up and have no name
 * @param starting sessions that are not up yet
 * @param mostOfOneUser the most sessions that one known user has up
 */
public record Activity(int sessions, int users, int unnamed, int starting, int mostOfOneUser) {

    /** Of these sessions those that run. */
    public static Activity of(Collection<Session> all) {
        Map<String, Integer> upByUser = new HashMap<>();
        int up = 0;
        int unnamed = 0;
        int starting = 0;
        Set<Long> bundles = bundles(all);
        for (Session session : all) {
            starting += session.state() == State.STARTING ? 1 : 0;
            if (session.state() == State.UP) {
                up++;
                String user = session.user();
                Long bundle = session.bundle();
                if (bundle != null && bundles.contains(bundle)) {
                    continue; // Another link of somebody who is counted.
                }
                if (user == null) {
                    unnamed++;
                } else {
                    upByUser.merge(user, 1, Integer::sum);
                }
            }
        }
        int most = 0;
        for (int ofUser : upByUser.values()) {
            most = Math.max(most, ofUser);
        }
        return new Activity(up, upByUser.size() + unnamed, unnamed, starting, most);
    }

    /** The sessions that are up, and of a bundle of several links perhaps. */
    private static Set<Long> bundles(Collection<Session> all) {
        return all.stream().anyMatch(session -> session.bundle() != null)
                ? all.stream()
                        .filter(session -> session.state() == State.UP)
                        .map(Session::number)
                        .collect(Collectors.toSet())
                : Set.of();
    }
}

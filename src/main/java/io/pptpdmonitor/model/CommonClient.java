package io.pptpdmonitor.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A client's address that so many sessions share that something in front of the server may have put it there: NAT, a
 * container's proxy, a load balancer. To ban it would lock everybody out.
 *
 * @param sessions that came from it
 * @param total sessions whose client's address is known
 */
public record CommonClient(String address, int sessions, int total) {

    private static final int FEWEST = 10;
    private static final int MORE_THAN_PERCENT = 80;

    /** The address, if more than 80 % of 10 or more sessions have it and it is none of those that are known to do so. */
    public static @Nullable CommonClient of(List<Session> sessions, Predicate<String> trusted) {
        Map<String, Integer> counts = new HashMap<>();
        int total = 0;
        for (Session session : sessions) {
            String address = session.clientAddress();
            if (address != null) {
                counts.merge(address, 1, Integer::sum);
                total++;
            }
        }
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            boolean most = total >= FEWEST && count.getValue() * 100L > total * (long) MORE_THAN_PERCENT;
            if (most && !trusted.test(count.getKey())) {
                return new CommonClient(count.getKey(), count.getValue(), total);
            }
        }
        return null;
    }

    /** In percent, rounded down. */
    public int percent() {
        return (int) (sessions * 100L / total);
    }
}

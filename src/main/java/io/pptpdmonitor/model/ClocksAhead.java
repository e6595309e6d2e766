package io.pptpdmonitor.model;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Hosts whose log is ahead of the moment that a snapshot speaks of, since their clock is, or since their stamps are read in
 * another zone than theirs. What they tell of the last minutes would else be all that they tell of the last minutes and hours.
 *
 * @param last the moment of the last line of each, by the host's name as it is shown; "" in a log without hosts
 */
public record ClocksAhead(Map<String, OffsetDateTime> last) {

    public static final ClocksAhead NONE = new ClocksAhead(Map.of());

    /** Less is what clocks differ by that nobody sets, and no reason to doubt what is counted. */
    public static final Duration TOLERATED = Duration.ofMinutes(5);

    public ClocksAhead {
        last = new TreeMap<>(last);
    }

    /** When a window of that length began on a host, which ends at that moment or with the host's last line. */
    public Instant begin(@Nullable String host, Instant end, Duration length) {
        OffsetDateTime ahead = last.get(host == null ? "" : host);
        Instant ends = ahead != null && ahead.toInstant().isAfter(end) ? ahead.toInstant() : end;
        return ends.minus(length);
    }

    /** What is wrong with the host that is furthest ahead, and what to do; empty where none is so by more than is tolerated. */
    public String text(Instant moment) {
        Map.Entry<String, OffsetDateTime> furthest = null;
        for (Map.Entry<String, OffsetDateTime> host : last.entrySet()) {
            furthest = furthest == null || host.getValue().isAfter(furthest.getValue()) ? host : furthest;
        }
        if (furthest == null || !furthest.getValue().toInstant().isAfter(moment.plus(TOLERATED))) {
            return "";
        }
        Duration ahead = Duration.between(moment, furthest.getValue().toInstant());
        return "the log" + (furthest.getKey().isEmpty() ? "" : " of " + furthest.getKey()) + " is "
                + Elapsed.rough(ahead.toSeconds())
                + " ahead of our clock: set the clocks, or tell the zone of its stamps (--zone, --host-zone)";
    }
}

package io.pptpdmonitor.collect;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * When a session began, came up and ended, by the stamps of its lines. Lines of several processes cross each other by
 * seconds: who came up is not over before. Where the clock was set by hours before the end, stamps are told as they stand
 * there, and may be out of order. What lies more than a day behind the end, or behind the moment of which it is told, of a
 * session that runs, is of a clock that was wrong: then the end counts, and the seconds that pppd counted before it.
 *
 * @param up null also where it is of such a clock and nobody counted the seconds
 */
record SessionTimes(
        OffsetDateTime started,
        @Nullable OffsetDateTime up,
        @Nullable OffsetDateTime ended,
        OffsetDateTime lastSeen) {

    /** Lines of several processes cross each other by less. */
    private static final Span CROSSING = Span.ofMinutes(2);

    private static final Span SET = Span.ofDays(1);

    /**
     * @param asOf the moment of which it is told
     * @param seconds that it was up, null if nobody knows
     */
    SessionTimes within(OffsetDateTime asOf, @Nullable Long seconds) {
        OffsetDateTime began = up != null && crosses(up, started) ? up : started;
        OffsetDateTime end = ended;
        if (end == null) {
            return running(began, asOf);
        }
        OffsetDateTime last = up == null ? began : up;
        return over(began, crosses(end, last) ? last : end, seconds);
    }

    /** Whether the one that should come first has the later stamp, and no clock was set for it. */
    private static boolean crosses(OffsetDateTime later, OffsetDateTime first) {
        return first.isAfter(later) && !CROSSING.isOver(later, first);
    }

    private SessionTimes running(OffsetDateTime began, OffsetDateTime asOf) {
        OffsetDateTime upAt = up == null || CROSSING.isOver(asOf, up) ? null : earlier(up, asOf);
        return new SessionTimes(earlier(began, upAt == null ? asOf : upAt), upAt, null, earlier(lastSeen, asOf));
    }

    private SessionTimes over(OffsetDateTime began, OffsetDateTime end, @Nullable Long seconds) {
        OffsetDateTime upAt = up;
        if (upAt != null && SET.isOver(end, upAt)) {
            upAt = seconds == null ? null : end.minusSeconds(seconds);
        }
        OffsetDateTime least = upAt == null ? end : upAt;
        return new SessionTimes(
                SET.isOver(end, began) ? least : began, upAt, end, SET.isOver(end, lastSeen) ? end : lastSeen);
    }

    private static OffsetDateTime earlier(OffsetDateTime some, OffsetDateTime other) {
        return some.isAfter(other) ? other : some;
    }
}

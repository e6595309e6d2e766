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
        return ended == null ? running(asOf) : over(crossed(crossed(ended, started), up), seconds);
    }

    private SessionTimes running(OffsetDateTime asOf) {
        OffsetDateTime upAt = up == null || CROSSING.isOver(asOf, up) ? null : earlier(up, asOf);
        return new SessionTimes(earlier(started, upAt == null ? asOf : upAt), upAt, null, earlier(lastSeen, asOf));
    }

    private SessionTimes over(OffsetDateTime end, @Nullable Long seconds) {
        OffsetDateTime upAt = up;
        if (upAt != null && SET.isOver(end, upAt)) {
            upAt = seconds == null ? null : end.minusSeconds(seconds);
        }
        OffsetDateTime least = upAt == null ? end : upAt;
        return new SessionTimes(
                SET.isOver(end, started) ? least : started, upAt, end, SET.isOver(end, lastSeen) ? end : lastSeen);
    }

    /** Who ends is not over before his last line. */
    private static OffsetDateTime crossed(OffsetDateTime end, @Nullable OffsetDateTime line) {
        return line != null && line.isAfter(end) && !CROSSING.isOver(end, line) ? line : end;
    }

    private static OffsetDateTime earlier(OffsetDateTime some, OffsetDateTime other) {
        return some.isAfter(other) ? other : some;
    }
}

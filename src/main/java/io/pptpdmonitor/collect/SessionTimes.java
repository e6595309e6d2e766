package io.pptpdmonitor.collect;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * When a session began, came up and ended, by the stamps of its lines. Where the clock was set meanwhile by hours, they
 * are told as they stand there, and may be out of order. What lies more than a day after the end, or of a session that
 * runs after the moment of which it is told, is of a clock that was wrong: then the end counts, and the seconds that pppd
 * counted before it.
 *
 * @param up null also where it is of such a clock and nobody counted the seconds
 */
record SessionTimes(
        OffsetDateTime started,
        @Nullable OffsetDateTime up,
        @Nullable OffsetDateTime ended,
        OffsetDateTime lastSeen) {

    private static final Span AHEAD = Span.ofDays(1);

    /**
     * @param asOf the moment of which it is told
     * @param seconds that it was up, null if nobody knows
     */
    SessionTimes within(OffsetDateTime asOf, @Nullable Long seconds) {
        OffsetDateTime last = ended == null ? asOf : ended;
        OffsetDateTime upAt = up;
        if (upAt != null && isWrong(upAt, last)) {
            upAt = ended == null || seconds == null ? null : last.minusSeconds(seconds);
        }
        OffsetDateTime least = upAt == null ? last : upAt;
        return new SessionTimes(
                isWrong(started, last) ? least : started, upAt, ended, isWrong(lastSeen, last) ? last : lastSeen);
    }

    private static boolean isWrong(OffsetDateTime time, OffsetDateTime last) {
        return AHEAD.isOver(last, time);
    }
}

package io.pptpdmonitor.collect;

import java.time.Duration;
import java.time.OffsetDateTime;

/**
 * A length of time, to be compared with how far two stamps lie apart. Each record asks several times: this makes no
 * objects, and of stamps of one day and offset, as nearly all are, compares the time of day alone.
 *
 * @param seconds whole ones, not negative
 */
record Span(long seconds) {

    Span {
        if (seconds < 0) {
            throw new IllegalArgumentException("a negative length of time: " + seconds);
        }
    }

    static Span ofSeconds(long seconds) {
        return new Span(seconds);
    }

    static Span ofMinutes(long minutes) {
        return new Span(Duration.ofMinutes(minutes).toSeconds());
    }

    static Span ofDays(long days) {
        return new Span(Duration.ofDays(days).toSeconds());
    }

    /** Whether the two lie no farther apart, in whichever order. */
    @SuppressWarnings("ReferenceEquality") // As in isOver.
    boolean covers(OffsetDateTime some, OffsetDateTime other) {
        if (some == other) {
            return true;
        }
        long apart = Math.abs(secondsBetween(some, other));
        return apart < seconds || (apart == seconds && !isOver(some, other) && !isOver(other, some));
    }

    /** Whether more than that lies between a stamp and one that is later. */
    @SuppressWarnings(
            "ReferenceEquality") // Equal stamps that are two objects are compared in full, to the same result.
    boolean isOver(OffsetDateTime since, OffsetDateTime now) {
        if (since == now) {
            return false; // Lines of one second share their stamp.
        }
        long passed = secondsBetween(since, now);
        return passed > seconds || (passed == seconds && now.getNano() > since.getNano());
    }

    /** Without their fractions. */
    private static long secondsBetween(OffsetDateTime since, OffsetDateTime now) {
        boolean alike =
                since.getOffset().equals(now.getOffset()) && since.toLocalDate().equals(now.toLocalDate());
        return alike
                ? now.toLocalTime().toSecondOfDay() - since.toLocalTime().toSecondOfDay()
                : now.toEpochSecond() - since.toEpochSecond();
    }
}

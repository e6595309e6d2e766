package io.pptpdmonitor.collect;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long pppd says that a session was up (main.c, update_link_stats): the difference of two looks at its clock, unsigned,
 * so that one of less than nothing is 136 years. A pppd before 2.4.9 looks at the clock that people and NTP set; then it
 * knows no more of a session during which that happened than the stamps do.
 *
 * @param monotonic whether it is of a clock that nobody sets
 */
record ToldSeconds(long seconds, boolean monotonic) {

    /** The first that stand for less than nothing. */
    private static final long NEGATIVE = 1L << 31;
    /** Summer time moves stamps without a zone by an hour; and lines may be as far out of order as {@link HostClock} says. */
    private static final long APART = Duration.ofMinutes(62).toSeconds();
    /** Longer nobody stays; a clock without a battery jumps by years when somebody tells it the time. */
    private static final long LONGEST = Duration.ofDays(366).toSeconds();

    /**
     * Whether it may be true. Where it is not, the stamps are not either: they are mostly of the same clock, and without a
     * year one that shows 1970 looks like January.
     *
     * @param stamped the seconds between the stamps; null where these tell none
     * @param clockSet whether the stamps show that the clock was set meanwhile
     */
    boolean isCredible(@Nullable Long stamped, boolean clockSet) {
        long most = stamped == null ? LONGEST : stamped + APART;
        return seconds < NEGATIVE && (monotonic || (!clockSet && seconds <= most));
    }
}

package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What pppd wrote of a session's octets and time. It writes them each time that IP goes down, and begins anew when IP comes
 * up again (ipcp.c: ipcp_down prints, ipcp_up calls reset_link_stats), as where a client negotiates once more; mostly there
 * is one such stretch. Of each the last numbers count: with IPv6 they are written again when the link is down. pppd 2.4.2
 * writes them once, at its end, and 2.5.0 not again after the first time, so that of some stretches nothing is told.
 */
final class IpStretches {

    /** The lines by which pppd tells that IP is up follow each other faster. */
    private static final Span COMING_UP = Span.ofSeconds(10);

    /** Of the newest stretch: its first line, and once its numbers are there their last one. */
    private @Nullable OffsetDateTime at;

    private long sentOctets = -1;
    private long receivedOctets = -1;
    private long tenths = -1;

    /** Whether there was one before. */
    private boolean again;
    /** Of those before, as far as they told. */
    private @Nullable Traffic earlier;
    /** Whether each of those told its octets. */
    private boolean earlierWhole = true;
    /** -1 where one did not tell. */
    private long earlierTenths;

    /** A line says that IP is up. */
    void up(OffsetDateTime time) {
        OffsetDateTime last = at;
        if (last == null) {
            at = time;
        } else if (told() ? follows(last, time) : COMING_UP.isOver(last, time)) {
            begin(time);
        }
    }

    /** Whether it is no line that is late. */
    private static boolean follows(OffsetDateTime last, OffsetDateTime time) {
        return !time.isBefore(last) || HostClock.isSet(last, time);
    }

    private void begin(OffsetDateTime time) {
        earlier = EndedTotals.sum(earlier, newest());
        earlierWhole &= newest() != null;
        earlierTenths = earlierTenths < 0 || tenths < 0 ? -1 : earlierTenths + tenths;
        again = true;
        at = time;
        sentOctets = -1;
        receivedOctets = -1;
        tenths = -1;
    }

    void statistics(long sent, long received, OffsetDateTime time) {
        if (sent < sentOctets || received < receivedOctets) {
            lostBefore();
        }
        sentOctets = Math.max(sent, sentOctets);
        receivedOctets = Math.max(received, receivedOctets);
        at = time;
    }

    /** No count falls: IP came up again, and the lines that told so are lost. What was carried is the larger one at least. */
    private void lostBefore() {
        again = true;
        earlierWhole = false;
        earlierTenths = -1;
    }

    void connectTime(long tenthsOfMinutes, OffsetDateTime time) {
        tenths = tenthsOfMinutes;
        at = time;
    }

    /** Whether the newest one told anything. */
    boolean told() {
        return timeTold() || octetsTold();
    }

    /** Whether the newest one told its time. */
    boolean timeTold() {
        return tenths >= 0;
    }

    /** Whether the newest one told its octets. */
    boolean octetsTold() {
        return sentOctets >= 0;
    }

    /** Whether IP came up more than once. */
    boolean areSeveral() {
        return again;
    }

    /** Whether all of them told their octets. */
    boolean areWhole() {
        return earlierWhole && sentOctets >= 0;
    }

    private @Nullable Traffic newest() {
        return sentOctets < 0 ? null : new Traffic(sentOctets, receivedOctets, true);
    }

    /** Of those that told them; exact where all did. Null where none did. */
    @Nullable Traffic octets() {
        Traffic sum = EndedTotals.sum(earlier, newest());
        return sum == null || areWhole() ? sum : EndedTraffic.atLeast(sum);
    }

    /** What {@code told}, of the newest one, makes together with those before. */
    Traffic with(Traffic told) {
        Traffic before = earlier;
        return before == null ? told : before.plus(told);
    }

    /**
     * How long IP was up; null where that follows from the stamps alone. Of a later stretch that tells nothing, or not yet,
     * they are taken.
     *
     * @param end of the session, or the moment of which it is told; null where the stamps tell no durations
     */
    @Nullable Long seconds(@Nullable OffsetDateTime end) {
        if (!again) {
            return tenths < 0 ? null : Long.valueOf(tenths * 6);
        }
        if (earlierTenths < 0) {
            return null;
        }
        if (tenths >= 0) {
            return (earlierTenths + tenths) * 6;
        }
        OffsetDateTime since = at;
        long rest =
                since == null || end == null ? -1 : Duration.between(since, end).toSeconds();
        return rest < 0 ? null : Long.valueOf(earlierTenths * 6 + rest);
    }

    void save(StateOutput out) {
        out.time(at).number(sentOctets).number(receivedOctets).number(tenths).flag(again);
        if (again) {
            SessionRow.traffic(earlier, out);
            out.flag(earlierWhole).number(earlierTenths);
        }
    }

    void restore(StateInput in) throws DamagedStateException {
        at = in.time();
        sentOctets = in.number();
        receivedOctets = in.number();
        tenths = in.number();
        again = in.flag();
        if (again) {
            earlier = SessionRow.traffic(in);
            earlierWhole = in.flag();
            earlierTenths = in.number();
        }
    }
}

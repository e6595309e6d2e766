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

    /** Of the one before it, as above; it counts as long as the newest does not turn out to be the same one. */
    private long sentBefore = -1;

    private long receivedBefore = -1;
    private long tenthsBefore = -1;
    private @Nullable OffsetDateTime toldBefore;

    /** Whether there was one before. */
    private boolean again;
    /** Of those before that one, as far as they told. */
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
        countBefore();
        sentBefore = sentOctets;
        receivedBefore = receivedOctets;
        tenthsBefore = tenths;
        toldBefore = told() ? at : null;
        again = true;
        at = time;
        sentOctets = -1;
        receivedOctets = -1;
        tenths = -1;
    }

    /** The one before the newest is one of those before for good. */
    private void countBefore() {
        if (!again) {
            return;
        }
        earlier = EndedTotals.sum(earlier, traffic(sentBefore, receivedBefore));
        earlierWhole &= sentBefore >= 0;
        earlierTenths = earlierTenths < 0 || tenthsBefore < 0 ? -1 : earlierTenths + tenthsBefore;
    }

    /** @param terminated whether the link was said to be down: from then on pppd only repeats what it wrote */
    void statistics(long sent, long received, OffsetDateTime time, boolean terminated) {
        if (isRepeated(sent, received, time)) {
            // Of two logs that are merged an address's line may stand behind the numbers that were written after it.
            takeForTheOneBefore(terminated);
        }
        if (sent < sentOctets || received < receivedOctets) {
            lostBefore();
        }
        sentOctets = Math.max(sent, sentOctets);
        receivedOctets = Math.max(received, receivedOctets);
        at = time;
    }

    /** @param certain whether it cannot be another one that carried as much */
    private void takeForTheOneBefore(boolean certain) {
        tenths = tenths < 0 ? tenthsBefore : tenths;
        again = !certain || earlier != null || !earlierWhole || earlierTenths != 0;
        sentBefore = again ? 0 : -1;
        receivedBefore = sentBefore;
        tenthsBefore = certain ? 0 : -1;
        earlierWhole &= certain;
        toldBefore = null;
    }

    /** Whether the first numbers of the newest are those of the one before. */
    private boolean isRepeated(long sent, long received, OffsetDateTime time) {
        OffsetDateTime before = toldBefore;
        return again
                && sentOctets < 0
                && before != null
                && sent == sentBefore
                && received == receivedBefore
                && COMING_UP.covers(before, time);
    }

    /** No count falls: IP came up again, and the lines that told so are lost. What was carried is the larger one at least. */
    private void lostBefore() {
        again = true;
        sentBefore = Math.max(0, sentBefore);
        receivedBefore = Math.max(0, receivedBefore);
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
        return areWholeBefore() && sentOctets >= 0;
    }

    private boolean areWholeBefore() {
        return earlierWhole && (!again || sentBefore >= 0);
    }

    private static @Nullable Traffic traffic(long sent, long received) {
        return sent < 0 ? null : new Traffic(sent, received, true);
    }

    /** Of all but the newest, as far as they told. */
    private @Nullable Traffic before() {
        return EndedTotals.sum(earlier, traffic(sentBefore, receivedBefore));
    }

    /** Of those that told them; exact where all did. Null where none did. */
    @Nullable Traffic octets() {
        Traffic sum = EndedTotals.sum(before(), traffic(sentOctets, receivedOctets));
        return sum == null || areWhole() ? sum : EndedTraffic.atLeast(sum);
    }

    /** What {@code told}, of the newest one, makes together with those before. */
    Traffic with(Traffic told) {
        Traffic before = before();
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
        if (earlierTenths < 0 || tenthsBefore < 0) {
            return null;
        }
        long told = earlierTenths + tenthsBefore;
        if (tenths >= 0) {
            return (told + tenths) * 6;
        }
        OffsetDateTime since = at;
        long rest =
                since == null || end == null ? -1 : Duration.between(since, end).toSeconds();
        return rest < 0 ? null : Long.valueOf(told * 6 + rest);
    }

    void save(StateOutput out) {
        out.time(at).number(sentOctets).number(receivedOctets).number(tenths).flag(again);
        if (again) {
            SessionRow.traffic(earlier, out);
            out.flag(earlierWhole).number(earlierTenths);
            out.number(sentBefore).number(receivedBefore).number(tenthsBefore).time(toldBefore);
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
            sentBefore = in.number();
            receivedBefore = in.number();
            tenthsBefore = in.number();
            toldBefore = in.time();
        }
    }
}

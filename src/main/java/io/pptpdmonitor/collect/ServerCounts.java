package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was counted, and is of no session; since the log begins. Not thread-safe. */
final class ServerCounts {

    /** Connections that did not speak PPTP. */
    long connectionsDropped;

    long poolExhaustions;
    /** How often a pptpctrl forked a pppd. */
    long callsStarted;
    /** Sessions whose user our hook named otherwise than pppd did. */
    long contradictedNames;
    /** How often pppd's RADIUS plugin told that its accounting failed. */
    long failedAccounts;

    private long linesLost;
    /** Losses of which was said that they begin, and not yet how many lines they are: one each is counted. */
    private long lossesBegun;

    private @Nullable OffsetDateTime lastLost;

    private long failuresTold;
    /** Of these services. */
    private final Set<Service> toldOf = EnumSet.noneOf(Service.class);

    /** A line said that others are being lost from now on, so many times. */
    void lossBegan(int times, OffsetDateTime time, @Nullable OffsetDateTime latest) {
        lossesBegun += times;
        add(times, time, latest);
    }

    /**
     * A line said that some before it were lost.
     *
     * @param latest that is possible, as one of the future is of a clock that is wrong; null if that is not known
     * @return how many of them were not counted when that began
     */
    long lost(long lines, OffsetDateTime time, @Nullable OffsetDateTime latest) {
        long counted = Math.min(lines, lossesBegun > 0 ? 1 : 0);
        lossesBegun -= counted;
        add(lines - counted, time, latest);
        return lines - counted;
    }

    private void add(long lines, OffsetDateTime time, @Nullable OffsetDateTime latest) {
        linesLost += lines;
        boolean later = lastLost == null || time.isAfter(lastLost);
        if (later && (latest == null || !time.isAfter(latest))) {
            lastLost = time;
        }
    }

    long linesLost() {
        return linesLost;
    }

    /** When lines were last told to be lost, those before it; null if they never were. */
    @Nullable OffsetDateTime lastLost() {
        return lastLost;
    }

    /**
     * How many sessions are told to have failed, where so many have now. A late line may show that one of them came up, or
     * that its login was refused; what was told before is not taken back then, as whoever draws it would take a counter that
     * falls for one that began anew, but the next ones that fail are not added to it.
     */
    long neverLess(long failures, Set<Service> services) {
        if (!toldOf.equals(services)) {
            toldOf.clear();
            toldOf.addAll(services);
            failuresTold = 0;
        }
        failuresTold = Math.max(failuresTold, failures);
        return failuresTold;
    }

    void save(StateOutput out) {
        out.number(connectionsDropped).number(poolExhaustions);
        out.number(callsStarted).number(linesLost).time(lastLost);
        out.number(contradictedNames).number(failedAccounts).number(lossesBegun);
        out.number(failuresTold).list(toldOf, out::choice);
    }

    void restore(StateInput in) throws DamagedStateException {
        connectionsDropped = in.number();
        poolExhaustions = in.number();
        callsStarted = in.number();
        linesLost = in.number();
        lastLost = in.time();
        contradictedNames = in.number();
        failedAccounts = in.number();
        lossesBegun = in.number();
        failuresTold = in.number();
        toldOf.addAll(in.list(() -> in.needChoice(Service.class)));
    }
}

package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import org.jspecify.annotations.Nullable;

/**
 * Sums over sessions; immutable.
 *
 * @param sessions all of them
 * @param cameUp that came up
 * @param unnamed of those, that never told a name
 * @param negotiationFailures that never came up, for another reason than a refused login
 * @param traffic of those that told it; null where none did
 */
record EndedTotals(
        long sessions,
        long cameUp,
        long unnamed,
        long negotiationFailures,
        @Nullable Traffic traffic) {

    static final EndedTotals NONE = new EndedTotals(0, 0, 0, 0, null);

    EndedTotals plus(Session session) {
        boolean up = session.state().cameUp();
        return new EndedTotals(
                sessions + 1,
                cameUp + (up ? 1 : 0),
                unnamed + (up && session.user() == null && session.bundle() == null ? 1 : 0),
                negotiationFailures + (failedNegotiation(session) ? 1 : 0),
                sum(traffic, session.traffic()));
    }

    EndedTotals plus(EndedTotals other) {
        return new EndedTotals(
                sessions + other.sessions,
                cameUp + other.cameUp,
                unnamed + other.unnamed,
                negotiationFailures + other.negotiationFailures,
                sum(traffic, other.traffic));
    }

    /** What is known of both; null where nothing is known of either. */
    static @Nullable Traffic sum(@Nullable Traffic a, @Nullable Traffic b) {
        return a == null || b == null ? a == null ? b : a : a.plus(b);
    }

    static boolean failedNegotiation(Session session) {
        return session.state() == State.FAILED && session.endCause() != EndCause.AUTH_FAILED;
    }

    void save(StateOutput out) {
        out.number(sessions).number(cameUp).number(unnamed).number(negotiationFailures);
        SessionRow.traffic(traffic, out);
    }

    static EndedTotals read(StateInput in) throws DamagedStateException {
        return new EndedTotals(in.number(), in.number(), in.number(), in.number(), SessionRow.traffic(in));
    }
}

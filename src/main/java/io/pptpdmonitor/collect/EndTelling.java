package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import org.jspecify.annotations.Nullable;

/**
 * What told why a session ended. The first telling line wins; a hint (a line that comes with several causes) gives
 * way to any line that tells outright, and pppd's hints count before pptpctrl's.
 *
 * @param order of the line among all records
 */
record EndTelling(EndCause cause, String text, Rank rank, long order) {

    enum Rank {
        CONTROL_HINT,
        PPPD_HINT,
        /** pptpctrl lost GRE; that of a client which has just hung up is gone, too. */
        SERVICE_LOST,
        TOLD;

        boolean isHint() {
            return this == CONTROL_HINT || this == PPPD_HINT;
        }
    }

    /** The better of two. */
    static @Nullable EndTelling better(@Nullable EndTelling a, @Nullable EndTelling b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        int byRank = a.rank.compareTo(b.rank);
        boolean first = byRank == 0 ? a.order <= b.order : byRank > 0;
        return first ? a : b;
    }

    static void save(@Nullable EndTelling telling, StateOutput out) {
        out.flag(telling != null);
        if (telling != null) {
            out.choice(telling.cause).text(telling.text).choice(telling.rank).number(telling.order);
        }
    }

    static @Nullable EndTelling read(StateInput in) throws DamagedStateException {
        return in.flag()
                ? new EndTelling(in.needChoice(EndCause.class), in.needText(), in.needChoice(Rank.class), in.number())
                : null;
    }
}

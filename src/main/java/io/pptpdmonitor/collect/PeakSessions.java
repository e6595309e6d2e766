package io.pptpdmonitor.collect;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The most sessions that were up at one time, as the records told it. */
final class PeakSessions {

    private final Set<SessionEntry> up = new HashSet<>();
    private int peak;
    private @Nullable OffsetDateTime time;

    /** Says whether the session is up and counts, after a record told of it. */
    void update(SessionEntry session, boolean counts, OffsetDateTime now) {
        if (!counts) {
            ended(session);
        } else if (up.add(session) && up.size() > peak) {
            peak = up.size();
            time = now;
        }
    }

    /** The session is not up any more, if it was. */
    void ended(SessionEntry session) {
        up.remove(session);
    }

    int sessions() {
        return peak;
    }

    @Nullable OffsetDateTime time() {
        return time;
    }

    void save(StateOutput out) {
        out.number(peak).time(time);
    }

    void restore(StateInput in) throws DamagedStateException {
        peak = in.count();
        time = in.time();
    }

    /** The session is up, as it was before. */
    void restored(SessionEntry session) {
        up.add(session);
    }
}

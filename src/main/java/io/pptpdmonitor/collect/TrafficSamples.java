package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the interfaces of sessions had carried at the last look, to be kept more often than all the rest: whoever is killed
 * goes on from an older state, and a pppd that ends meanwhile may leave no word of what was told of it. Not thread-safe.
 */
final class TrafficSamples {

    /** Which session, whatever it is numbered by then. */
    private record Key(@Nullable String host, int pid, OffsetDateTime started) {

        static Key of(SessionEntry session) {
            return new Key(session.host, session.pid, session.started);
        }
    }

    /**
     * @param time of the look
     * @param ofPptp whether it was known by then to serve a client of pptpd's, be it by its process alone
     * @param up whether its interface was seen up
     */
    record Sample(Traffic traffic, Instant time, boolean ofPptp, boolean up) {}

    /** What was kept by the one before, for sessions that are still to be read of. */
    private Map<Key, Sample> recalled = Map.of();
    /** Also of sessions that the last state that was written does not hold as ended. */
    private Map<Key, Sample> known = new LinkedHashMap<>();

    private Map<Key, Sample> latest = Map.of();
    private boolean beyondState;
    private boolean beyondKept;

    /** Takes what a look at these has found. */
    void take(List<SessionEntry> sessions) {
        recalled = Map.of(); // All that were read again have it by now.
        Map<Key, Sample> found = new LinkedHashMap<>();
        for (SessionEntry session : sessions) {
            Sample sample = session.sample();
            if (sample != null) {
                Key key = Key.of(session);
                Sample before = known.put(key, sample);
                boolean same = before != null && before.traffic().equals(sample.traffic());
                beyondState |= !same;
                beyondKept |= !same;
                found.put(key, sample);
            }
        }
        latest = found;
    }

    /** Whether they tell something that the state does not, as it was written last. */
    boolean isBeyondState() {
        return beyondState;
    }

    /** Whether they tell something that is not kept. */
    boolean isBeyondKept() {
        return beyondKept;
    }

    /** The state that holds the same is written. */
    void keptInState() {
        known = new LinkedHashMap<>(latest);
        beyondState = false;
        beyondKept = false;
    }

    /** What {@link #save} gave is written. */
    void kept() {
        beyondKept = false;
    }

    /** Tells a session what is known of it from the time before this process. */
    void recall(SessionEntry session) {
        Sample sample = recalled.isEmpty() ? null : recalled.get(Key.of(session));
        if (sample != null) {
            session.recalled(sample);
        }
    }

    void save(StateOutput out) {
        out.list(known.entrySet(), each -> {
            Key key = each.getKey();
            out.text(key.host()).number(key.pid()).time(key.started());
            SessionRow.traffic(each.getValue().traffic(), out);
            out.instant(each.getValue().time());
            out.flag(each.getValue().ofPptp()).flag(each.getValue().up());
        });
    }

    void restore(StateInput in) throws DamagedStateException {
        Map<Key, Sample> saved = new LinkedHashMap<>();
        in.list(() -> saved.put(new Key(in.text(), in.count(), in.needTime()), sample(in)));
        if (!in.atEnd()) {
            throw new DamagedStateException("it holds more than it should");
        }
        recalled = saved;
        known = new LinkedHashMap<>(saved);
    }

    private static Sample sample(StateInput in) throws DamagedStateException {
        Traffic traffic = SessionRow.traffic(in);
        Instant time = in.instant();
        if (traffic == null || time == null) {
            throw new DamagedStateException("a sample without octets or time");
        }
        return new Sample(traffic, time, in.flag(), in.flag());
    }
}

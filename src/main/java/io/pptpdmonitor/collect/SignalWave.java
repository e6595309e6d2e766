package io.pptpdmonitor.collect;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sessions of one host that were told to end within a few seconds. When those are all that were up, pptpd or the host
 * was stopped (systemctl restart kills the whole control group); else somebody ended a session.
 */
final class SignalWave {

    private static final int SECONDS = 5;

    private final int number;
    private final OffsetDateTime first;
    private final Set<Long> upThen;
    private final Set<Long> signalled = new HashSet<>();
    private final List<SessionEntry> told = new ArrayList<>();

    /**
     * @param number greater than that of any wave before
     * @param upThen the numbers of the sessions that were up when the first was told to end
     */
    SignalWave(int number, OffsetDateTime first, Collection<Long> upThen) {
        this.number = number;
        this.first = first;
        this.upThen = Set.copyOf(upThen);
    }

    int number() {
        return number;
    }

    boolean includes(OffsetDateTime time) {
        return !time.isBefore(first) && !time.isAfter(first.plusSeconds(SECONDS));
    }

    /** That one was told to end, too, may change why the others were. */
    void add(SessionEntry session) {
        session.end.signalled(this);
        if (signalled.add(session.number)) {
            told.add(session);
            told.forEach(SessionEntry::changed);
        }
    }

    /** One session alone cannot tell the two apart; then it counts as a session that somebody ended. */
    boolean tookAll() {
        return signalled.size() > 1 && signalled.containsAll(upThen);
    }

    void save(StateOutput out) {
        out.time(first).list(upThen, out::number).list(signalled, out::number);
    }

    /**
     * Those of one host are read in their order: a session that was told to end twice belongs to the later one.
     *
     * @param sessions by number, those that are still known one by one
     */
    static SignalWave read(int number, StateInput in, Map<Long, SessionEntry> sessions) throws DamagedStateException {
        SignalWave wave = new SignalWave(number, in.needTime(), in.list(in::number));
        for (long one : in.list(in::number)) {
            SessionEntry session = sessions.get(one);
            wave.signalled.add(one);
            if (session != null) {
                wave.told.add(session);
                session.end.signalled(wave);
            }
        }
        return wave;
    }
}

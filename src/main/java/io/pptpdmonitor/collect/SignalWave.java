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

    private final OffsetDateTime first;
    private final Set<Long> upThen;
    private final Set<Long> signalled = new HashSet<>();
    private final List<SessionEntry> told = new ArrayList<>();

    /** @param upThen the numbers of the sessions that were up when the first was told to end */
    SignalWave(OffsetDateTime first, Collection<Long> upThen) {
        this.first = first;
        this.upThen = Set.copyOf(upThen);
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

    /** @param sessions by number, those that are still known one by one */
    static SignalWave read(StateInput in, Map<Long, SessionEntry> sessions) throws DamagedStateException {
        SignalWave wave = new SignalWave(in.needTime(), in.list(in::number));
        for (long number : in.list(in::number)) {
            SessionEntry session = sessions.get(number);
            wave.signalled.add(number);
            if (session != null) {
                wave.told.add(session);
                session.end.signalled(wave);
            }
        }
        return wave;
    }
}

package io.pptpdmonitor.collect;

import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;

/**
 * Sessions of one host that were told to end within a few seconds. When those are all that were up, pptpd or the host
 * was stopped (systemctl restart kills the whole control group); else somebody ended a session.
 */
final class SignalWave {

    private static final int SECONDS = 5;

    private final OffsetDateTime first;
    private final Set<SessionEntry> upThen;
    private final Set<SessionEntry> signalled = new HashSet<>();

    SignalWave(OffsetDateTime first, Set<SessionEntry> upThen) {
        this.first = first;
        this.upThen = Set.copyOf(upThen);
    }

    boolean includes(OffsetDateTime time) {
        return !time.isBefore(first) && !time.isAfter(first.plusSeconds(SECONDS));
    }

    /** That one was told to end, too, may change why the others were. */
    void add(SessionEntry session) {
        if (signalled.add(session)) {
            signalled.forEach(SessionEntry::changed);
        }
    }

    /** One session alone cannot tell the two apart; then it counts as a session that somebody ended. */
    boolean tookAll() {
        return signalled.size() > 1 && signalled.containsAll(upThen);
    }
}

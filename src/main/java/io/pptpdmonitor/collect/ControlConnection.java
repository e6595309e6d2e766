package io.pptpdmonitor.collect;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One pptpctrl process. It may run no pppd, or one after another; each open one holds a slot of the pool. */
final class ControlConnection {

    final int pid;
    final long firstOrder;
    final int managerGeneration;
    final List<SessionEntry> sessions = new ArrayList<>();

    /** Those that it said it ended, also before any line of theirs was seen. */
    final Set<Integer> reapedPids = new HashSet<>();

    @Nullable String clientAddress;

    /** The address its client is to get; with debug only. */
    @Nullable String remoteAddress;

    int callsStarted;
    boolean finished;

    /** Why the call of a pppd ends that no line has tied to it yet. */
    @Nullable EndTelling telling;

    ControlConnection(int pid, long firstOrder, int managerGeneration) {
        this.pid = pid;
        this.firstOrder = firstOrder;
        this.managerGeneration = managerGeneration;
    }

    /** Whether it has forked a pppd that no line has tied to it yet. */
    boolean awaitsPppd() {
        return sessions.size() < Math.max(1, callsStarted);
    }

    /** The session of the latest call, or null. */
    @Nullable SessionEntry current() {
        return sessions.isEmpty() || sessions.size() < callsStarted ? null : sessions.get(sessions.size() - 1);
    }

    /**
     * Whether it still holds a slot. One that was killed writes no end; it is gone when its pppd is gone since a while,
     * as it would have waited for nothing else.
     */
    boolean open(OffsetDateTime asOf) {
        if (finished) {
            return false;
        }
        for (SessionEntry session : sessions) {
            OffsetDateTime ended = session.ended();
            if (ended == null || ended.isAfter(asOf.minusSeconds(10))) {
                return true;
            }
        }
        return sessions.isEmpty();
    }
}

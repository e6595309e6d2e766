package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Service;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sessions of one host that have not ended, and their interfaces; an interface comes again as a pid does. */
final class RunningSessions {

    /** Who was reaped, or whose link is closed, and is silent for so long, is gone; a peer has some seconds to answer. */
    private static final Duration CLOSING = Duration.ofSeconds(60);

    private final Set<SessionEntry> running = new LinkedHashSet<>();
    private final Set<SessionEntry> closing = new LinkedHashSet<>();
    private final Map<String, SessionEntry> byInterface = new HashMap<>();
    private @Nullable SignalWave wave;

    List<SessionEntry> all() {
        return List.copyOf(running);
    }

    void add(SessionEntry session) {
        running.add(session);
    }

    /** Something was told of it: it may have ended. */
    void settle(SessionEntry session) {
        session.changed();
        if (session.ended() != null) {
            running.remove(session);
            closing.remove(session);
            if (session.interfaceName != null) {
                byInterface.remove(session.interfaceName, session);
            }
        } else if (session.isClosing()) {
            closing.add(session);
        }
    }

    void inferEnd(SessionEntry session) {
        session.inferEnd(EndCause.LOST);
        settle(session);
    }

    /** Nothing that ran before a boot runs after it. */
    void boot() {
        running.forEach(session -> session.inferEnd(EndCause.NAS_REBOOT));
        running.clear();
        closing.clear();
        byInterface.clear();
    }

    /** The interface's earlier owner is gone, whether a line said so or not. */
    void takesInterface(SessionEntry session) {
        String name = session.interfaceName;
        SessionEntry before = name == null || session.ended() != null ? null : byInterface.put(name, session);
        if (before != null && before != session && before.interfaceName != null && before.interfaceName.equals(name)) {
            inferEnd(before);
        }
    }

    /** Somebody told it to end. */
    void signalled(SessionEntry session, OffsetDateTime time) {
        SignalWave current = wave;
        if (current == null || !current.includes(time)) {
            current = new SignalWave(time, upNow());
            wave = current;
        }
        current.add(session);
        session.end.signalled(current);
    }

    private Set<SessionEntry> upNow() {
        Set<SessionEntry> up = new LinkedHashSet<>();
        for (SessionEntry session : running) {
            if (session.cameUp() && !session.end.goingDown() && session.service() == Service.PPTP) {
                up.add(session);
            }
        }
        return up;
    }

    /** Ends those whose last line must have been lost. */
    void endOverdue(OffsetDateTime now) {
        if (closing.isEmpty()) {
            return;
        }
        for (SessionEntry session : List.copyOf(closing)) {
            if (session.end.lastTold(session.lastSeen).plus(CLOSING).isBefore(now)) {
                inferEnd(session);
            }
        }
    }
}

package io.pptpdmonitor.collect;

import io.pptpdmonitor.collect.SessionClient.ClientSource;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pppds of which xl2tpd or pppoe-server said that they start them; their line and the pppd's come in any order. */
final class Announcements {

    /** What a daemon says of a pppd, and that pppd's first line, are written within this time; a pid comes again. */
    private static final Span NEAR = Span.ofSeconds(30);

    private record Announced(Service service, @Nullable String clientAddress, OffsetDateTime time) {}

    private final Map<Integer, Announced> byPid = new HashMap<>();

    /** @param session that has the pid now, or null */
    void add(
            int pid,
            Service service,
            @Nullable String clientAddress,
            OffsetDateTime time,
            @Nullable SessionEntry session) {
        Announced announced = new Announced(service, clientAddress, time);
        if (session == null || session.ended() != null || !apply(announced, session)) {
            byPid.put(pid, announced);
        }
    }

    /** Tells a new session whose it is, if that was announced. */
    void apply(SessionEntry session) {
        Announced announced = byPid.remove(session.pid);
        if (announced != null) {
            apply(announced, session);
        }
    }

    private static boolean apply(Announced announced, SessionEntry session) {
        boolean near = NEAR.covers(session.started, announced.time);
        if (near) {
            session.client.otherService = announced.service;
            session.client(ClientSource.DAEMON, announced.clientAddress);
            session.changed();
        }
        return near;
    }

    void clear() {
        byPid.clear();
    }

    void forgetBefore(OffsetDateTime time) {
        byPid.values().removeIf(announced -> announced.time.isBefore(time));
    }

    void save(StateOutput out) {
        out.list(
                byPid.entrySet(),
                one -> out.number(one.getKey())
                        .choice(one.getValue().service)
                        .text(one.getValue().clientAddress)
                        .time(one.getValue().time));
    }

    void restore(StateInput in) throws DamagedStateException {
        in.list(() -> byPid.put(in.count(), new Announced(in.needChoice(Service.class), in.text(), in.needTime())));
    }
}

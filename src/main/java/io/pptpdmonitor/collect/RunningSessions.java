package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The sessions of one host that have not ended, and their interfaces; an interface comes again as a pid does. */
final class RunningSessions {

    /** Who was reaped, or whose link is closed, and is silent for so long, is gone; a peer has some seconds to answer. */
    private static final Span CLOSING = Span.ofSeconds(60);
    /** pppd gives IPCP up after ten requests, three seconds each, and says so. */
    private static final Span NEGOTIATION = Span.ofSeconds(35);

    private final Set<SessionEntry> running = new LinkedHashSet<>();
    private final Set<SessionEntry> closing = new LinkedHashSet<>();
    private final Set<SessionEntry> ipv6Only = new LinkedHashSet<>();
    private final Map<String, SessionEntry> byInterface = new HashMap<>();
    private final Consumer<SessionEntry> ended;
    private final BiConsumer<SessionEntry, OffsetDateTime> cameUp;
    private @Nullable SignalWave wave;
    private int waves;
    /** The stamp of the record that is looked at. */
    private OffsetDateTime now = OffsetDateTime.MIN;

    /**
     * @param ended is told of each session that has ended, and again where something was told of it since
     * @param cameUp is told of each session that is up because of the time that has passed, and when that was
     */
    RunningSessions(Consumer<SessionEntry> ended, BiConsumer<SessionEntry, OffsetDateTime> cameUp) {
        this.ended = ended;
        this.cameUp = cameUp;
    }

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
            session.endNoticed = session.endNoticed == null ? now : session.endNoticed;
            if (running.remove(session)) {
                gone(session);
            }
            ended.accept(session);
        } else if (session.isClosing()) {
            closing.add(session);
        } else if (session.awaitsIpv4()) {
            ipv6Only.add(session);
        }
    }

    private void gone(SessionEntry session) {
        closing.remove(session);
        ipv6Only.remove(session);
        if (session.interfaceName != null) {
            byInterface.remove(session.interfaceName, session);
        }
    }

    /** The session that has the interface, or null: who had it may have ended, or have another one by now. */
    @Nullable SessionEntry holder(String interfaceName) {
        SessionEntry session = byInterface.get(interfaceName);
        boolean has = session != null && interfaceName.equals(session.interfaceName) && running.contains(session);
        return has ? session : null;
    }

    /** It is so late now: who has IPv6, and to whom IPv4 did not come, is up by IPv6 alone. */
    void concedeIpv6(OffsetDateTime time) {
        for (SessionEntry session : List.copyOf(ipv6Only)) {
            OffsetDateTime since = session.up.linkLocalAt;
            if (!session.awaitsIpv4() || since == null) {
                ipv6Only.remove(session);
            } else if (NEGOTIATION.isOver(since, time)) {
                session.up.ipv6Alone = true;
                cameUp.accept(session, time);
                ipv6Only.remove(session);
            }
        }
    }

    /** Stamps before and after tell no durations of what runs now. */
    void clockSet() {
        for (SessionEntry session : running) {
            session.clockSet();
        }
    }

    void inferEnd(SessionEntry session) {
        session.inferEnd(EndCause.LOST);
        settle(session);
    }

    /** Nothing that ran before a boot runs after it. */
    void boot() {
        all().forEach(this::endByBoot);
    }

    /** A boot ended it. */
    void endByBoot(SessionEntry session) {
        session.inferEnd(EndCause.NAS_REBOOT);
        settle(session);
    }

    /** The interface's earlier owner is gone, whether a line said so or not. */
    void takesInterface(SessionEntry session) {
        String name = session.interfaceName;
        if (name == null || session.ended() != null) {
            return;
        }
        SessionEntry before = holder(name);
        byInterface.put(name, session);
        if (before != null && before != session) {
            inferEnd(before);
        }
    }

    /** Somebody told it to end. */
    void signalled(SessionEntry session, OffsetDateTime time) {
        SignalWave current = wave;
        if (current == null || !current.includes(time)) {
            current = new SignalWave(waves++, time, upNow());
            wave = current;
        }
        current.add(session);
    }

    private List<Long> upNow() {
        List<Long> up = new ArrayList<>();
        for (SessionEntry session : running) {
            if (session.cameUp() && !session.end.goingDown() && session.service() == Service.PPTP) {
                up.add(session.number);
            }
        }
        return up;
    }

    /** It is so late now: ends those whose last line must have been lost. */
    void endOverdue(OffsetDateTime time) {
        if (time.equals(now)) {
            return; // Nobody has been silent since the record before.
        }
        now = time;
        if (!ipv6Only.isEmpty()) {
            concedeIpv6(time);
        }
        if (!closing.isEmpty()) {
            endClosing(time);
        }
    }

    private void endClosing(OffsetDateTime time) {
        List<SessionEntry> overdue = List.of();
        for (SessionEntry session : closing) {
            if (!session.isClosing() || CLOSING.isOver(session.end.lastTold(session.lastSeen), time)) {
                overdue = overdue.isEmpty() ? new ArrayList<>() : overdue;
                overdue.add(session);
            }
        }
        for (SessionEntry session : overdue) {
            if (session.isClosing()) {
                inferEnd(session);
            } else {
                closing.remove(session); // It goes on.
            }
        }
    }

    /** @param all sessions of this host that are known one by one, by number */
    void save(StateOutput out, Collection<SessionEntry> all) {
        out.list(running, session -> out.number(session.number));
        byInterface.entrySet().removeIf(held -> holder(held.getKey()) == null);
        out.list(byInterface.values(), session -> out.number(session.number));
        SortedMap<Integer, SignalWave> known = new TreeMap<>();
        all.forEach(session -> {
            SignalWave signals = session.end.signals();
            if (signals != null) {
                known.put(signals.number(), signals);
            }
        });
        SignalWave last = wave;
        if (last != null) {
            known.put(last.number(), last);
        }
        out.list(known.values(), signals -> signals.save(out)).flag(last != null);
    }

    /** @param sessions by number */
    void restore(StateInput in, Map<Long, SessionEntry> sessions) throws DamagedStateException {
        running.addAll(in.list(() -> one(in, sessions)));
        running.stream().filter(SessionEntry::isClosing).forEach(closing::add);
        running.stream().filter(SessionEntry::awaitsIpv4).forEach(ipv6Only::add);
        for (long number : in.list(in::number)) {
            SessionEntry session = sessions.get(number);
            if (session != null && session.interfaceName != null) { // Earlier releases kept some that are archived.
                byInterface.put(session.interfaceName, session);
            }
        }
        List<SignalWave> known = in.list(() -> SignalWave.read(waves++, in, sessions));
        wave = in.flag() && !known.isEmpty() ? known.get(known.size() - 1) : null;
    }

    private static SessionEntry one(StateInput in, Map<Long, SessionEntry> sessions) throws DamagedStateException {
        SessionEntry session = sessions.get(in.number());
        if (session == null) {
            throw new DamagedStateException("a session that runs is not there");
        }
        return session;
    }
}

package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.LogEvent;
import io.pptpdmonitor.log.LogEvent.*;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The processes of one host, by pid: which session and which control connection a line belongs to. Pids and interfaces
 * come again, so a key here holds until a line shows that it has a new owner.
 */
final class HostSessions {

    /** Makes new sessions; numbers are given over all hosts. */
    @FunctionalInterface
    interface Opener {
        SessionEntry open(@Nullable String host, int pid, OffsetDateTime started, boolean startSeen);
    }

    private final Opener opener;
    private final Pids<SessionEntry> byPid = new Pids<>();
    private final RunningSessions running;
    private final HostClock clock;
    private final Announcements announced = new Announcements();
    private final PptpdDaemon daemon = new PptpdDaemon();
    private final ControlEvidence controls;
    private @Nullable OffsetDateTime firstLine;
    private long order;

    /**
     * @param ended is told of each session that has ended
     * @param cameUp is told of each session that no line said to be up, and is
     * @param placed is to {@link #apply} each record once it is certain when it was written
     */
    HostSessions(
            Opener opener,
            Consumer<SessionEntry> ended,
            BiConsumer<SessionEntry, OffsetDateTime> cameUp,
            BiConsumer<LogRecord, HostSessions> placed) {
        this.opener = opener;
        this.running = new RunningSessions(ended, cameUp);
        this.controls = new ControlEvidence(daemon, running, this::of);
        this.clock = new HostClock(running::clockSet, line -> placed.accept(line, this));
    }

    PptpdDaemon daemon() {
        return daemon;
    }

    /**
     * Control connections that hold a slot of the manager that runs now; null where no line of pptpd was read, or one showed
     * that there are others, too.
     */
    @Nullable Integer slotsUsed(OffsetDateTime asOf) {
        return daemon.isSeen() && !daemon.usesUntoldSlots() ? controls.slotsUsed(asOf) : null;
    }

    /** The manager said that no slot is free. */
    void poolFull(OffsetDateTime time) {
        daemon.full(controls.slotsUsed(time));
    }

    /** It is so late now, whether a line says so or not. */
    void passed(OffsetDateTime time) {
        running.concedeIpv6(time);
    }

    /** The stamp of its first line that was read; null where none was. */
    @Nullable OffsetDateTime firstLine() {
        return firstLine;
    }

    /** The moment of its last line. */
    @Nullable OffsetDateTime lastMoment() {
        return clock.last();
    }

    /** The session that the pid stands for in the log, or stood for; null where there is none. */
    @Nullable SessionEntry of(int pid) {
        return byPid.get(pid);
    }

    /** Sessions that have not ended. */
    List<SessionEntry> running() {
        return running.all();
    }

    /**
     * Takes the next record of the host.
     *
     * @param latest that is possible; null if that is not known
     */
    void next(LogRecord line, @Nullable OffsetDateTime latest) {
        clock.next(line, latest);
    }

    /** Lines that were stamped with a moment that is still to come. */
    long futureStamps() {
        return clock.futureStamps();
    }

    /** Nothing more is there to be read. */
    void flush() {
        clock.flush();
    }

    /** Folds in one record; returns the session it told of, or null. */
    @Nullable SessionEntry apply(LogRecord line) {
        order++;
        firstLine = firstLine == null ? line.time() : firstLine;
        running.endOverdue(line.time());
        LogEvent event = line.event();
        if (event instanceof OfPppd pppd) {
            return pppd(line, pppd);
        }
        if (event instanceof HookTold hook) {
            return hooked(line, hook);
        }
        if (event instanceof PeerConnected told) {
            return connected(told);
        }
        if (event instanceof OfControl control) {
            daemon.seen();
            return controls.apply(line, control, order);
        }
        if (event instanceof OfManager told) {
            daemon.seen();
            manager(line, told);
            return null;
        }
        host(line, (OfHost) event);
        return null;
    }

    // The manager and the host.

    private void manager(LogRecord line, OfManager event) {
        if (event instanceof ManagerStarted) {
            if (!daemon.isKnownStart(line)) {
                controls.pidTaken(line.pid(), line.time());
                daemon.started(line);
            }
        } else if (event instanceof PoolSized sized) {
            daemon.sized(sized.slots());
        } else if (event instanceof ControlReaped reaped) {
            controls.reaped(reaped.controlPid(), line.time());
        }
    }

    private void host(LogRecord line, OfHost event) {
        if (event instanceof Booted) {
            boot();
        } else if (event instanceof L2tpCall call) {
            int pid = call.pppdPid();
            announced.add(pid, Service.L2TP, call.clientAddress(), line.time(), byPid.get(pid));
        } else if (event instanceof PppoeCall) {
            announced.add(line.pid(), Service.PPPOE, null, line.time(), byPid.get(line.pid()));
        }
    }

    /** Nothing that ran before a boot runs after it, and every pid and interface is free. */
    void boot() {
        running.boot();
        byPid.clear();
        controls.clear();
        announced.clear();
        daemon.gone();
    }

    // pppd.

    private SessionEntry pppd(LogRecord line, OfPppd event) {
        SessionEntry session = owner(line, event);
        session.seen(line.time(), order);
        if (session.end.isInDoubt() && !PidOwner.isEnding(event)) {
            session.end.goesOn(line.time());
        }
        PppdEvidence.apply(session, event, line, order);
        if (event instanceof PppdLaunched launched) {
            controls.launched(session, launched.remoteAddress(), line.time());
        } else if (event instanceof EndTold told && told.cause() == EndCause.ADMIN_RESET) {
            running.signalled(session, line.time());
        } else if (event instanceof LinkAttached link) {
            session.attached(running.holder(link.interfaceName()), line.time());
        } else if (namesInterface(session, event)) {
            running.takesInterface(session);
            if (event instanceof LinkConnected connected && connected.peerAddress() != null) {
                controls.called(session, connected.peerAddress(), line.time());
            }
        }
        running.settle(session);
        return session;
    }

    private @Nullable SessionEntry connected(PeerConnected told) {
        for (SessionEntry session : running.all()) {
            if (FirmwareEvidence.counts(session, told)) {
                FirmwareEvidence.apply(session, told);
                running.settle(session);
                return session;
            }
        }
        return null;
    }

    private @Nullable SessionEntry hooked(LogRecord line, HookTold hook) {
        SessionEntry session = byPid.get(hook.pppdPid());
        if (session == null || !HookEvidence.counts(session, hook, line.time())) {
            return null;
        }
        HookEvidence.apply(session, hook, line.time());
        running.settle(session);
        return session;
    }

    /** With the option multilink an interface that is assigned may be that of a bundle, and another pppd's. */
    private static boolean namesInterface(SessionEntry session, OfPppd event) {
        if (event instanceof InterfaceAssigned) {
            return !session.multilink;
        }
        return event instanceof LinkConnected
                || event instanceof BundleCreated
                || event instanceof PluginUp
                || (event instanceof LocalAddress && session.multilink);
    }

    /** The session that the line's pid stands for now; a new one where the line shows that the pid has a new owner. */
    private SessionEntry owner(LogRecord line, OfPppd event) {
        SessionEntry session = byPid.get(line.pid());
        if (session != null && !PidOwner.isAnother(session, line, event)) {
            return session;
        }
        if (session != null) {
            running.inferEnd(session);
        }
        return open(line, event);
    }

    /** A session that runs, and whose begin is not in the log. */
    SessionEntry adopt(int pid, @Nullable String hostName, OffsetDateTime started) {
        SessionEntry session = opener.open(hostName, pid, started, false);
        session.adopted = true;
        session.end.begun(false);
        byPid.put(pid, session);
        running.add(session);
        return session;
    }

    private SessionEntry open(LogRecord line, OfPppd event) {
        boolean start = PidOwner.isStart(event);
        if (start) {
            controls.pidTaken(line.pid(), line.time());
        }
        SessionEntry session = opener.open(line.host(), line.pid(), line.time(), start);
        session.end.begun(start || !PidOwner.isEnding(event));
        byPid.put(line.pid(), session);
        running.add(session);
        announced.apply(session);
        controls.opened(session);
        return session;
    }

    /** It must be over, as was seen at that moment. */
    void inferEnd(SessionEntry session, OffsetDateTime time) {
        session.endNoticed = session.endNoticed == null ? time : session.endNoticed;
        running.inferEnd(session);
    }

    /** A boot that no line told of has ended it, as was seen at that moment. */
    void endByBoot(SessionEntry session, OffsetDateTime time) {
        session.endNoticed = session.endNoticed == null ? time : session.endNoticed;
        running.endByBoot(session);
    }

    /** Nothing more is expected of a session that ended. */
    void archived(SessionEntry session) {
        byPid.remove(session.pid, session);
        if (session.control != null) {
            session.control.archived(session);
        }
    }

    /** Nothing more is expected of what ended before {@code time}. */
    void forgetBefore(OffsetDateTime time) {
        controls.forgetBefore(time);
        announced.forgetBefore(time);
    }

    /** @param sessions of this host that are known one by one */
    void save(StateOutput out, Collection<SessionEntry> sessions) {
        daemon.save(out);
        out.time(firstLine).number(order);
        clock.save(out);
        controls.save(out, sessions);
        running.save(out, sessions);
        out.list(byPid.values(), session -> out.number(session.number));
        announced.save(out);
    }

    /** @param sessions by number */
    void restore(StateInput in, Map<Long, SessionEntry> sessions) throws DamagedStateException {
        daemon.restore(in);
        firstLine = in.time();
        order = in.number();
        clock.restore(in);
        controls.restore(in, sessions);
        running.restore(in, sessions);
        for (long number : in.list(in::number)) {
            SessionEntry session = sessions.get(number);
            if (session == null) {
                throw new DamagedStateException("a pid's session is not there");
            }
            byPid.put(session.pid, session);
        }
        announced.restore(in);
    }
}

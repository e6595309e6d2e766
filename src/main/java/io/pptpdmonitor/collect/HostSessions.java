package io.pptpdmonitor.collect;

import io.pptpdmonitor.collect.EndTelling.Rank;
import io.pptpdmonitor.collect.SessionEntry.ClientSource;
import io.pptpdmonitor.log.LogEvent;
import io.pptpdmonitor.log.LogEvent.*;
import io.pptpdmonitor.log.LogRecord;
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

/**
 * The processes of one host, by pid: which session and which control connection a line belongs to. Pids and interfaces
 * come again, so a key here holds until a line shows that it has a new owner.
 */
final class HostSessions {

    /** What another daemon says of a pppd, and that pppd's first line, are written within this time. */
    private static final Duration ANNOUNCED = Duration.ofSeconds(30);
    /** Who was reaped, or whose link is closed, and is silent for so long, is gone; a peer has some seconds to answer. */
    private static final Duration CLOSING = Duration.ofSeconds(60);
    /** Between its end and the line that says it was reaped. */
    private static final Duration LATE = Duration.ofSeconds(10);
    /** Doubles of a line are this near, and no process has the pid of another so soon. */
    private static final Duration DOUBLE = Duration.ofSeconds(2);

    /** Makes new sessions; numbers are given over all hosts. */
    @FunctionalInterface
    interface Opener {
        SessionEntry open(LogRecord first, boolean startSeen);
    }

    private record Announced(Service service, @Nullable String clientAddress, OffsetDateTime time) {}

    private final Opener opener;
    private final Map<Integer, SessionEntry> byPid = new HashMap<>();
    private final ControlConnections controls = new ControlConnections();
    private final Map<String, SessionEntry> byInterface = new HashMap<>();
    private final Map<Integer, Announced> announced = new HashMap<>();
    private final Set<SessionEntry> running = new LinkedHashSet<>();
    private final Set<SessionEntry> closing = new LinkedHashSet<>();
    private @Nullable SignalWave wave;
    private int managerGeneration;
    private int managerPid;
    private @Nullable OffsetDateTime managerStarted;
    private @Nullable Integer poolSize;
    private long order;

    HostSessions(Opener opener) {
        this.opener = opener;
    }

    /** The pid of the manager as its last line told, or 0. */
    int managerPid() {
        return managerPid;
    }

    /** When the manager that runs now wrote its first line; null if that was not seen. */
    @Nullable OffsetDateTime managerStarted() {
        return managerStarted;
    }

    @Nullable Integer poolSize() {
        return poolSize;
    }

    /** Control connections that hold a slot of the manager that runs now. */
    int slotsUsed(OffsetDateTime asOf) {
        return controls.slotsUsed(managerGeneration, asOf);
    }

    /** Sessions that have not ended. */
    List<SessionEntry> running() {
        return List.copyOf(running);
    }

    /** Folds in one record; returns the session it told of, or null. */
    @Nullable SessionEntry apply(LogRecord line) {
        order++;
        endOverdue(line.time());
        LogEvent event = line.event();
        if (event instanceof OfPppd pppd) {
            return pppd(line, pppd);
        }
        if (event instanceof OfControl control) {
            return control(line, control);
        }
        if (event instanceof OfManager manager) {
            manager(line, manager);
            return null;
        }
        host(line, (OfHost) event);
        return null;
    }

    // The manager and the host.

    private void manager(LogRecord line, OfManager event) {
        if (event instanceof ManagerStarted) {
            pidTaken(line.pid(), line.time());
            managerGeneration++;
            managerPid = line.pid();
            managerStarted = line.time();
        } else if (event instanceof PoolSized sized) {
            poolSize = sized.slots();
        } else if (event instanceof ControlReaped reaped) {
            ControlConnection control = controls.get(reaped.controlPid());
            if (control != null) {
                finish(control, line.time());
            }
        }
    }

    private void host(LogRecord line, OfHost event) {
        if (event instanceof Booted) {
            boot();
        } else if (event instanceof L2tpCall call) {
            announce(call.pppdPid(), new Announced(Service.L2TP, call.clientAddress(), line.time()));
        } else if (event instanceof PppoeCall) {
            announce(line.pid(), new Announced(Service.PPPOE, null, line.time()));
        }
    }

    /** Nothing that ran before a boot runs after it, and every pid and interface is free. */
    private void boot() {
        running.forEach(session -> session.inferEnd(EndCause.NAS_REBOOT));
        running.clear();
        closing.clear();
        byPid.clear();
        byInterface.clear();
        controls.clear();
        announced.clear();
        managerGeneration++;
        managerPid = 0;
        managerStarted = null;
    }

    /** Another daemon starts this pppd. Its line may be read before or after the pppd's own; a pid comes again. */
    private void announce(int pid, Announced call) {
        SessionEntry session = byPid.get(pid);
        if (session != null && session.ended() == null && within(ANNOUNCED, session.started, call.time)) {
            announced(session, call);
        } else {
            announced.put(pid, call);
        }
    }

    private static void announced(SessionEntry session, @Nullable Announced call) {
        if (call != null && within(ANNOUNCED, session.started, call.time)) {
            session.otherService = call.service;
            session.client(ClientSource.DAEMON, call.clientAddress);
        }
    }

    // Control connections.

    private @Nullable SessionEntry control(LogRecord line, OfControl event) {
        ControlConnection control = owner(line, event);
        if (event instanceof ControlStarted started) {
            control.clientAddress = started.clientAddress();
        } else if (event instanceof ControlAddressed addressed) {
            control.remoteAddress = addressed.remoteAddress();
        } else if (event instanceof CallStarted) {
            control.callStarted();
        } else if (event instanceof ControlFinished ended) {
            control.clientAddress = ended.clientAddress();
            finish(control, line.time());
        } else if (event instanceof PppdReaped reaped) {
            return reaped(control, reaped.pppdPid(), line.time());
        } else if (event instanceof CallEndTold told) {
            return callEndTold(control, told, line);
        }
        return null;
    }

    private ControlConnection owner(LogRecord line, OfControl event) {
        ControlConnection control = controls.get(line.pid());
        boolean begins = event instanceof ControlLaunched
                || event instanceof ControlStarted
                || event instanceof ControlAddressed
                || event instanceof CallStarted;
        if (control == null || (begins && isAnother(control, line, event))) {
            boolean first = event instanceof ControlLaunched || event instanceof ControlStarted;
            if (first) {
                pidTaken(line.pid(), line.time());
            }
            control = new ControlConnection(line.pid(), order, managerGeneration, line.time(), begins);
            controls.add(control);
        }
        return control;
    }

    /** Whether the line is the begin of another pptpctrl that has the pid now. */
    private static boolean isAnother(ControlConnection control, LogRecord line, OfControl event) {
        if (within(DOUBLE, control.firstSeen, line.time())) {
            return false;
        }
        boolean again = event instanceof ControlStarted && control.clientAddress != null;
        return control.finishedAt() != null || event instanceof ControlLaunched || again;
    }

    /** A new process has this pid, so whoever had it before is gone. */
    private void pidTaken(int pid, OffsetDateTime time) {
        ControlConnection control = controls.get(pid);
        if (control != null && control.finishedAt() == null) {
            controls.finished(control, time);
            control.sessions.forEach(this::inferEnd);
        }
        SessionEntry session = byPid.get(pid);
        if (session != null) {
            inferEnd(session);
        }
    }

    private void finish(ControlConnection control, OffsetDateTime time) {
        controls.finished(control, time);
        for (SessionEntry session : control.sessions) {
            client(session, control);
            session.controlEnded(time);
            settle(session);
        }
    }

    private @Nullable SessionEntry reaped(ControlConnection control, int pppdPid, OffsetDateTime time) {
        if (pppdPid == 0) {
            return null;
        }
        SessionEntry session = control.sessionOf(pppdPid);
        if (session == null) {
            SessionEntry candidate = byPid.get(pppdPid);
            if (candidate == null || !isOf(candidate, control, time)) {
                controls.reapedUnseen(control, pppdPid, time);
                return null;
            }
            session = candidate;
        }
        link(session, control);
        session.told(control.telling);
        session.reaped(time);
        settle(session);
        return session;
    }

    /** Whether the pppd that has the pid is the one that was reaped, and not an earlier owner of the pid. */
    private static boolean isOf(SessionEntry session, ControlConnection control, OffsetDateTime reaped) {
        if (session.control != null) {
            return false;
        }
        OffsetDateTime ended = session.ended();
        return control.startSeen
                ? session.lastOrder > control.firstOrder
                : ended == null || within(LATE, ended, reaped);
    }

    private @Nullable SessionEntry callEndTold(ControlConnection control, CallEndTold event, LogRecord line) {
        Rank told = event.cause() == EndCause.LOST_SERVICE ? Rank.SERVICE_LOST : Rank.TOLD;
        EndTelling telling =
                new EndTelling(event.cause(), line.message(), event.weak() ? Rank.CONTROL_HINT : told, order);
        SessionEntry session = control.current();
        if (session == null) {
            control.telling = EndTelling.better(control.telling, telling);
        } else {
            session.told(telling);
        }
        return session;
    }

    private static void link(SessionEntry session, ControlConnection control) {
        if (session.control == null) {
            session.control = control;
            session.controlPid = control.pid;
            control.sessions.add(session);
        }
        OffsetDateTime finished = control.finishedAt();
        if (finished != null) {
            session.controlEnded(finished);
        }
        client(session, control);
    }

    private static void client(SessionEntry session, ControlConnection control) {
        session.client(ClientSource.CONTROL, control.clientAddress);
    }

    // pppd.

    private SessionEntry pppd(LogRecord line, OfPppd event) {
        SessionEntry session = owner(line, event);
        session.seen(line.time(), order);
        PppdEvidence.apply(session, event, line, order);
        if (event instanceof PppdLaunched launched) {
            launched(session, launched.remoteAddress());
        } else if (event instanceof EndTold told && told.cause() == EndCause.ADMIN_RESET) {
            signalled(session, line.time());
        }
        String name = session.interfaceName;
        if (name != null && namesInterface(event) && session.ended() == null) {
            takeInterface(session, name);
        }
        settle(session);
        return session;
    }

    private static boolean namesInterface(OfPppd event) {
        return event instanceof InterfaceAssigned || event instanceof LinkConnected || event instanceof PluginUp;
    }

    /** The session that the line's pid stands for now; a new one where the line shows that the pid has a new owner. */
    private SessionEntry owner(LogRecord line, OfPppd event) {
        SessionEntry session = byPid.get(line.pid());
        if (session != null && !PidOwner.isAnother(session, line, event)) {
            return session;
        }
        if (session != null) {
            inferEnd(session);
        }
        return open(line, event);
    }

    private SessionEntry open(LogRecord line, OfPppd event) {
        boolean start = PidOwner.isStart(event);
        if (start) {
            pidTaken(line.pid(), line.time());
        }
        SessionEntry session = opener.open(line, start);
        byPid.put(line.pid(), session);
        running.add(session);
        announced(session, announced.remove(line.pid()));
        ControlConnection reaper = controls.takeReaper(line.pid(), line.time());
        if (reaper != null) {
            link(session, reaper);
            session.told(reaper.telling);
        }
        return session;
    }

    /** Ties the pppd to the pptpctrl that told the same address, if that is one alone; never by "pid + 1". */
    private void launched(SessionEntry session, @Nullable String remoteAddress) {
        ControlConnection parent =
                remoteAddress == null || session.control != null ? null : controls.awaiting(remoteAddress);
        if (parent != null) {
            link(session, parent);
        }
    }

    /** The interface's earlier owner is gone, whether a line said so or not. */
    private void takeInterface(SessionEntry session, String name) {
        SessionEntry before = byInterface.put(name, session);
        if (before != null && before != session && name.equals(before.interfaceName)) {
            inferEnd(before);
        }
    }

    private void signalled(SessionEntry session, OffsetDateTime time) {
        SignalWave current = wave;
        if (current == null || !current.includes(time)) {
            Set<SessionEntry> up = new LinkedHashSet<>();
            for (SessionEntry other : running) {
                if (other.cameUp() && !other.goingDown && other.service() == Service.PPTP) {
                    up.add(other);
                }
            }
            current = new SignalWave(time, up);
            wave = current;
        }
        current.add(session);
        session.wave = current;
    }

    void inferEnd(SessionEntry session) {
        session.inferEnd(EndCause.LOST);
        settle(session);
    }

    private void settle(SessionEntry session) {
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

    /** Ends those whose last line must have been lost. */
    private void endOverdue(OffsetDateTime now) {
        if (closing.isEmpty()) {
            return;
        }
        for (SessionEntry session : List.copyOf(closing)) {
            if (session.lastTold().plus(CLOSING).isBefore(now)) {
                inferEnd(session);
            }
        }
    }

    private static boolean within(Duration limit, OffsetDateTime some, OffsetDateTime other) {
        return Duration.between(some, other).abs().compareTo(limit) <= 0;
    }
}

package io.pptpdmonitor.collect;

import io.pptpdmonitor.collect.EndTelling.Rank;
import io.pptpdmonitor.collect.SessionEntry.ClientSource;
import io.pptpdmonitor.log.LogEvent;
import io.pptpdmonitor.log.LogEvent.*;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Service;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The processes of one host, by pid: which session and which control connection a line belongs to. Pids and interfaces
 * come again, so a key here holds until a line shows that it has a new owner.
 */
final class HostSessions {

    /** Lines of a pppd that are overtaken by its own Exit. */
    private static final int LATE_SECONDS = 10;

    /** Makes new sessions; numbers are given over all hosts. */
    @FunctionalInterface
    interface Opener {
        SessionEntry open(LogRecord first, boolean startSeen);
    }

    private record Announced(Service service, @Nullable String clientAddress) {}

    private final Opener opener;
    private final Map<Integer, SessionEntry> byPid = new HashMap<>();
    private final Map<Integer, ControlConnection> controls = new HashMap<>();
    private final Map<String, SessionEntry> byInterface = new HashMap<>();
    private final Map<Integer, Announced> announced = new HashMap<>();
    private final Set<SessionEntry> running = new HashSet<>();
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
        int used = 0;
        for (ControlConnection control : controls.values()) {
            used += control.managerGeneration == managerGeneration && control.open(asOf) ? 1 : 0;
        }
        return used;
    }

    /** Sessions that have not ended. */
    Set<SessionEntry> running() {
        return running;
    }

    /** Folds in one record; returns the session it told of, or null. */
    @Nullable SessionEntry apply(LogRecord line) {
        order++;
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
            announced.put(call.pppdPid(), new Announced(Service.L2TP, call.clientAddress()));
        } else if (event instanceof PppoeCall) {
            announced.put(line.pid(), new Announced(Service.PPPOE, null));
        }
    }

    /** Nothing that ran before a boot runs after it, and every pid and interface is free. */
    private void boot() {
        for (SessionEntry session : Set.copyOf(running)) {
            session.inferEnd(EndCause.NAS_REBOOT);
        }
        running.clear();
        byPid.clear();
        byInterface.clear();
        controls.clear();
        announced.clear();
        managerGeneration++;
        managerPid = 0;
        managerStarted = null;
    }

    // Control connections.

    private @Nullable SessionEntry control(LogRecord line, OfControl event) {
        if (event instanceof ControlLaunched) {
            open(line);
            return null;
        }
        ControlConnection control = controls.get(line.pid());
        boolean begins =
                event instanceof ControlStarted || event instanceof ControlAddressed || event instanceof CallStarted;
        boolean again = control != null && event instanceof ControlStarted && control.clientAddress != null;
        if (control == null || (control.finished && begins) || again) {
            control = open(line);
        }
        if (event instanceof ControlStarted started) {
            control.clientAddress = started.clientAddress();
        } else if (event instanceof ControlAddressed addressed) {
            control.remoteAddress = addressed.remoteAddress();
        } else if (event instanceof CallStarted) {
            control.callsStarted++;
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

    private ControlConnection open(LogRecord line) {
        ControlConnection before = controls.get(line.pid());
        if (before != null && !before.finished) {
            for (SessionEntry session : before.sessions) {
                inferEnd(session);
            }
        }
        ControlConnection control = new ControlConnection(line.pid(), order, managerGeneration);
        controls.put(line.pid(), control);
        return control;
    }

    private void finish(ControlConnection control, OffsetDateTime time) {
        control.finished = true;
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
        control.reapedPids.add(pppdPid);
        SessionEntry session = byPid.get(pppdPid);
        boolean another = session != null && session.control != null && session.control != control;
        if (session == null || another || session.lastOrder < control.firstOrder) {
            return null; // Its first line is still to come; that of an earlier owner of the pid is not it.
        }
        link(session, control);
        session.told(control.telling);
        session.reaped(time);
        settle(session);
        return session;
    }

    private @Nullable SessionEntry callEndTold(ControlConnection control, CallEndTold event, LogRecord line) {
        Rank rank = event.weak() ? Rank.CONTROL_HINT : Rank.TOLD;
        EndTelling told = new EndTelling(event.cause(), line.message(), rank, order);
        SessionEntry session = control.current();
        if (session == null) {
            control.telling = EndTelling.better(control.telling, told);
        } else {
            session.told(told);
        }
        return session;
    }

    private static void link(SessionEntry session, ControlConnection control) {
        if (session.control == null) {
            session.control = control;
            session.controlPid = control.pid;
            control.sessions.add(session);
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
        if (name != null && namesInterface(event)) {
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
        if (session != null && !isAnother(session, line, event)) {
            return session;
        }
        if (session != null) {
            inferEnd(session);
        }
        return open(line, event);
    }

    private SessionEntry open(LogRecord line, OfPppd event) {
        SessionEntry session = opener.open(line, isStart(event));
        byPid.put(line.pid(), session);
        running.add(session);
        Announced service = announced.remove(line.pid());
        if (service != null) {
            session.otherService = service.service;
            session.client(ClientSource.DAEMON, service.clientAddress);
        }
        for (ControlConnection control : controls.values()) {
            if (!control.finished && control.reapedPids.contains(line.pid()) && control.awaitsPppd()) {
                link(session, control);
                session.told(control.telling);
            }
        }
        return session;
    }

    private static boolean isStart(OfPppd event) {
        return event instanceof PppdLaunched
                || event instanceof PluginLoaded
                || event instanceof PppdStarted
                || event instanceof InterfaceAssigned;
    }

    private static boolean isAnother(SessionEntry session, LogRecord line, OfPppd event) {
        if (session.hasExited()) {
            boolean late = !isStart(event)
                    && isEnding(event)
                    && !line.time().isAfter(session.lastSeen.plusSeconds(LATE_SECONDS));
            return !late;
        }
        if (event instanceof PppdLaunched) {
            return session.pluginSeen || session.versionSeen || session.negotiating;
        }
        if (event instanceof PluginLoaded || event instanceof PppdStarted) {
            return session.versionSeen || session.negotiating;
        }
        return false;
    }

    private static boolean isEnding(OfPppd event) {
        return event instanceof ConnectTime
                || event instanceof Statistics
                || event instanceof ConnectionTerminated
                || event instanceof PluginDown
                || event instanceof PppdExited
                || event instanceof EndTold;
    }

    /** Ties the pppd to the pptpctrl that told the same address, if that is one alone; never by "pid + 1". */
    private void launched(SessionEntry session, @Nullable String remoteAddress) {
        if (remoteAddress == null || session.control != null) {
            return;
        }
        ControlConnection parent = null;
        for (ControlConnection control : controls.values()) {
            if (!control.finished && remoteAddress.equals(control.remoteAddress) && control.awaitsPppd()) {
                if (parent != null) {
                    return;
                }
                parent = control;
            }
        }
        if (parent != null) {
            link(session, parent);
        }
    }

    /** The interface's earlier owner is gone, whether a line said so or not. */
    private void takeInterface(SessionEntry session, String name) {
        SessionEntry before = byInterface.put(name, session);
        if (before != null && before != session) {
            inferEnd(before);
        }
    }

    private void signalled(SessionEntry session, OffsetDateTime time) {
        SignalWave current = wave;
        if (current == null || !current.includes(time)) {
            Set<SessionEntry> up = new HashSet<>();
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
            if (session.interfaceName != null) {
                byInterface.remove(session.interfaceName, session);
            }
        }
    }
}

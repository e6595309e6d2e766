package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.LiveCounters;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.proc.InterfaceCounters;
import io.pptpdmonitor.proc.LiveHost;
import io.pptpdmonitor.proc.NetInterface;
import io.pptpdmonitor.proc.ProcessInfo;
import io.pptpdmonitor.proc.Sight;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One look at the processes and interfaces of this host, held against the sessions of the log.
 *
 * <p>It counts only once it has proved that it can see: a process that the log names is found under its pid, with the
 * right name and start time. Not to see a pppd may also mean to be in a container, or behind hidepid, or to read
 * another host's log; then no session becomes lost for being absent, and live octets stay unknown.
 *
 * @param proven whether it counts
 * @param text what proved it, or why it does not count
 * @param server whether the manager runs
 * @param slotsUsed control connections that are open, each of which holds a slot of the pool; null where it does not count
 * @param untold what the log should have told and did not; null where it told of all that runs
 */
record LiveView(
        boolean proven,
        String text,
        Server.Status server,
        @Nullable Integer slotsUsed,
        @Nullable String untold) {

    /** How far the start of a process (boot time plus ticks) and its first line may lie apart; clocks are set. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(10);
    /** Sessions younger than this at the look may have begun after it. */
    private static final Duration SETTLED = Duration.ofSeconds(2);
    /** The first lines of a pppd that runs longer than this must have been read. */
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(30);

    static LiveView none(String reason) {
        return new LiveView(false, reason, Server.Status.UNKNOWN, null, null);
    }

    /**
     * Judges the sessions of the only host; call it after the log was read up to a moment behind the look.
     *
     * @param looked when {@code view} was taken
     */
    static LiveView of(LiveHost.View view, Instant looked, SessionTable table) {
        if (table.hosts().size() != 1) {
            table.hosts().forEach(LiveView::forget);
            return none(
                    table.hosts().isEmpty()
                            ? "the log names no process yet"
                            : "the log is of " + table.hosts().size() + " hosts");
        }
        HostSessions host = table.hosts().iterator().next();
        String proof = proof(view, host);
        if (proof == null) {
            forget(host);
            return new LiveView(false, reason(view.sight()), Server.Status.UNKNOWN, null, untold(view, looked, host));
        }
        for (SessionEntry session : host.running()) {
            judge(session, view, looked, host);
        }
        return new LiveView(true, proof, status(view), slotsUsed(view), untold(view, looked, host));
    }

    private static void forget(HostSessions host) {
        host.running().forEach(session -> session.traffic.unseen());
    }

    private static String reason(Sight sight) {
        return switch (sight) {
            case OPEN -> "no process that the log names runs here";
            case HIDDEN -> "processes of other users are hidden (hidepid or ProtectProc)";
            case CONTAINER -> "this is a container, the server's processes are outside";
            case NONE -> "there is no /proc to read";
        };
    }

    private static @Nullable String proof(LiveHost.View view, HostSessions host) {
        for (SessionEntry session : host.running()) {
            if (process(session, view) != null) {
                return "pppd " + session.pid + " of the log runs";
            }
        }
        OffsetDateTime started = host.managerStarted();
        boolean manager = started != null
                && view.processes().loggedAs(host.managerPid()).stream()
                        .anyMatch(process -> process.comm().equals("pptpd") && began(process, started, true));
        return manager ? "pptpd " + host.managerPid() + " of the log runs" : null;
    }

    private static void judge(SessionEntry session, LiveHost.View view, Instant looked, HostSessions host) {
        ProcessInfo process = process(session, view);
        if (process == null) {
            session.traffic.unseen();
            if (isSettled(session.started, looked) && view.sight() == Sight.OPEN && !mayRun(session, view)) {
                host.inferEnd(session, looked.atOffset(session.started.getOffset()));
            }
            return;
        }
        NetInterface net = netInterface(session, view);
        InterfaceCounters counters = net == null ? null : net.counters();
        if (net == null || counters == null || !holds(process, net)) {
            session.traffic.uncounted();
            return;
        }
        Integer index = net.index();
        session.traffic.counted(
                new Traffic(counters.txOctets(), counters.rxOctets(), true),
                new LiveCounters(index == null ? 0 : index, counters.txPackets(), counters.rxPackets()),
                looked);
    }

    private static boolean isSettled(OffsetDateTime firstLine, Instant looked) {
        return firstLine.toInstant().isBefore(looked.minus(SETTLED));
    }

    private static @Nullable NetInterface netInterface(SessionEntry session, LiveHost.View view) {
        String name = session.interfaceName;
        return name == null ? null : view.interfaces().get(name);
    }

    /**
     * Without a pid file the session's own line of the interface has to do: it was the last to name it. Not so of a pppd
     * in a container, whose interfaces are others than those that we see.
     */
    private static boolean holds(ProcessInfo process, NetInterface net) {
        Integer holder = net.holder();
        return holder == null ? process.pid() == process.innerPid() : holder == process.innerPid();
    }

    /**
     * Whether a pppd has the session's pid that began at another time: the kernel gave the pid again, or the clock was
     * set. Its interface tells, if it is gone or somebody else's.
     */
    private static boolean mayRun(SessionEntry session, LiveHost.View view) {
        NetInterface net = netInterface(session, view);
        Integer holder = net == null ? null : net.holder();
        boolean gone = net == null ? session.interfaceName != null : holder != null && holder != session.pid;
        return !gone
                && view.processes().loggedAs(session.pid).stream()
                        .anyMatch(process -> process.comm().equals("pppd"));
    }

    /** The process that still is the session's pppd, or null. */
    private static @Nullable ProcessInfo process(SessionEntry session, LiveHost.View view) {
        List<ProcessInfo> candidates = view.processes().loggedAs(session.pid);
        for (ProcessInfo process : candidates) {
            if (process.comm().equals("pppd") && began(process, session.started, session.startSeen)) {
                return process;
            }
        }
        return null;
    }

    /** Whether the process began when its first line was written, or before where that was not seen. */
    private static boolean began(ProcessInfo process, OffsetDateTime firstLine, boolean startSeen) {
        Instant started = process.started();
        if (started == null) {
            return false;
        }
        Duration later = Duration.between(started, firstLine.toInstant());
        boolean tooLate = later.compareTo(START_TOLERANCE.negated()) < 0;
        return !tooLate && (!startSeen || later.compareTo(START_TOLERANCE) <= 0);
    }

    /**
     * A pptpctrl that was killed writes no end, so the log alone would count it for ever. One that has outlived its
     * manager holds no slot of the next. Between fork and exec a pppd bears its parent's name.
     */
    private static @Nullable Integer slotsUsed(LiveHost.View view) {
        if (view.sight() != Sight.OPEN) {
            return null;
        }
        int used = 0;
        for (ProcessInfo process : view.processes().named("pptpctrl")) {
            ProcessInfo parent = view.processes().find(process.parentPid());
            used += parent != null && parent.comm().equals("pptpd") ? 1 : 0;
        }
        return used;
    }

    /**
     * A pppd of a pptpctrl that no session stands for: its lines are in a rotated file, or get lost on their way. To
     * count only those that the log tells of would be wrong then.
     */
    private static @Nullable String untold(LiveHost.View view, Instant looked, HostSessions host) {
        Set<Integer> told = new HashSet<>();
        host.running().forEach(session -> told.add(session.pid));
        for (ProcessInfo process : view.processes().named("pppd")) {
            ProcessInfo parent = view.processes().find(process.parentPid());
            Instant started = process.started();
            boolean settled = started != null && started.isBefore(looked.minus(TOLD_WITHIN));
            boolean ofPptp = parent != null && parent.comm().equals("pptpctrl");
            if (settled && ofPptp && !told.contains(process.innerPid()) && !told.contains(process.pid())) {
                return "pppd " + process.innerPid() + " has a session that the log does not tell of; if the log was"
                        + " rotated, read its past, too (--rotate)";
            }
        }
        return null;
    }

    private static Server.Status status(LiveHost.View view) {
        if (!view.processes().named("pptpd").isEmpty()) {
            return Server.Status.UP;
        }
        return view.sight() == Sight.OPEN ? Server.Status.DOWN : Server.Status.UNKNOWN;
    }
}

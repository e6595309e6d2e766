package io.pptpdmonitor.collect;

import io.pptpdmonitor.collect.SessionClient.ClientSource;
import io.pptpdmonitor.model.Digits;
import io.pptpdmonitor.model.Health.StrayInterfaces;
import io.pptpdmonitor.model.LiveCounters;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.model.UserSource;
import io.pptpdmonitor.proc.InterfaceCounters;
import io.pptpdmonitor.proc.LiveHost;
import io.pptpdmonitor.proc.NetInterface;
import io.pptpdmonitor.proc.ProcessInfo;
import io.pptpdmonitor.proc.RadiusAttributes;
import io.pptpdmonitor.proc.Sight;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One look at the processes and interfaces of this host, held against the sessions of the log.
 *
 * <p>It counts only once it has proved that it can see: a process that the log names is found under its pid, with the
 * right name and start time, and the log does not call its host otherwise. Not to see a pppd may also mean to be in a
 * container, or behind hidepid, or to read another host's log; then no session becomes lost for being absent, and live octets stay unknown.
 *
 * @param proven whether it counts
 * @param text what proved it, or why it does not count
 * @param server whether the manager runs
 * @param slotsUsed control connections that are open, each of which holds a slot of the pool; null where it does not count
 * @param untold what the log should have told and did not; null where it told of all that runs
 * @param strays interfaces that no session has; null where it does not count
 * @param managers the pptpds that serve where the log is written; empty where none is seen
 * @param idleSince when a manager began none of whose children run, where the log names no process; null where that is not to
 *     be seen
 */
record LiveView(
        boolean proven,
        String text,
        Server.Status server,
        @Nullable Integer slotsUsed,
        @Nullable String untold,
        @Nullable StrayInterfaces strays,
        List<ProcessInfo> managers,
        @Nullable Instant idleSince) {

    /** Sessions younger than this at the look may have begun after it. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    static LiveView none(String reason) {
        return new LiveView(false, reason, Server.Status.UNKNOWN, null, null, null, List.of(), null);
    }

    /** Of a log that names no process. */
    private static LiveView ofSilence(LiveHost.View view, OffsetDateTime looked) {
        String reason = "the log names no process yet";
        return new LiveView(
                false,
                reason,
                Server.Status.UNKNOWN,
                null,
                null,
                null,
                ServerProcesses.likeliest(view),
                ServerProcesses.beside(null, view).idleSince(looked));
    }

    /**
     * Judges the sessions of the only host, and takes up those that run without the log's telling of them; call it after
     * the log was read up to a moment behind the look.
     *
     * @param looked when {@code view} was taken
     * @param now what else is to be asked of the host
     * @param ownership whether the log is of this host
     */
    static LiveView of(
            LiveHost.View view, LiveHost now, OffsetDateTime looked, SessionTable table, Ownership ownership) {
        if (table.hosts().all().isEmpty()) {
            return ofSilence(view, looked);
        }
        if (table.hosts().all().size() != 1) {
            table.hosts().all().forEach(LiveView::forget);
            return none("the log is of " + table.hosts().all().size() + " hosts"
                    + RenamedHost.hint(table, ownership, now.name()));
        }
        HostSessions host = table.hosts().all().iterator().next();
        String name = table.hosts().names().iterator().next();
        String denial = ownership.denial(name, now.name());
        if (denial != null) {
            forget(host);
            return none(denial);
        }
        if (ownership.isCertain(name, now.name())) {
            endBeforeBoot(view, looked, host);
        }
        ProcessInfo proof = proof(view, host);
        ServerProcesses server = ServerProcesses.beside(proof, view);
        if (proof != null) {
            remember(server, host, looked);
        }
        Adoption adoption = new Adoption(view, server, looked, host, proof != null);
        adoption.adopt(table, name.isEmpty() ? null : name);
        for (SessionEntry session : host.running()) {
            if (proof != null || session.adopted) {
                judge(session, view, now, looked, table, host);
            } else {
                session.traffic.uncounted();
            }
        }
        return proof == null
                ? new LiveView(
                        false,
                        reason(view.sight()) + adoption.told(),
                        Server.Status.UNKNOWN,
                        null,
                        adoption.untold(),
                        null,
                        ServerProcesses.likeliest(view),
                        server.idleSince(looked))
                : new LiveView(
                        true,
                        described(proof, host.daemon()) + adoption.told(),
                        server.status(),
                        server.slotsUsed(),
                        adoption.untold(),
                        strays(view, looked, table),
                        server.managers(),
                        null);
    }

    /**
     * The kernel's first line may stand in another log, and after a boot no process that a line names is left to prove anything.
     * What was read of last before the kernel began, and has no pppd now, ended with that boot; if that goes for all lines,
     * so did whatever else they tell of. Where the clock was set since, the boot moves with it, and the processes decide.
     */
    private static void endBeforeBoot(LiveHost.View view, OffsetDateTime looked, HostSessions host) {
        Instant boot = view.bootTime();
        if (boot == null || view.sight() != Sight.OPEN) {
            return;
        }
        Instant before = boot.minus(Sighting.START_TOLERANCE);
        List<SessionEntry> running = host.running();
        List<SessionEntry> gone = running.stream()
                .filter(session -> session.lastSeen.toInstant().isBefore(before))
                .filter(session -> new Sighting(view).process(session) == null && !new Sighting(view).mayRun(session))
                .toList();
        gone.forEach(session -> host.endByBoot(session, looked));
        OffsetDateTime last = host.lastMoment();
        if (last != null && last.toInstant().isBefore(before) && gone.size() == running.size()) {
            host.boot();
        }
    }

    /** Those of the kernel's name for pppd's; whose session ended since the look had it then. */
    private static StrayInterfaces strays(LiveHost.View view, OffsetDateTime looked, SessionTable table) {
        OffsetDateTime before = looked.minus(Sighting.START_TOLERANCE);
        Set<String> named = new HashSet<>();
        Set<Integer> held = new HashSet<>();
        for (SessionEntry session : table.sessions()) {
            if (session.ended() == null || session.ended().isAfter(before)) {
                named.add(String.valueOf(session.interfaceName));
                held.add(session.pid);
            }
        }
        List<String> names = view.interfaces().values().stream()
                .filter(net -> isOfPppd(net.name()))
                .filter(net -> !named.contains(net.name()) && !held.contains(net.holder()))
                .map(NetInterface::name)
                .toList();
        return new StrayInterfaces(names.size(), names);
    }

    private static boolean isOfPppd(String name) {
        return name.startsWith("ppp") && Digits.are(name.substring("ppp".length()));
    }

    private static void forget(HostSessions host) {
        host.running().forEach(session -> session.traffic.uncounted());
    }

    private static String reason(Sight sight) {
        return switch (sight) {
            case OPEN -> "no process that the log names runs here";
            case HIDDEN -> "processes of other users are hidden (hidepid or ProtectProc)";
            case CONTAINER -> "this is a container, the server's processes are outside";
            case NONE -> "there is no /proc to read";
        };
    }

    private static String described(ProcessInfo proof, PptpdDaemon daemon) {
        boolean logged = !proof.comm().equals("pptpd") || daemon.isLogged(proof);
        return proof.comm() + " " + proof.innerPid() + (logged ? " of the log" : ", beside a pppd of the log,")
                + " runs";
    }

    private static @Nullable ProcessInfo proof(LiveHost.View view, HostSessions host) {
        for (SessionEntry session : host.running()) {
            ProcessInfo process = session.named() ? new Sighting(view).process(session) : null;
            if (process != null) {
                return process;
            }
        }
        PptpdDaemon daemon = host.daemon();
        List<ProcessInfo> managers = view.processes().managers();
        ProcessInfo logged = only(managers.stream().filter(daemon::isLogged));
        return logged == null ? only(managers.stream().filter(daemon::isBeside)) : logged;
    }

    /** Of two containers that use the same numbers nobody knows which is the log's. */
    private static @Nullable ProcessInfo only(Stream<ProcessInfo> fitting) {
        List<ProcessInfo> all = fitting.toList();
        return all.size() == 1 ? all.get(0) : null;
    }

    /** The next looks may find none that the log names, as the last session was killed, and the log not to hold its begin. */
    private static void remember(ServerProcesses server, HostSessions host, OffsetDateTime looked) {
        List<ProcessInfo> managers = server.managers();
        Instant started = managers.size() == 1 ? managers.get(0).started() : null;
        if (started != null) {
            host.daemon().ranBeside(managers.get(0), started.atOffset(looked.getOffset()));
        }
    }

    private static void judge(
            SessionEntry session,
            LiveHost.View view,
            LiveHost now,
            OffsetDateTime looked,
            SessionTable table,
            HostSessions host) {
        ProcessInfo process = new Sighting(view).process(session);
        if (process == null) {
            session.traffic.uncounted();
            if (new Sighting(view).mayRun(session)) {
                session.clockSet(); // Or it is another one: in neither case do its stamps tell how long it is up.
            } else if (isSettled(session.started, looked.toInstant()) && view.sight() == Sight.OPEN) {
                host.inferEnd(session, looked);
            }
            return;
        }
        ProcessInfo parent = view.processes().find(process.parentPid());
        session.client(ClientSource.PROCESS, PppdCommand.of(process, parent).clientAddress());
        if (Adoption.isControl(parent) && !session.client.pptpSeen) {
            session.client.pptpSeen = true; // Whatever the lines say that were not lost.
            table.looked(session, looked);
        }
        if (session.adopted) {
            seen(session, view, now, looked, table);
        } else if (!session.cameUp() && new Sighting(view).isHeld(session) && isOld(session.started, looked)) {
            seenUp(session, now, looked, table);
        }
        String name = session.interfaceName;
        boolean lacks = session.user() == null || session.assignedAddress == null;
        if (name != null && lacks && session.cameUp()) {
            named(session, now.radiusAttributes(name));
        }
        count(session, process, view, now, looked.toInstant());
    }

    /** What a line would have told of another session. */
    private static void seen(
            SessionEntry session, LiveHost.View view, LiveHost now, OffsetDateTime looked, SessionTable table) {
        session.lastSeen = looked.isAfter(session.lastSeen) ? looked : session.lastSeen;
        if (session.interfaceName == null) {
            session.interfaceName = Adoption.interfaceOf(view, session.pid);
        }
        seenUp(session, now, looked, table);
    }

    /** What the lines of its addresses would have told, if they were lost; while IPv6 is up and IPv4 may follow it is not that. */
    private static void seenUp(SessionEntry session, LiveHost now, OffsetDateTime looked, SessionTable table) {
        String name = session.interfaceName;
        if (!session.up.interfaceSeen && name != null && !session.awaitsIpv4() && now.isUp(name)) {
            session.up.interfaceSeen = true;
            table.looked(session, looked);
        }
    }

    /** Whether the lines of its begin must have been read. */
    private static boolean isOld(OffsetDateTime started, OffsetDateTime looked) {
        return started.isBefore(looked.minus(Sighting.TOLD_WITHIN));
    }

    /** An interface comes again, and the file of one who was killed stays. */
    private static void named(SessionEntry session, @Nullable RadiusAttributes radius) {
        if (radius == null || radius.written().isBefore(session.started.toInstant())) {
            return;
        }
        if (radius.userName() != null) {
            session.user(UserSource.RADIUS, radius.userName());
        }
        if (session.assignedAddress == null) {
            session.assignedAddress = Addresses.literal(radius.framedAddress());
        }
    }

    private static void count(
            SessionEntry session, ProcessInfo process, LiveHost.View view, LiveHost now, Instant looked) {
        NetInterface net = new Sighting(view).netInterface(session);
        InterfaceCounters counters = net == null || !Sighting.holds(process, net) ? null : net.counters();
        Integer index = net == null || counters == null ? null : net.index();
        String name = session.interfaceName;
        if (counters == null && name != null && (net == null || process.pid() != process.innerPid())) {
            counters = now.countersBeside(process.pid(), name);
        }
        if (counters == null) {
            session.traffic.uncounted();
            return;
        }
        session.traffic.counted(
                new Traffic(counters.txOctets(), counters.rxOctets(), true),
                new LiveCounters(
                        index == null ? 0 : index,
                        counters.txPackets(),
                        counters.rxPackets(),
                        new LiveCounters.Losses(
                                counters.txErrors(), counters.rxErrors(), counters.txDropped(), counters.rxDropped())),
                looked);
    }

    private static boolean isSettled(OffsetDateTime firstLine, Instant looked) {
        return firstLine.toInstant().isBefore(looked.minus(SETTLED));
    }
}

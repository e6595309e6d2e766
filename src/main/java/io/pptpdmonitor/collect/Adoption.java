package io.pptpdmonitor.collect;

import io.pptpdmonitor.collect.SessionClient.ClientSource;
import io.pptpdmonitor.proc.LiveHost;
import io.pptpdmonitor.proc.NetInterface;
import io.pptpdmonitor.proc.ProcessInfo;
import io.pptpdmonitor.proc.Sight;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that run, and of which the log does not tell: its begin was rotated away, or lines got lost. They are taken up
 * with what the kernel shows; when the log names the pid later, that is told of the same session.
 *
 * <p>Only a child of pptpctrl is taken up, and none where the log tells of sessions that do not run here: it is another
 * host's then.
 */
final class Adoption {

    private final LiveHost.View view;
    private final ServerProcesses server;
    private final OffsetDateTime looked;
    private final HostSessions host;
    private final boolean ofThisHost;
    private int adopted;
    private @Nullable String untold;

    /**
     * @param server whose children may be taken up
     * @param proven whether a process that the log names was found
     */
    Adoption(LiveHost.View view, ServerProcesses server, OffsetDateTime looked, HostSessions host, boolean proven) {
        this.view = view;
        this.server = server;
        this.looked = looked;
        this.host = host;
        this.ofThisHost =
                view.sight() == Sight.OPEN && (proven || host.running().stream().allMatch(session -> session.adopted));
    }

    /** Takes up whom the log does not name. */
    void adopt(SessionTable table, @Nullable String hostName) {
        Set<Integer> known = host.running().stream().map(session -> session.pid).collect(Collectors.toSet());
        for (ProcessInfo pppd : server.all().named("pppd")) {
            ProcessInfo control = server.all().find(pppd.parentPid());
            Instant started = pppd.started();
            if (control == null || !isControl(control) || started == null) {
                continue;
            }
            if (isSettled(started) && !isAmong(known, pppd)) {
                adopt(table, hostName, pppd, control, OffsetDateTime.ofInstant(started, looked.getOffset()));
            }
        }
        for (SessionEntry session : host.running()) {
            if (session.adopted && !session.named()) {
                adopted++;
                // Also at the looks that follow: the log does not tell of it any better then.
                if (shouldBeTold(session.started) && new Sighting(view).process(session) != null) {
                    tellUntold(session.pid);
                }
            }
        }
    }

    /** Whether the log reaches back to where a pppd began. */
    private boolean shouldBeTold(OffsetDateTime started) {
        OffsetDateTime first = host.firstLine();
        return first == null || !started.isBefore(first.minus(Sighting.START_TOLERANCE));
    }

    private void tellUntold(int pid) {
        untold = "pppd " + pid + " has a session that the log does not tell of; if the log was"
                + " rotated, read its past, too (--rotate)";
    }

    /** Whether a pppd whose parent that is serves a client of pptpd's. */
    static boolean isControl(@Nullable ProcessInfo parent) {
        return parent != null && parent.comm().equals("pptpctrl");
    }

    private boolean isSettled(Instant started) {
        return started.isBefore(looked.toInstant().minus(Sighting.TOLD_WITHIN));
    }

    private static boolean isAmong(Set<Integer> pids, ProcessInfo pppd) {
        return pids.contains(pppd.innerPid()) || pids.contains(pppd.pid());
    }

    private void adopt(
            SessionTable table,
            @Nullable String hostName,
            ProcessInfo pppd,
            ProcessInfo control,
            OffsetDateTime started) {
        SessionEntry ended = host.of(pppd.innerPid());
        boolean takenForEnded = ended != null && !ended.started.isBefore(started.minus(Sighting.START_TOLERANCE));
        if (takenForEnded || !ofThisHost) {
            tellUntold(pppd.innerPid());
            return;
        }
        SessionEntry session = host.adopt(pppd.innerPid(), hostName, started);
        PppdCommand command = PppdCommand.of(pppd, control);
        session.controlPid = control.innerPid();
        session.client.pptpSeen = true;
        session.client(ClientSource.PROCESS, command.clientAddress());
        session.interfaceName = interfaceOf(view, pppd.innerPid());
        session.serverAddress = command.serverAddress();
        session.assignedAddress = command.assignedAddress();
        table.looked(session, looked);
    }

    /** The interface that the pppd of that number holds, by its pid file; null if none tells. */
    static @Nullable String interfaceOf(LiveHost.View view, int pid) {
        return view.interfaces().values().stream()
                .filter(net -> Integer.valueOf(pid).equals(net.holder()))
                .map(NetInterface::name)
                .findFirst()
                .orElse(null);
    }

    /** What the log should have told and did not; null where it told of all that began since its first line. */
    @Nullable String untold() {
        return untold;
    }

    /** How many sessions are known by /proc alone, as words behind others; empty if none is. */
    String told() {
        if (adopted == 0) {
            return "";
        }
        return "; of " + adopted + (adopted == 1 ? " session" : " sessions")
                + " the log does not hold the begin (--rotate reads its past)";
    }
}

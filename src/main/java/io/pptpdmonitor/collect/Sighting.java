package io.pptpdmonitor.collect;

import io.pptpdmonitor.proc.LiveHost;
import io.pptpdmonitor.proc.NetInterface;
import io.pptpdmonitor.proc.ProcessInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which process and which interface of a look are a session's: pids and names come again. */
record Sighting(LiveHost.View view) {

    /** How far the start of a process (boot time plus ticks) and its first line may lie apart; clocks are set. */
    static final Duration START_TOLERANCE = Duration.ofSeconds(10);

    /** The first lines of what runs for longer than this must have been read. */
    static final Duration TOLD_WITHIN = Duration.ofSeconds(30);

    @Nullable NetInterface netInterface(SessionEntry session) {
        String name = session.interfaceName;
        return name == null ? null : view.interfaces().get(name);
    }

    /**
     * Without a pid file the session's own line of the interface has to do: it was the last to name it. Not so of a pppd
     * in a container, whose interfaces are others than those that we see.
     */
    static boolean holds(ProcessInfo process, NetInterface net) {
        Integer holder = net.holder();
        return holder == null ? process.pid() == process.innerPid() : holder == process.innerPid();
    }

    /**
     * Whether a pppd has the session's pid that began at another time: the kernel gave the pid again, or the clock was
     * set. Its interface tells, if it is gone or somebody else's.
     */
    boolean mayRun(SessionEntry session) {
        NetInterface net = netInterface(session);
        Integer holder = net == null ? null : net.holder();
        boolean gone = net == null ? session.interfaceName != null : holder != null && holder != session.pid;
        return !gone
                && view.processes().loggedAs(session.pid).stream()
                        .anyMatch(process -> process.comm().equals("pppd"));
    }

    /** The process that still is the session's pppd, or null. */
    @Nullable ProcessInfo process(SessionEntry session) {
        List<ProcessInfo> candidates = view.processes().loggedAs(session.pid);
        for (ProcessInfo process : candidates) {
            if (process.comm().equals("pppd") && began(process, session.started, session.startSeen)) {
                return process;
            }
        }
        return null;
    }

    /** Whether the process began when its first line was written, or before where that was not seen. */
    static boolean began(ProcessInfo process, OffsetDateTime firstLine, boolean startSeen) {
        Instant started = process.started();
        if (started == null) {
            return false;
        }
        Duration later = Duration.between(started, firstLine.toInstant());
        boolean tooLate = later.compareTo(START_TOLERANCE.negated()) < 0;
        return !tooLate && (!startSeen || later.compareTo(START_TOLERANCE) <= 0);
    }

    /** Whether the interface that the log names is known to be its own. */
    boolean isHeld(SessionEntry session) {
        NetInterface net = netInterface(session);
        return net != null && Integer.valueOf(session.pid).equals(net.holder());
    }
}

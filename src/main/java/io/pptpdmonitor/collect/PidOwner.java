package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.LogEvent.ConnectTime;
import io.pptpdmonitor.log.LogEvent.ConnectionTerminated;
import io.pptpdmonitor.log.LogEvent.EndTold;
import io.pptpdmonitor.log.LogEvent.InterfaceAssigned;
import io.pptpdmonitor.log.LogEvent.OfPppd;
import io.pptpdmonitor.log.LogEvent.PluginDown;
import io.pptpdmonitor.log.LogEvent.PluginLoaded;
import io.pptpdmonitor.log.LogEvent.PppdExited;
import io.pptpdmonitor.log.LogEvent.PppdLaunched;
import io.pptpdmonitor.log.LogEvent.PppdStarted;
import io.pptpdmonitor.log.LogEvent.Statistics;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Service;
import java.time.OffsetDateTime;

/**
 * Whether a line under a session's pid is of that pppd, or of another one to which the kernel gave the pid again. Lines
 * that a pppd writes once, at its start, tell; each may be missing, twice, or late.
 */
final class PidOwner {

    /** Lines of a pppd that are overtaken by its own Exit. */
    private static final Span LATE = Span.ofSeconds(10);
    /** Within this time of its first line no other pppd has the pid: all other pids come first. */
    private static final Span YOUNG = Span.ofSeconds(5);
    /** The lines of one start follow each other faster, however busy the host is. */
    private static final Span STARTING = Span.ofSeconds(60);

    /** A line of its end may come this late after the line of its pptpctrl; syslog daemons queue. */
    private static final Span ENDING = Span.ofSeconds(60);

    private PidOwner() {}

    /** Whether a pppd writes such a line at its start only. */
    static boolean isStart(OfPppd event) {
        return event instanceof PppdLaunched
                || event instanceof PluginLoaded
                || event instanceof PppdStarted
                || event instanceof InterfaceAssigned;
    }

    /** Whether a pppd writes such a line when its session is about to end. */
    static boolean isEnding(OfPppd event) {
        return event instanceof ConnectTime
                || event instanceof Statistics
                || event instanceof ConnectionTerminated
                || event instanceof PluginDown
                || event instanceof PppdExited
                || event instanceof EndTold;
    }

    /** Whether the line shows that the pid of {@code session} has a new owner. */
    static boolean isAnother(SessionEntry session, LogRecord line, OfPppd event) {
        boolean start = isStart(event);
        if (start && !isLater(YOUNG, session.started, line.time())) {
            return false;
        }
        if (start && session.adopted && !session.named()) {
            // Its process began at that very moment, whenever its lines are read.
            return !STARTING.covers(session.started, line.time());
        }
        if (session.end.hasExited()) {
            boolean later = isLater(LATE, session.lastSeen, line.time());
            return start || (later && !session.spans(line.time())); // A log may hold some lines twice.
        }
        if (session.end.wasOverFor(isEnding(event) ? ENDING : LATE, line.time(), session.started)) {
            return true;
        }
        return start && startsAgain(session, line, event);
    }

    private static boolean startsAgain(SessionEntry session, LogRecord line, OfPppd event) {
        boolean stale = isLater(STARTING, session.lastSeen, line.time());
        if (event instanceof PppdLaunched) {
            return stale || !session.onlyLaunched();
        }
        if (event instanceof InterfaceAssigned) {
            // A pppd of another kind may dial again under its pid (option persist).
            // With the option multilink it has none before it has authenticated the peer.
            boolean again = session.negotiating && session.interfaceName != null;
            return session.service() == Service.PPTP && (again || stale);
        }
        return session.versionSeen || session.negotiating || stale;
    }

    /** Whether the line comes so long after the last one, or after the clock was set; one that is only late does not. */
    private static boolean isLater(Span span, OffsetDateTime last, OffsetDateTime line) {
        return span.isOver(last, line) || HostClock.isSet(last, line);
    }
}

package io.pptpdmonitor.collect;

import io.pptpdmonitor.collect.EndTelling.Rank;
import io.pptpdmonitor.collect.SessionClient.ClientSource;
import io.pptpdmonitor.log.LogEvent.*;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the lines of pptpctrl tell of the sessions of one host: whose client that is, and how its call ended. */
final class ControlEvidence {

    private final ControlConnections controls = new ControlConnections();
    private final PptpdDaemon daemon;
    private final RunningSessions running;
    private final IntFunction<@Nullable SessionEntry> sessionOf;

    /** @param sessionOf the session that a pid stands for, or null */
    ControlEvidence(PptpdDaemon daemon, RunningSessions running, IntFunction<@Nullable SessionEntry> sessionOf) {
        this.daemon = daemon;
        this.running = running;
        this.sessionOf = sessionOf;
    }

    /** Those that hold a slot of the manager that runs now. */
    int slotsUsed(OffsetDateTime asOf) {
        return controls.slotsUsed(daemon.generation(), asOf);
    }

    /**
     * Folds in a line of pptpctrl.
     *
     * @param order the line's number
     * @return the session it told of, or null
     */
    @Nullable SessionEntry apply(LogRecord line, OfControl event, long order) {
        ControlConnection control = owner(line, event, order);
        if (event instanceof ControlStarted started) {
            control.clientAddress = started.clientAddress();
        } else if (event instanceof ControlAddressed addressed) {
            control.remoteAddress = addressed.remoteAddress();
        } else if (event instanceof CallStarted) {
            control.callStarted(line.time());
        } else if (event instanceof ControlFinished ended) {
            control.clientAddress = ended.clientAddress();
            finish(control, line.time());
        } else if (event instanceof PppdReaped told) {
            return reaped(control, told.pppdPid(), line.time());
        } else if (event instanceof CallEndTold told) {
            return callEndTold(control, told, line, order);
        }
        return null;
    }

    private ControlConnection owner(LogRecord line, OfControl event, long order) {
        ControlConnection control = controls.get(line.pid());
        if (control != null && !control.isReplacedBy(event, line.time()) && !cannotHaveReaped(control, event)) {
            return control;
        }
        boolean first = event instanceof ControlLaunched || event instanceof ControlStarted;
        if (first) {
            pidTaken(line.pid(), line.time());
        } else {
            controlGone(line.pid(), line.time());
        }
        boolean begins = ControlConnection.begins(event);
        ControlConnection next = new ControlConnection(line.pid(), order, daemon.generation(), line.time(), begins);
        controls.add(next);
        return next;
    }

    /** Whether the pppd that is reaped began when this pptpctrl had called none for long. */
    private boolean cannotHaveReaped(ControlConnection control, OfControl event) {
        if (!(event instanceof PppdReaped told) || control.sessionOf(told.pppdPid()) != null) {
            return false;
        }
        SessionEntry session = sessionOf.apply(told.pppdPid());
        return session != null && control.beganLongBefore(session);
    }

    private void controlGone(int pid, OffsetDateTime time) {
        ControlConnection control = controls.get(pid);
        if (control != null && control.finishedAt() == null) {
            controls.finished(control, time);
            control.sessions.forEach(running::inferEnd);
        }
    }

    /** A new process has this pid, so whoever had it before is gone. */
    void pidTaken(int pid, OffsetDateTime time) {
        controlGone(pid, time);
        SessionEntry session = sessionOf.apply(pid);
        if (session != null) {
            running.inferEnd(session);
        }
    }

    private void finish(ControlConnection control, OffsetDateTime time) {
        SessionEntry only = onlyCalled(control);
        if (only != null) {
            only.end.abandoned(time);
            running.settle(only);
        }
        controls.finished(control, time);
        for (SessionEntry session : control.sessions) {
            control.tell(session);
            running.settle(session);
        }
    }

    /** Of a pptpctrl that named no pppd the session which it alone can have called, by the client and the time; else null. */
    private @Nullable SessionEntry onlyCalled(ControlConnection control) {
        if (!control.lacksPppd()) {
            return null;
        }
        List<SessionEntry> called = running.all().stream()
                .filter(session -> session.control == null && session.startSeen)
                .filter(control::mayHaveCalled)
                .toList();
        return called.size() == 1 && controls.isOnlyCaller(control, called.get(0)) ? called.get(0) : null;
    }

    private @Nullable SessionEntry reaped(ControlConnection control, int pppdPid, OffsetDateTime time) {
        SessionEntry mistaken = control.reaped(pppdPid);
        if (mistaken != null) {
            running.settle(mistaken);
        }
        if (pppdPid == 0) {
            return null;
        }
        SessionEntry session = control.sessionOf(pppdPid);
        if (session == null) {
            SessionEntry candidate = sessionOf.apply(pppdPid);
            if (candidate == null || !control.mayHaveForked(candidate, time)) {
                controls.reapedUnseen(control, pppdPid, time);
                return null;
            }
            session = candidate;
        }
        control.link(session);
        session.told(control.telling);
        session.end.reaped(time);
        running.settle(session);
        return session;
    }

    private @Nullable SessionEntry callEndTold(
            ControlConnection control, CallEndTold event, LogRecord line, long order) {
        Rank told = event.cause() == EndCause.LOST_SERVICE ? Rank.SERVICE_LOST : Rank.TOLD;
        EndTelling telling =
                new EndTelling(event.cause(), line.message(), event.weak() ? Rank.CONTROL_HINT : told, order);
        SessionEntry session = control.current();
        if (session == null || !session.controlNamed) {
            control.telling = EndTelling.better(control.telling, telling);
            return null;
        }
        session.told(telling);
        return session;
    }

    /** The manager says that this pptpctrl has ended. */
    void reaped(int controlPid, OffsetDateTime time) {
        ControlConnection control = controls.get(controlPid);
        if (control != null) {
            finish(control, time);
        }
    }

    /** Of a session whose first line was read just now a pptpctrl may have told already. */
    void opened(SessionEntry session) {
        ControlConnection reaper = controls.takeReaper(session.pid, session.started);
        if (reaper != null) {
            reaper.link(session);
            session.told(reaper.telling);
        }
    }

    /** Ties the pppd to the pptpctrl that told the same address, if that is one alone; never by "pid + 1". */
    void launched(SessionEntry session, @Nullable String remoteAddress, OffsetDateTime time) {
        ControlConnection parent = remoteAddress == null || session.control != null
                ? null
                : controls.awaiting(remoteAddress, session.pid, time);
        if (parent != null) {
            parent.guess(session);
        }
    }

    /** Ties the pppd to the pptpctrl of that client, where one waits for its pppd; else it calls a server itself. */
    void called(SessionEntry session, String peerAddress, OffsetDateTime time) {
        List<ControlConnection> callers = controls.awaitingFrom(peerAddress);
        if (session.control == null && callers.size() == 1 && callers.get(0).mayFork(time)) {
            callers.get(0).guess(session);
        } else if (!callers.isEmpty()) {
            session.client.pptpSeen = true;
            session.client(ClientSource.CONTROL, peerAddress);
        }
    }

    /** Nothing that ran before runs now. */
    void clear() {
        controls.clear();
    }

    /** Nothing more is expected of what ended before {@code time}. */
    void forgetBefore(OffsetDateTime time) {
        controls.forgetBefore(time);
    }

    /** @param sessions of this host that are known one by one */
    void save(StateOutput out, Collection<SessionEntry> sessions) {
        controls.save(
                out,
                sessions.stream()
                        .flatMap(session -> Stream.ofNullable(session.control))
                        .toList());
    }

    /** @param sessions by number */
    void restore(StateInput in, Map<Long, SessionEntry> sessions) throws DamagedStateException {
        controls.restore(in, sessions);
    }
}

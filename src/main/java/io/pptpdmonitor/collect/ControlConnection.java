package io.pptpdmonitor.collect;

import io.pptpdmonitor.collect.SessionEntry.ClientSource;
import io.pptpdmonitor.log.LogEvent.ControlLaunched;
import io.pptpdmonitor.log.LogEvent.ControlStarted;
import io.pptpdmonitor.log.LogEvent.OfControl;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One pptpctrl process. It may run no pppd, or one after another; each open one holds a slot of the pool. */
final class ControlConnection {

    /** A pptpctrl that was killed is gone when its pppd is gone since this many seconds. */
    private static final int KILLED_SECONDS = 10;

    /** Doubles of a line are this near, and no process has the pid of another so soon. */
    private static final Span DOUBLE = Span.ofSeconds(2);
    /** Between the end of a pppd and the line that says it was reaped. */
    private static final Span LATE = Span.ofSeconds(10);
    /** The lines of one start follow each other faster, however busy the host is. */
    private static final Span STARTING = Span.ofSeconds(60);

    final int pid;
    final long firstOrder;
    final int managerGeneration;
    /** When its first line was written, or the first one that is in the log. */
    final OffsetDateTime firstSeen;
    /** False where its begin is not in the log: then a pppd may be older than its first line. */
    final boolean startSeen;

    final List<SessionEntry> sessions = new ArrayList<>();

    @Nullable String clientAddress;

    /** The address its client is to get; with debug only. */
    @Nullable String remoteAddress;

    /** Why the call of a pppd ends that no line has tied to it yet. */
    @Nullable EndTelling telling;

    private int callsStarted;

    private @Nullable OffsetDateTime lastCallAt;
    /** How many sessions it had then. */
    private int sessionsAtCall;
    /** It has reaped its last pppd, which it does when it ends. */
    private boolean reaping;
    /** Sessions of it of which nothing more is expected. */
    private int sessionsArchived;

    private @Nullable OffsetDateTime finishedAt;

    ControlConnection(int pid, long firstOrder, int managerGeneration, OffsetDateTime firstSeen, boolean startSeen) {
        this.pid = pid;
        this.firstOrder = firstOrder;
        this.managerGeneration = managerGeneration;
        this.firstSeen = firstSeen;
        this.startSeen = startSeen;
    }

    /** Whether such a line is the begin of another pptpctrl that has the pid now. */
    boolean isReplacedBy(OfControl event, OffsetDateTime time) {
        if (DOUBLE.covers(firstSeen, time)) {
            return false;
        }
        boolean again = event instanceof ControlStarted && clientAddress != null;
        return finishedAt != null || event instanceof ControlLaunched || again;
    }

    /** Whether a pppd that has the pid it reaped is its own, and not an earlier owner of the pid. */
    boolean mayHaveForked(SessionEntry session, OffsetDateTime reaped) {
        if (session.control != null) {
            return false;
        }
        OffsetDateTime ended = session.ended();
        return startSeen ? session.lastOrder > firstOrder : ended == null || LATE.covers(ended, reaped);
    }

    /** The session is of this pptpctrl, and over if that has finished. */
    void link(SessionEntry session) {
        if (session.control == null) {
            session.control = this;
            session.controlPid = pid;
            sessions.add(session);
        }
        OffsetDateTime finished = finishedAt;
        if (finished != null) {
            session.end.controlEnded(finished);
        }
        session.client(ClientSource.CONTROL, clientAddress);
        session.changed();
    }

    /**
     * What was told of a call before is not of this one. The same line again is no other call; where it is one, and no
     * line has tied the pppd of the first, both are tied at the end only, if at all.
     */
    void callStarted(OffsetDateTime time) {
        OffsetDateTime before = lastCallAt;
        boolean again = before != null && DOUBLE.covers(before, time) && sessionCount() == sessionsAtCall;
        lastCallAt = time;
        sessionsAtCall = sessionCount();
        if (!again) {
            callsStarted++;
            telling = null;
        }
    }

    /** It says so of the last of its pppd alone, and ends then. */
    void reaped() {
        reaping = true;
    }

    /** Whether it has forked a pppd that no line has tied to it yet. */
    boolean awaitsPppd() {
        return sessionCount() < Math.max(1, callsStarted);
    }

    /** Whether there may be such a pppd at that moment: where lines tie one, they do so soon after the call. */
    private boolean mayRunAnother(OffsetDateTime asOf) {
        boolean soon = lastCallAt == null || !STARTING.isOver(lastCallAt, asOf);
        return awaitsPppd() && !reaping && (sessionCount() == 0 || soon);
    }

    private int sessionCount() {
        return sessions.size() + sessionsArchived;
    }

    /** Nothing more is expected of the session. */
    void archived(SessionEntry session) {
        sessionsArchived += sessions.remove(session) ? 1 : 0;
    }

    /** The session of the latest call, or null. */
    @Nullable SessionEntry current() {
        return sessions.isEmpty() || sessionCount() < callsStarted ? null : sessions.get(sessions.size() - 1);
    }

    /** The session of that pid that is tied to it, or null. */
    @Nullable SessionEntry sessionOf(int pppdPid) {
        for (SessionEntry session : sessions) {
            if (session.pid == pppdPid) {
                return session;
            }
        }
        return null;
    }

    /** The first line that says so counts. */
    void finished(OffsetDateTime time) {
        finishedAt = finishedAt == null ? time : finishedAt;
    }

    /** When it ended; null while it runs, as far as lines tell. */
    @Nullable OffsetDateTime finishedAt() {
        return finishedAt;
    }

    /**
     * Whether it still holds a slot. One that was killed writes no end; it is gone when its pppd is gone since a while,
     * as it would have waited for nothing else.
     */
    boolean holdsSlot(OffsetDateTime asOf) {
        if (finishedAt != null) {
            return false;
        }
        for (SessionEntry session : sessions) {
            OffsetDateTime ended = session.ended();
            if (ended == null || ended.isAfter(asOf.minusSeconds(KILLED_SECONDS))) {
                return true;
            }
        }
        return mayRunAnother(asOf);
    }

    void save(StateOutput out) {
        out.number(pid)
                .number(firstOrder)
                .number(managerGeneration)
                .time(firstSeen)
                .flag(startSeen);
        out.list(sessions, session -> out.number(session.number));
        out.text(clientAddress).text(remoteAddress);
        EndTelling.save(telling, out);
        out.number(callsStarted).time(lastCallAt).number(sessionsAtCall).flag(reaping);
        out.number(sessionsArchived).time(finishedAt);
    }

    /** @param known sessions by number, which are tied to it again */
    static ControlConnection read(StateInput in, Map<Long, SessionEntry> known) throws DamagedStateException {
        ControlConnection control =
                new ControlConnection(in.count(), in.number(), in.count(), in.needTime(), in.flag());
        for (long number : in.list(in::number)) {
            SessionEntry session = known.get(number);
            if (session == null) {
                throw new DamagedStateException("a control connection of a session that is not there");
            }
            session.control = control;
            control.sessions.add(session);
        }
        control.clientAddress = in.text();
        control.remoteAddress = in.text();
        control.telling = EndTelling.read(in);
        control.callsStarted = in.count();
        control.lastCallAt = in.time();
        control.sessionsAtCall = in.count();
        control.reaping = in.flag();
        control.sessionsArchived = in.count();
        control.finishedAt = in.time();
        return control;
    }
}

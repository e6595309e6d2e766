package io.pptpdmonitor.collect;

import io.pptpdmonitor.collect.SessionClient.ClientSource;
import io.pptpdmonitor.log.LogEvent.CallStarted;
import io.pptpdmonitor.log.LogEvent.ControlAddressed;
import io.pptpdmonitor.log.LogEvent.ControlFinished;
import io.pptpdmonitor.log.LogEvent.ControlLaunched;
import io.pptpdmonitor.log.LogEvent.ControlStarted;
import io.pptpdmonitor.log.LogEvent.OfControl;
import io.pptpdmonitor.log.LogEvent.PppdReaped;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One pptpctrl process. It may run no pppd, or one after another; each open one holds a slot of the pool. Whose pppd one is
 * may be guessed at first, by what both told; the line that names the pppd decides.
 */
final class ControlConnection {

    /** A pptpctrl that was killed is gone when its pppd is gone since this many seconds. */
    private static final int KILLED_SECONDS = 10;

    /** Doubles of a line are this near, and no process has the pid of another so soon. */
    private static final Span DOUBLE = Span.ofSeconds(2);
    /** Between the end of a pppd and the line that says it was reaped. */
    private static final Span LATE = Span.ofSeconds(10);
    /** The lines of one start follow each other faster, however busy the host is. */
    private static final Span STARTING = Span.ofSeconds(60);
    /** From the call to the first line of its pppd: a second at most in the recordings. */
    private static final Span FORKING = Span.ofSeconds(10);
    /** Syslog daemons queue: so late may its last lines come, and no later. */
    private static final Span QUEUED = Span.ofSeconds(60);

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
    /** The last of its pppd, which it reaps when it ends; 0 if it had none, null as long as it has not said so. */
    private @Nullable Integer reaped;
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

    /** Whether a pptpctrl writes such a line before its pppd runs. */
    static boolean begins(OfControl event) {
        return event instanceof ControlLaunched
                || event instanceof ControlStarted
                || event instanceof ControlAddressed
                || event instanceof CallStarted;
    }

    /** Whether such a line is of another pptpctrl that has the pid now. */
    boolean isReplacedBy(OfControl event, OffsetDateTime time) {
        if (DOUBLE.covers(firstSeen, time)) {
            return false;
        }
        boolean first = event instanceof ControlLaunched || event instanceof ControlAddressed;
        boolean again = event instanceof ControlStarted && clientAddress != null;
        return first || again || (begins(event) && finishedAt != null) || isGone(time) || isContradictedBy(event);
    }

    /** Whether nothing more can come of it: it ends with the last of its pppd. */
    private boolean isGone(OffsetDateTime time) {
        OffsetDateTime finished = finishedAt;
        if (finished != null) {
            return QUEUED.isOver(finished, time);
        }
        for (SessionEntry session : sessions) {
            OffsetDateTime ended = session.ended();
            if (ended == null || !QUEUED.isOver(ended, time)) {
                return false;
            }
        }
        return !awaitsPppd();
    }

    /** It has one client, and reaps one pppd. */
    private boolean isContradictedBy(OfControl event) {
        Integer reapedBefore = reaped;
        if (event instanceof PppdReaped told) {
            return reapedBefore != null && reapedBefore != told.pppdPid();
        }
        return event instanceof ControlFinished told
                && clientAddress != null
                && !clientAddress.equals(told.clientAddress());
    }

    /** Whether a pppd that has the pid it reaped is its own, and not an earlier owner of the pid. */
    boolean mayHaveForked(SessionEntry session, OffsetDateTime reapedAt) {
        if (session.controlNamed) {
            return false;
        }
        OffsetDateTime ended = session.ended();
        boolean later = session.lastOrder > firstOrder && !LATE.isOver(session.started, firstSeen);
        return startSeen ? later : ended == null || LATE.covers(ended, reapedAt);
    }

    /** Whether it had called nobody for long when the pppd began: then an earlier owner of its pid had. */
    boolean beganLongBefore(SessionEntry session) {
        return startSeen && STARTING.isOver(lastSign(), session.started);
    }

    /** Whether a pppd that begins now may be that of its call. */
    boolean mayFork(OffsetDateTime now) {
        return mayServe() && !FORKING.isOver(lastSign(), now);
    }

    /** Of its call, or of itself while it has made none. */
    private OffsetDateTime lastSign() {
        return lastCallAt == null ? firstSeen : lastCallAt;
    }

    /** The session seems to be of this pptpctrl, by what both told. */
    void guess(SessionEntry session) {
        tie(session);
        tell(session);
    }

    /** A line says that the session is of this pptpctrl, which counts more than a guess. */
    void link(SessionEntry session) {
        ControlConnection guessed = session.control;
        if (guessed != this && guessed != null) {
            guessed.untie(session);
        }
        tie(session);
        session.controlNamed = true;
        tell(session);
    }

    private void tie(SessionEntry session) {
        if (session.control == null) {
            session.control = this;
            session.controlPid = pid;
            sessions.add(session);
        }
    }

    /** It is of another one, whatever was guessed. */
    private void untie(SessionEntry session) {
        sessions.remove(session);
        session.control = null;
        session.controlPid = null;
        session.forgetControl();
    }

    /** The session is over if this has finished, and may be if it is of this one by a guess. */
    void tell(SessionEntry session) {
        OffsetDateTime finished = finishedAt;
        if (finished != null && session.controlNamed) {
            session.end.controlEnded(finished);
        } else if (finished != null) {
            session.end.abandoned(finished);
            tellWhyCurrentEnds();
        }
        session.client(ClientSource.CONTROL, clientAddress);
        session.changed();
    }

    private void tellWhyCurrentEnds() {
        SessionEntry current = current();
        if (current != null) {
            current.told(telling);
        }
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
            tellWhyCurrentEnds();
            callsStarted++;
            telling = null;
        }
    }

    /**
     * It says so of the last of its pppd alone, and ends then.
     *
     * @return the session that was taken for the last one, and is not; null if none was
     */
    @Nullable SessionEntry reaped(int pppdPid) {
        SessionEntry guessed = current();
        reaped = pppdPid;
        if (guessed == null || guessed.pid == pppdPid || guessed.controlNamed) {
            return null;
        }
        untie(guessed);
        return guessed;
    }

    /** Whether it called a pppd, and no line told which. */
    boolean lacksPppd() {
        return callsStarted > 0 && mayServe();
    }

    private boolean mayServe() {
        return awaitsPppd() && reaped == null;
    }

    /** Whether it called when the pppd began, and its client is the same. */
    boolean mayHaveCalled(SessionEntry session) {
        return clientAddress != null && clientAddress.equals(session.clientAddress()) && calledWith(session);
    }

    /** Whether the pppd may be its own for all that is known, which may be little. */
    boolean isRival(SessionEntry session) {
        boolean over = finishedAt != null && finishedAt.isBefore(session.started);
        boolean same = clientAddress == null || clientAddress.equals(session.clientAddress());
        return !over && same && mayServe() && (lastCallAt == null || calledWith(session));
    }

    private boolean calledWith(SessionEntry session) {
        OffsetDateTime called = lastCallAt;
        return called != null && !FORKING.isOver(called, session.started) && !DOUBLE.isOver(session.started, called);
    }

    /** Whether it has forked a pppd that no line has tied to it yet. */
    boolean awaitsPppd() {
        return sessionCount() < Math.max(1, callsStarted);
    }

    /** Whether there may be such a pppd at that moment: where lines tie one, they do so soon after the call. */
    private boolean mayRunAnother(OffsetDateTime asOf) {
        boolean soon = lastCallAt == null || !STARTING.isOver(lastCallAt, asOf);
        return mayServe() && (sessionCount() == 0 || soon);
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
        out.number(callsStarted).time(lastCallAt).number(sessionsAtCall).optional(reaped);
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
        control.reaped = in.optionalInteger();
        control.sessionsArchived = in.count();
        control.finishedAt = in.time();
        return control;
    }
}

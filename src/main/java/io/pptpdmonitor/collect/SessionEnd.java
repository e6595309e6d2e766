package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether, when and why a session ended: what each line told of it, in whatever order they came. */
final class SessionEnd {

    private static final Set<EndCause> NEVER_UP =
            EnumSet.of(EndCause.AUTH_FAILED, EndCause.NEGOTIATION_FAILED, EndCause.PORT_ERROR);

    /** Lines of several processes are out of order by less. */
    private static final Span LATE = Span.ofSeconds(10);

    /** IP went down, or the link: Exit. may follow much later, and the interface may be somebody else's before it. */
    private boolean goingDown;
    /** The link is closed, and nothing but Exit. should follow. */
    private boolean terminated;

    private boolean beginSeen = true;

    private @Nullable OffsetDateTime exitedAt;
    private @Nullable OffsetDateTime reapedAt;
    private @Nullable OffsetDateTime controlEndedAt;
    private @Nullable OffsetDateTime abandonedAt;
    private @Nullable OffsetDateTime diedAt;
    private @Nullable EndCause inferred;
    private @Nullable EndTelling telling;
    private @Nullable EndTelling refused;
    private @Nullable SignalWave wave;
    /** To be told once, when the session has ended. */
    private @Nullable Runnable watcher;

    /** Of a session that runs: who is told when it has ended, whatever says so. */
    void watch(Runnable told) {
        watcher = told;
    }

    private void tellWatcher() {
        Runnable told = watcher;
        watcher = null;
        if (told != null) {
            told.run();
        }
    }

    /** Says whether anything was read of it before its end began: a hint alone tells little without what came before. */
    void begun(boolean seen) {
        beginSeen = seen;
    }

    /** The link is there, for the first time or again. */
    void linkConnected() {
        terminated = false;
    }

    void goesDown() {
        goingDown = true;
    }

    boolean goingDown() {
        return goingDown;
    }

    void linkTerminated() {
        goingDown = true;
        terminated = true;
    }

    void exited(OffsetDateTime time) {
        exitedAt = time;
        tellWatcher();
    }

    boolean hasExited() {
        return exitedAt != null;
    }

    /** It could not begin, and ends without the line that others end with. */
    void died(OffsetDateTime time) {
        diedAt = time;
        tellWatcher();
    }

    /** pptpctrl said that it ends this pppd; lines of it may still follow. */
    void reaped(OffsetDateTime time) {
        reapedAt = reapedAt == null ? time : reapedAt;
    }

    /** Its pptpctrl is over, and so is the pppd: pptpctrl waits for it. */
    void controlEnded(OffsetDateTime time) {
        controlEndedAt = controlEndedAt == null ? time : controlEndedAt;
        tellWatcher();
    }

    /** A pptpctrl that seems to be its own is over; no line of that named this pppd. */
    void abandoned(OffsetDateTime time) {
        abandonedAt = abandonedAt == null ? time : abandonedAt;
    }

    /** It was another one's. */
    void notAbandoned() {
        abandonedAt = null;
    }

    /** Whether a line of it that is not about its end would tell something of that. */
    boolean isInDoubt() {
        return abandonedAt != null || !beginSeen;
    }

    /** A line of it was read that is not about its end: whoever goes on was not abandoned. */
    void goesOn(OffsetDateTime time) {
        beginSeen = true;
        if (abandonedAt != null && LATE.isOver(abandonedAt, time)) {
            abandonedAt = null;
        }
    }

    /**
     * Whether it was over for longer than that though no line of its own said so: its pptpctrl was, or had reaped it and
     * nothing followed. What was over before the first line of the session says nothing of it.
     */
    boolean wasOverFor(Span length, OffsetDateTime now, OffsetDateTime started) {
        OffsetDateTime over = over();
        return over != null && length.isOver(over, now) && !over.isBefore(started);
    }

    private @Nullable OffsetDateTime over() {
        if (controlEndedAt != null) {
            // An earlier pptpctrl of that pid may be taken for its own, if the line that shows the new one is missing.
            return reapedAt != null && reapedAt.isAfter(controlEndedAt) ? reapedAt : controlEndedAt;
        }
        return diedAt != null ? diedAt : inferred != null ? reapedAt : null;
    }

    void inferred(EndCause cause) {
        inferred = cause;
        tellWatcher();
    }

    /**
     * A login that was refused is why a session never came up; one that came up after it ended for another reason.
     *
     * @param cameUp whether it had an address before
     */
    void told(@Nullable EndTelling told, boolean cameUp) {
        if (told != null && told.cause() == EndCause.AUTH_FAILED && !cameUp) {
            refused = EndTelling.better(refused, told);
        } else {
            telling = EndTelling.better(telling, told);
        }
    }

    @Nullable SignalWave signals() {
        return wave;
    }

    void signalled(SignalWave signals) {
        wave = signals;
    }

    /** Whether nothing was read but that it ends, and no reason that only a session has which never came up. */
    boolean isAllThatIsKnown() {
        EndTelling told = telling(State.FAILED);
        boolean reason = told != null && NEVER_UP.contains(told.cause());
        return !beginSeen && diedAt == null && !reason;
    }

    boolean negotiationFailed() {
        EndTelling told = telling;
        return told != null && told.cause() == EndCause.NEGOTIATION_FAILED;
    }

    /** When it ended; null while it runs. */
    @Nullable OffsetDateTime at(OffsetDateTime lastSeen) {
        if (exitedAt != null) {
            return exitedAt;
        }
        if (diedAt != null) {
            return diedAt;
        }
        if (controlEndedAt != null || (inferred != null && reapedAt != null)) {
            return reapedAt != null ? reapedAt : controlEndedAt;
        }
        boolean silent = abandonedAt != null && abandonedAt.isAfter(lastSeen);
        return inferred == null ? null : silent ? abandonedAt : lastSeen;
    }

    /** Whether its link was said to be down, and has not come up again. */
    boolean isTerminated() {
        return terminated;
    }

    /** Whether it was said that it ends, and only its last line is to come. */
    boolean isClosing() {
        return reapedAt != null || abandonedAt != null || terminated;
    }

    /** The stamp of the last line that was about it, pptpctrl's too. */
    OffsetDateTime lastTold(OffsetDateTime lastSeen) {
        OffsetDateTime told = reapedAt != null ? reapedAt : abandonedAt;
        return told != null && told.isAfter(lastSeen) ? told : lastSeen;
    }

    /** Of a session that was up. */
    State state() {
        return seen() || goingDown ? State.CLOSED : State.LOST;
    }

    private boolean seen() {
        return exitedAt != null || controlEndedAt != null || reapedAt != null || abandonedAt != null || diedAt != null;
    }

    @Nullable EndCause cause(State state) {
        if (!state.ended()) {
            return null;
        }
        EndTelling told = telling(state);
        if (told == null) {
            return untoldCause(state);
        }
        if (told.cause() == EndCause.LOST_SERVICE && state == State.FAILED) {
            return EndCause.NEGOTIATION_FAILED;
        }
        SignalWave signals = wave;
        boolean all = told.cause() == EndCause.ADMIN_RESET && signals != null && signals.tookAll();
        return all ? EndCause.ADMIN_REBOOT : told.cause();
    }

    private EndCause untoldCause(State state) {
        if (inferred == EndCause.NAS_REBOOT) {
            return EndCause.NAS_REBOOT;
        }
        boolean silent = state == State.LOST || (state == State.FAILED && !seen());
        return silent ? EndCause.LOST : EndCause.UNKNOWN;
    }

    /** The line that told why. */
    @Nullable String text(State state) {
        EndTelling told = telling(state);
        return state.ended() && told != null ? told.text() : null;
    }

    private @Nullable EndTelling telling(State state) {
        EndTelling told = state == State.FAILED && refused != null ? refused : telling;
        boolean hint = told != null && !beginSeen && told.rank().isHint();
        return hint ? null : told;
    }

    /** Without the signals, which several sessions share. */
    void save(StateOutput out) {
        out.flag(goingDown).flag(terminated).flag(beginSeen);
        out.time(exitedAt).time(reapedAt).time(controlEndedAt).time(abandonedAt);
        out.time(diedAt).choice(inferred);
        EndTelling.save(telling, out);
        EndTelling.save(refused, out);
    }

    void restore(StateInput in) throws DamagedStateException {
        goingDown = in.flag();
        terminated = in.flag();
        beginSeen = in.flag();
        exitedAt = in.time();
        reapedAt = in.time();
        controlEndedAt = in.time();
        abandonedAt = in.time();
        diedAt = in.time();
        inferred = in.choice(EndCause.class);
        telling = EndTelling.read(in);
        refused = EndTelling.read(in);
    }
}

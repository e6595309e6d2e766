package io.pptpdmonitor.model;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot tells of the time from {@code begin} (exclusive) to {@code end}. It looks at the stamps of what
 * happened, so that it holds over a restart, too. What is stamped later than the end counts: the clocks differ; of a host whose
 * log is ahead, it ends with its last line. Where it begins before what was read of the log does, or there is a gap in it, or
 * the clocks differ by more than is usual, all that it counts is counted at least. Not thread-safe.
 */
public final class Window {

    private final Snapshot snapshot;
    private final List<Session> late;
    private final Instant begin;
    private final Instant end;
    private final Duration length;
    private final ClocksAhead clocks;
    private @Nullable List<Session> ends;

    /** What the snapshot tells of that length of time, looking back from {@code end}. */
    public Window(Instant end, Duration length, Snapshot snapshot) {
        this(end, length, snapshot, since -> List.of());
    }

    /** Likewise; {@code late} are the ended sessions of which no stamp tells that they ended since then. */
    public Window(Instant end, Duration length, Snapshot snapshot, Function<Instant, List<Session>> late) {
        this.begin = end.minus(length);
        this.end = end;
        this.length = length;
        this.clocks = snapshot.health().clocksAhead();
        this.snapshot = snapshot;
        this.late = late.apply(begin);
    }

    /**
     * Whether the log was read without a gap since it began, and its clock is about ours; if not, what is counted in it may be
     * more: a last line of the future may be a stray one.
     */
    public boolean isCovered() {
        return isRead() && clocks.text(end).isEmpty();
    }

    private boolean isRead() {
        OffsetDateTime read = snapshot.health().begins();
        return read != null && !read.toInstant().isAfter(begin);
    }

    /** Why it is not {@link #isCovered covered}, and what would help, as a clause; empty where it is. */
    public String missing() {
        OffsetDateTime read = snapshot.health().begins();
        if (isRead()) {
            return clocks.text(end);
        }
        if (read == null) {
            return "since when the log is read without a gap is not known";
        }
        Instant until = read.toInstant().isBefore(end) ? read.toInstant() : end;
        return "the log is read without a gap since " + Stamp.text(read) + " only, "
                + Elapsed.rough(Duration.between(begin, until).toSeconds())
                + " are missing"
                + (leavesOlder() ? "; its older files may tell them (--rotate)" : "");
    }

    private boolean leavesOlder() {
        return snapshot.health().sources().stream().anyMatch(Health.Source::leavesOlder);
    }

    /** The sessions that were up and ended in it. */
    public List<Session> ends() {
        List<Session> found = ends;
        if (found == null) {
            found = Stream.concat(ended(true).stream(), late.stream()).toList();
            ends = found;
        }
        return found;
    }

    /** The sessions that never were up and ended in it, for another reason than a refused login. */
    public List<Session> negotiationFailures() {
        return ended(false).stream()
                .filter(session -> session.endCause() != EndCause.AUTH_FAILED)
                .toList();
    }

    /** The failed logins, the last one first. A list is in the order of reading: of several hosts not all clocks agree. */
    public List<Failure> authFailures() {
        List<Failure> all = snapshot.failures();
        List<Failure> found = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (holds(all.get(i).time(), all.get(i).host())) {
                found.add(all.get(i));
            }
        }
        return found;
    }

    /** How many sessions were up when it began. */
    public long upBefore() {
        return snapshot.up().filter(this::upAtBegin).count()
                + ends().stream().filter(this::upAtBegin).count();
    }

    /** The sessions that came up in it; where only its start is known, those that started in it. */
    public List<Session> cameUp() {
        return Stream.concat(snapshot.up(), ends().stream())
                .filter(session -> !upAtBegin(session))
                .toList();
    }

    /** Whether the snapshot lists all that {@link #ends} asks for; an agent elsewhere lists the newest only. */
    public boolean listsEnds() {
        NotShown left = left();
        return listsOlder(true) || (left != null && left.sessions() == 0);
    }

    /** Likewise of {@link #negotiationFailures}. */
    public boolean listsNegotiationFailures() {
        if (listsOlder(false)) {
            return true;
        }
        NotShown left = left();
        if (left != null && left.failures() != null) {
            return left.sessions() == 0;
        }
        long listed = snapshot.latestEnded(Integer.MAX_VALUE, false)
                .filter(session -> session.endCause() != EndCause.AUTH_FAILED)
                .count();
        return listed >= snapshot.server().totals().negotiationFailures();
    }

    /** Likewise of {@link #authFailures}; of several in one session an agent elsewhere lists the last only. */
    public boolean listsAuthFailures() {
        List<Failure> all = snapshot.failures();
        NotShown left = left();
        Long dropped = left == null ? null : left.failures();
        return dropped == null
                ? all.size() >= snapshot.server().totals().authFailures()
                : dropped == 0
                        || all.stream()
                                .anyMatch(failure -> !failure.time().toInstant().isAfter(begin));
    }

    private @Nullable NotShown left() {
        return snapshot.health().notShown();
    }

    /** Whether an ended session is listed that ended before: it is the oldest ones that a list leaves out. */
    private boolean listsOlder(boolean cameUp) {
        int listed = snapshot.endedSince(begin, cameUp).size();
        return snapshot.latestEnded(listed + 1, cameUp)
                .anyMatch(session -> !endOf(session).toInstant().isAfter(begin));
    }

    /** Those that came up in it behind an earlier one of the same known user that had ended in it. */
    public List<Session> reconnects() {
        Map<String, Session> first = new HashMap<>();
        for (Session session : ends()) {
            String user = session.user();
            if (user != null) {
                first.merge(user, session, (one, other) -> endOf(one).isAfter(endOf(other)) ? other : one);
            }
        }
        return Stream.concat(snapshot.up(), ends().stream())
                .filter(session -> follows(session, first.get(session.user())))
                .toList();
    }

    /** Whether a session came up or ended in it whose user is not known. */
    public boolean unnamed() {
        return snapshot.up().anyMatch(session -> session.user() == null)
                || ends().stream().anyMatch(session -> session.user() == null);
    }

    private static boolean follows(Session session, @Nullable Session earlier) {
        OffsetDateTime up = began(session);
        return up != null
                && earlier != null
                && earlier.number() != session.number()
                && !endOf(earlier).isAfter(up);
    }

    /** Where its coming up was not seen, it was up when the log began. */
    private boolean upAtBegin(Session session) {
        OffsetDateTime began = began(session);
        return began == null || !holds(began, session.host());
    }

    /** An agent elsewhere tells when a session started, and not when it came up. */
    private static @Nullable OffsetDateTime began(Session session) {
        return session.up() != null ? session.up() : session.startSeen() ? session.started() : null;
    }

    private boolean holds(OffsetDateTime time, @Nullable String host) {
        return time.toInstant().isAfter(clocks.begin(host, end, length));
    }

    private List<Session> ended(boolean cameUp) {
        return snapshot.endedSince(begin, cameUp).stream()
                .filter(session -> holds(endOf(session), session.host()))
                .toList();
    }

    private static OffsetDateTime endOf(Session session) {
        return Objects.requireNonNull(session.ended());
    }
}

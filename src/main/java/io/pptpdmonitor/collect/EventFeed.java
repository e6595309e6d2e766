package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Event;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.State;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of what happens to sessions, each once. An event waits for what belongs to it and comes a moment later
 * (the name, the address of a client whose pptpctrl speaks last), but not for long: by the log's stamps, or by the clock
 * where the log is silent. Holds the sessions that run or wait, no others. Not thread-safe.
 */
final class EventFeed {

    private static final Duration GRACE = Duration.ofSeconds(5);
    /** A pppd that refused a login has gone by then, and its pptpctrl told the address. */
    private static final Duration GRACE_OF_REFUSED = Duration.ofSeconds(60);
    /** A stamp so much older than one before it shows that the clock was set back. */
    private static final Duration SET_BACK = Duration.ofMinutes(1);

    /** What the feed asks of others. */
    interface Knowledge {
        /** Looks for its name where the log has none. */
        void name(SessionEntry session);

        /** Whether it is the name of one of the server's users; null if that is not known. */
        @Nullable Boolean isUser(String name);
    }

    /** What was told of one session. */
    private static final class Told {
        final SessionEntry session;
        boolean up;
        boolean named;
        int failures;
        /** Since when something waits, by the log's stamps and by the clock. */
        @Nullable OffsetDateTime since;

        @Nullable Instant noticed;

        Told(SessionEntry session) {
            this.session = session;
        }

        void waits(OffsetDateTime now) {
            since = since == null ? now : since;
        }

        private Duration grace() {
            boolean refused = session.ended() == null && !session.cameUp() && !session.failures.isEmpty();
            return refused ? GRACE_OF_REFUSED : GRACE;
        }

        boolean isOverdue(LogRecord line) {
            OffsetDateTime begin = since;
            OffsetDateTime now = line.time();
            return begin != null
                    && Objects.equals(line.host(), session.host)
                    && (begin.plus(grace()).isBefore(now) || now.isBefore(begin.minus(SET_BACK)));
        }

        /** The first time it is asked it begins to count. */
        boolean isOverdue(Instant now) {
            noticed = noticed == null ? now : noticed;
            return !now.isBefore(noticed.plus(grace()));
        }

        void waitsNoMore() {
            since = null;
            noticed = null;
        }
    }

    private final Consumer<Event> sink;
    private final Set<Service> services;
    private final Knowledge knowledge;
    private final Map<SessionEntry, Told> open = new HashMap<>();
    private final Set<Told> waiting = new LinkedHashSet<>();
    private long newest;
    private long lookedAt;

    /** Tells nothing of what has happened to the sessions {@code before}. */
    EventFeed(Consumer<Event> sink, Set<Service> services, Knowledge knowledge, List<SessionEntry> before) {
        this.sink = sink;
        this.services = services;
        this.knowledge = knowledge;
        before.forEach(this::past);
    }

    private void past(SessionEntry session) {
        newest = Math.max(newest, session.number);
        if (session.ended() == null) {
            Told told = new Told(session);
            told.up = session.isUp();
            told.named = session.user() != null;
            told.failures = session.failures.size();
            open.put(session, told);
        }
    }

    /** How many sessions it holds. */
    int held() {
        return open.size() + waiting.size();
    }

    /** Something of the whole server was told. */
    void server(Event.Type type, LogRecord line, long count) {
        boolean counts = type == Event.Type.LINES_LOST || services.contains(Service.PPTP);
        if (counts) {
            sink.accept(new Event.OfServer(type, line.time(), line.host(), line.pid(), count));
        }
    }

    /** A line was read, of this session or of none. */
    void read(LogRecord line, @Nullable SessionEntry session) {
        if (session != null) {
            touched(session, line.time());
        }
        tellOverdue(line);
    }

    /** Something was told of it, by a line or by what a line means for others. */
    void touched(SessionEntry session, OffsetDateTime time) {
        if (session.number > newest) {
            newest = session.number;
            open.put(session, new Told(session));
        }
        Told told = open.get(session);
        if (told != null) {
            review(told, time, false);
        }
    }

    /** All was read that there is now. */
    void looked(Instant now) {
        for (Told told : List.copyOf(waiting)) {
            if (told.isOverdue(now)) {
                review(told, told.session.lastSeen, true);
            }
        }
    }

    /** Nothing more will come: tells what waits. */
    void finish() {
        List.copyOf(waiting).forEach(told -> review(told, told.session.lastSeen, true));
    }

    /** Looks once for each second of the log. */
    private void tellOverdue(LogRecord line) {
        long second = line.time().toEpochSecond();
        if (waiting.isEmpty() || second == lookedAt) {
            return;
        }
        lookedAt = second;
        for (Told told : List.copyOf(waiting)) {
            if (told.isOverdue(line)) {
                review(told, line.time(), true);
            }
        }
    }

    /** Tells what is certain by now; all that there is if {@code overdue}. */
    private void review(Told told, OffsetDateTime time, boolean overdue) {
        SessionEntry session = told.session;
        boolean over = session.ended() != null;
        boolean complete = overdue || (over && isSettled(session));
        boolean upWaits = tellUp(told, overdue || over);
        boolean waits = tellFailures(told, complete) || upWaits;
        tellName(told);
        if (complete && over) {
            tellEnd(told);
            open.remove(session);
            waits = false;
        } else {
            waits |= over;
        }
        // What is overdue and still not certain, such as its service, waits for its next line.
        if (waits && !overdue) {
            told.waits(time);
            waiting.add(told);
        } else {
            told.waitsNoMore();
            waiting.remove(told);
        }
    }

    /** Whether the last word on it was read, pptpctrl's and its own. */
    private static boolean isSettled(SessionEntry session) {
        ControlConnection control = session.control;
        return control != null && control.finishedAt() != null && session.end.hasExited();
    }

    private boolean counts(SessionEntry session) {
        return services.contains(session.service());
    }

    private boolean tellUp(Told told, boolean now) {
        SessionEntry session = told.session;
        if (told.up || !session.cameUp()) {
            return false;
        }
        knowledge.name(session);
        boolean whole = session.assignedAddress != null && session.user() != null;
        if (!counts(session) || !(now || whole)) {
            return true;
        }
        told.up = true;
        told.named = session.user() != null;
        OffsetDateTime up = session.up();
        if (up == null && !session.startSeen && session.ended() != null) {
            told.named = true;
            return false; // It came up before the log begins: when is not known, and that it did is no news.
        }
        up = up == null ? session.started : up;
        sink.accept(new Event.OfSession(Event.Type.SESSION_UP, up, session.judge(up)));
        return false;
    }

    private void tellName(Told told) {
        SessionEntry session = told.session;
        if (!told.up || told.named) {
            return;
        }
        knowledge.name(session);
        if (session.user() != null) {
            told.named = true;
            OffsetDateTime up = session.up() == null ? session.started : session.up();
            sink.accept(new Event.OfSession(Event.Type.SESSION_NAMED, up, session.judge(session.lastSeen)));
        }
    }

    private boolean tellFailures(Told told, boolean now) {
        SessionEntry session = told.session;
        if (told.failures == session.failures.size()) {
            return false;
        }
        if (!counts(session) || !(now || session.clientCertain())) {
            return true;
        }
        for (FailureEntry failure : new ArrayList<>(session.failures.subList(told.failures, session.failures.size()))) {
            sink.accept(
                    new Event.OfLogin(failure.failure(), session.judge(failure.time), knowledge.isUser(failure.user)));
        }
        told.failures = session.failures.size();
        return false;
    }

    private void tellEnd(Told told) {
        SessionEntry session = told.session;
        OffsetDateTime ended = session.ended();
        if (ended == null || !counts(session) || !session.isTold()) {
            return;
        }
        Session judged = session.judge(ended);
        if (judged.state() != State.FAILED) {
            sink.accept(new Event.OfSession(Event.Type.SESSION_END, ended, judged));
        } else if (judged.endCause() != EndCause.AUTH_FAILED || session.failures.isEmpty()) {
            sink.accept(new Event.OfSession(Event.Type.NEGOTIATION_FAILED, ended, judged));
        }
    }
}

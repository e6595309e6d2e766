package io.pptpdmonitor.alert;

import io.pptpdmonitor.model.Event;
import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Collects the sessions that come and go, until somebody takes them once a second. What happened long ago is no news, and
 * of more than are told one by one it is told that there were more. None is told before a snapshot shows it: the figures
 * beside it would be of before. {@link #accept} and {@link #collected} are for the thread that collects, and those that read for it, {@link #take} is for
 * another one.
 */
public final class SessionNews {

    private final NotifySettings settings;
    private final InstantSource clock;
    private Batch fresh = new Batch();
    /** Those that the snapshots of now show. */
    private Batch shown = new Batch();

    /** The sessions that were up at the last look: the end of one of these is news, whenever it was. */
    private Set<Long> up = Set.of();

    public SessionNews(NotifySettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Something happened. */
    public synchronized void accept(Event event) {
        boolean told = event.type() == Event.Type.SESSION_UP || event.type() == Event.Type.SESSION_END;
        if (!told || !(event instanceof Event.OfSession ofSession) || !isNews(ofSession)) {
            return;
        }
        fresh.add(ofSession);
    }

    /** The snapshots that are supplied from now on show all that was accepted. */
    public synchronized void collected() {
        shown.addAll(fresh);
        fresh = new Batch();
    }

    /**
     * A session of which nothing more is read ends with its own last line, which may be old when that is found out. It is
     * news all the same where it was shown as being up until now.
     */
    private boolean isNews(Event.OfSession event) {
        Duration age = Duration.between(event.time().toInstant(), clock.instant());
        boolean foundOut = event.type() == Event.Type.SESSION_END
                && event.session().state() == State.LOST
                && up.contains(event.session().number());
        return age.compareTo(settings.maxEventAge()) <= 0 || foundOut;
    }

    /** What is to be told of those that came and went since the last call, with the figures of now. */
    synchronized List<Notification> take(Supplier<Snapshot> snapshots, Instant now, LongSupplier number) {
        Batch batch = shown;
        shown = new Batch();
        Snapshot snapshot = snapshots.get();
        up = snapshot.up().map(Session::number).collect(Collectors.toSet());
        if (snapshot.health().status() == CollectorStatus.CATCHING_UP) {
            return List.of();
        }
        if (batch.count() > settings.sessionsPerSecond()) {
            return List.of(changed(snapshot, now, number.getAsLong()));
        }
        return batch.events.stream()
                .<Notification>map(event -> told(event, snapshot, now, number.getAsLong()))
                .toList();
    }

    private static Notification told(Event.OfSession event, Snapshot snapshot, Instant now, long number) {
        Server server = figures(snapshot);
        return new Notification.OfSession(
                number,
                snapshot.server().name(),
                now,
                event.type() == Event.Type.SESSION_UP,
                event.session(),
                server == null ? null : server.activeSessions());
    }

    private static Notification changed(Snapshot snapshot, Instant now, long number) {
        Server server = figures(snapshot);
        return new Notification.OfSessions(
                number,
                snapshot.server().name(),
                now,
                server == null ? null : server.activeSessions(),
                server == null ? null : server.totals().sessions(),
                server == null ? null : server.recent().ends());
    }

    /** Null while the log is not read. */
    private static @Nullable Server figures(Snapshot snapshot) {
        return snapshot.health().counted() ? snapshot.server() : null;
    }

    /** Some that came and went; where there are too many to tell each, not all are kept. */
    private final class Batch {

        private final List<Event.OfSession> events = new ArrayList<>();
        private long more;

        void add(Event.OfSession event) {
            if (events.size() <= settings.sessionsPerSecond()) {
                events.add(event);
            } else {
                more++;
            }
        }

        void addAll(Batch others) {
            others.events.forEach(this::add);
            more += others.more;
        }

        long count() {
            return events.size() + more;
        }
    }
}

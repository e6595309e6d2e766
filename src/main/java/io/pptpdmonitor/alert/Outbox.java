package io.pptpdmonitor.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one receiver, in the order of its numbers; never more than it holds. Where there is no room the oldest
 * word of a session goes, and a word of an alert only where all are of alerts. For any number of threads.
 */
final class Outbox {

    private int room;
    private Duration maxSessionAge;
    private final Deque<Notification> waiting = new ArrayDeque<>();
    private boolean closed;

    /** @param maxSessionAge a word of a session that waited longer is no news any more */
    Outbox(int room, Duration maxSessionAge) {
        this.room = room;
        this.maxSessionAge = maxSessionAge;
    }

    /** From now on it holds so many, and a word of a session is news for so long; returns those that have no room. */
    synchronized List<Notification> limit(int more, Duration longer) {
        room = more;
        maxSessionAge = longer;
        return shortened();
    }

    /** Puts them behind the others; returns those for which there was no room. */
    synchronized List<Notification> add(List<Notification> more) {
        waiting.addAll(more);
        notifyAll();
        return shortened();
    }

    private List<Notification> shortened() {
        List<Notification> dropped = new ArrayList<>();
        while (waiting.size() > room) {
            dropped.add(removeLeast());
        }
        return dropped;
    }

    private Notification removeLeast() {
        Iterator<Notification> all = waiting.iterator();
        while (all.hasNext()) {
            Notification each = all.next();
            if (!(each instanceof Notification.OfAlert)) {
                all.remove();
                return each;
            }
        }
        return waiting.removeFirst();
    }

    /** The next one, waited for as long as it takes; null when it was closed and there is none. */
    synchronized @Nullable Notification take() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        return waiting.pollFirst();
    }

    /** Whether it is too old to be told. */
    synchronized boolean stale(Notification notification, Instant now) {
        return !(notification instanceof Notification.OfAlert)
                && Duration.between(notification.time(), now).compareTo(maxSessionAge) > 0;
    }

    /** Nothing more is to be added. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Takes all that wait, for which there is no time any more. */
    synchronized List<Notification> drain() {
        List<Notification> rest = List.copyOf(waiting);
        waiting.clear();
        return rest;
    }
}

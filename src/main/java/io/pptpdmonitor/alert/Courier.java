package io.pptpdmonitor.alert;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells one receiver, in a thread of its own: one that does not answer delays nobody else. What was given up is counted and
 * logged; of sessions that follow one another only the first, until the receiver answers again.
 */
final class Courier implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Courier.class.getName());

    /** How long one that is interrupted may take to say what it gives up. */
    private static final Duration LAST_WORD = Duration.ofMillis(500);

    private final Receiver receiver;
    private final Outbox outbox;
    private final InstantSource clock;
    private final AtomicLong drops;
    private final Thread thread;
    /** How many were given up since it last took one. */
    private long missed;

    /** @param drops where it counts what was given up */
    Courier(Receiver receiver, NotifySettings settings, InstantSource clock, AtomicLong drops) {
        this.receiver = receiver;
        this.outbox = new Outbox(settings.queue(), settings.maxEventAge());
        this.clock = clock;
        this.drops = drops;
        this.thread = new Thread(this::run, "notify " + receiver.name());
        thread.setDaemon(true);
        thread.start();
    }

    /** Goes on in another way, with what waits already. */
    void configure(NotifySettings settings) {
        dropped(outbox.limit(settings.queue(), settings.maxEventAge()));
    }

    /** Never waits. */
    void add(List<Notification> notifications) {
        dropped(outbox.add(notifications));
    }

    private void dropped(List<Notification> dropped) {
        if (!dropped.isEmpty()) {
            drops.addAndGet(dropped.size());
            long alerts = dropped.stream()
                    .filter(each -> each instanceof Notification.OfAlert)
                    .count();
            LOG.log(
                    alerts > 0 ? Level.SEVERE : Level.WARNING,
                    () -> "no room in the queue of " + receiver.name() + ": dropped " + dropped.size() + ", of alerts "
                            + alerts);
        }
    }

    private void run() {
        try (receiver) {
            Notification next = outbox.take();
            while (next != null) {
                if (outbox.stale(next, clock.instant())) {
                    givenUp(next, "it waited too long");
                } else {
                    tell(next);
                }
                next = outbox.take();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> receiver.name());
        }
    }

    private void tell(Notification notification) {
        try {
            receiver.tell(notification);
            if (missed > 1) {
                LOG.warning(receiver.name() + " takes notifications again; " + missed + " were given up");
            }
            missed = 0;
        } catch (IOException e) {
            givenUp(notification, e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, e, () -> "notification " + notification.number());
            givenUp(notification, e.toString());
        }
    }

    private void givenUp(Notification notification, @Nullable String why) {
        drops.incrementAndGet();
        missed++;
        if (notification instanceof Notification.OfAlert || missed == 1) {
            LOG.warning("notification " + notification.number() + " to " + receiver.name() + " was given up: " + why);
        }
    }

    /** Whether it is this one that it tells. */
    boolean serves(Receiver other) {
        return receiver.equals(other);
    }

    /** Nothing more will come. */
    void finish() {
        outbox.close();
    }

    @Override
    public void close() {
        close(Duration.ZERO, "the agent ends");
    }

    /** Waits so long for what is being told, and gives up the rest for that reason. */
    void close(Duration patience, String why) {
        finish();
        join(patience);
        thread.interrupt();
        join(LAST_WORD);
        int untold = outbox.drain().size();
        if (untold > 0) {
            drops.addAndGet(untold);
            LOG.warning(untold + " notifications to " + receiver.name() + " were given up: " + why);
        }
    }

    private void join(Duration patience) {
        try {
            thread.join(Math.max(1, patience.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

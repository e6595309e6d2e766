package io.pptpdmonitor.snmp.mib;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps a {@link LatestView} new in a thread of its own, a daemon, so that whoever answers from it never waits for a
 * snapshot or for the making of its tables.
 */
public final class Refresher implements AutoCloseable {

    /** How long a snapshot can go unnoticed that nobody told of. */
    private static final Duration UNTOLD = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(Refresher.class.getName());

    private final LatestView views;
    private final Semaphore told = new Semaphore(0);
    private final Thread thread = new Thread(this::keepNew, "view");
    private volatile boolean closed;
    private boolean failing;

    public Refresher(LatestView views) {
        this.views = views;
    }

    /** Makes the first view before it returns, unless the supplier throws. */
    public void start() {
        refresh();
        thread.setDaemon(true);
        thread.start();
    }

    /** There may be a newer snapshot: looks at once instead of within a second. Returns without waiting. */
    public void look() {
        told.release();
    }

    /** Nothing is refreshed any more; does not wait for a supplier that is at work. */
    @Override
    public void close() {
        closed = true;
        told.release();
    }

    private void keepNew() {
        try {
            while (!closed) {
                boolean asked = told.tryAcquire(UNTOLD.toMillis(), TimeUnit.MILLISECONDS);
                if (asked) {
                    told.drainPermits();
                }
                refresh();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of failures in a row the first is told. A table for which there was no memory once may have room in the next snapshot. */
    private void refresh() {
        try {
            views.refresh();
            failing = false;
        } catch (RuntimeException | OutOfMemoryError e) {
            if (!failing) {
                LOG.log(Level.WARNING, e, () -> "no tables can be made, requests get genErr: " + e);
            }
            failing = true;
        }
    }
}

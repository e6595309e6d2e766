package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Snapshot;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * The newest snapshot of a collector, for any number of threads. {@link #get} never waits; {@link #refresh} and {@link #keepUp}
 * are for one thread.
 */
public final class LatestSnapshot implements Supplier<Snapshot> {

    private final Collector collector;
    private final Follower follower;
    private volatile Snapshot latest;

    /**
     * Reads what there is.
     *
     * @throws IOException if nothing can be had, with a message for the user
     */
    public LatestSnapshot(Collector collector) throws IOException {
        this.collector = collector;
        this.follower = new Follower(collector);
        this.latest = collector.collect();
    }

    @Override
    public Snapshot get() {
        return latest;
    }

    /** Reads on; if that fails, what was known stays, and its health says that it grows old. */
    public void refresh() {
        try {
            latest = collector.collect();
        } catch (IOException e) {
            failed(e);
        }
    }

    /** As {@link #refresh}, to be called at every {@link Follower#BEAT}: what is not old stays where nothing happened. */
    public void keepUp() {
        try {
            Snapshot next = follower.beat();
            latest = next == null ? latest : next;
        } catch (IOException e) {
            failed(e);
        }
    }

    private void failed(IOException problem) {
        latest = latest.withHealth(latest.health().withStatus(CollectorStatus.FAILED, Reason.of(problem)));
    }
}

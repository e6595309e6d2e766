package io.pptpdmonitor.cli;

import io.pptpdmonitor.collect.Collector;
import io.pptpdmonitor.collect.LatestSnapshot;
import io.pptpdmonitor.model.Snapshot;
import org.jspecify.annotations.Nullable;

/** What the running agent knows. For any number of threads: none of them waits, and nothing is read. */
final class LatestSnapshots implements Snapshots {

    private final LatestSnapshot latest;
    private final Collector collector;

    /** @param collector that has collected once */
    LatestSnapshots(LatestSnapshot latest, Collector collector) {
        this.latest = latest;
        this.collector = collector;
    }

    @Override
    public Snapshot all() {
        return latest.get();
    }

    @Override
    public Snapshot figures() {
        return latest.get();
    }

    @Override
    public @Nullable Boolean isUser(String name) {
        return collector.isUser(name);
    }

    @Override
    public Snapshot next() {
        return latest.get();
    }

    /** It is the agent's. */
    @Override
    public void close() {}
}

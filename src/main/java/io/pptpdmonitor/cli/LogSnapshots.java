package io.pptpdmonitor.cli;

import io.pptpdmonitor.collect.Collector;
import io.pptpdmonitor.collect.LatestSnapshot;
import io.pptpdmonitor.model.Snapshot;
import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What the logs of this host tell, or a copied one. */
final class LogSnapshots implements Snapshots {

    private final Collector collector;
    private final InstantSource clock;
    private @Nullable LatestSnapshot latest;

    /** Closes the collector in the end. */
    LogSnapshots(Collector collector, InstantSource clock) {
        this.collector = collector;
        this.clock = clock;
    }

    @Override
    public Snapshot all() throws IOException {
        return collector.collect();
    }

    @Override
    public Snapshot figures() throws IOException {
        return all();
    }

    @Override
    public @Nullable Boolean isUser(String name) {
        return collector.isUser(name);
    }

    @Override
    public Snapshot next() throws IOException {
        LatestSnapshot before = latest;
        if (before == null) {
            latest = new LatestSnapshot(collector, clock);
            return latest.get();
        }
        before.refresh();
        return before.get();
    }

    @Override
    public void close() throws IOException {
        collector.close();
    }
}

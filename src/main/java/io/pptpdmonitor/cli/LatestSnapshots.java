package io.pptpdmonitor.cli;

import io.pptpdmonitor.alert.AlertBoard;
import io.pptpdmonitor.collect.Collector;
import io.pptpdmonitor.collect.LatestSnapshot;
import io.pptpdmonitor.model.Snapshot;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the running agent knows. For any number of threads: none of them waits, and nothing is read. */
final class LatestSnapshots implements Snapshots {

    private final LatestSnapshot latest;
    private final Collector collector;
    private final Supplier<AlertBoard> alerts;

    /**
     * Asks these three alone.
     *
     * @param collector that has collected once
     * @param alerts as they are judged just now
     */
    LatestSnapshots(LatestSnapshot latest, Collector collector, Supplier<AlertBoard> alerts) {
        this.latest = latest;
        this.collector = collector;
        this.alerts = alerts;
    }

    @Override
    public AlertBoard alerts() {
        return alerts.get();
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

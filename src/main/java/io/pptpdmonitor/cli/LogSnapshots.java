package io.pptpdmonitor.cli;

import io.pptpdmonitor.collect.Collector;
import io.pptpdmonitor.collect.LatestSnapshot;
import io.pptpdmonitor.model.Snapshot;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the logs of this host tell, or a copied one. */
final class LogSnapshots implements Snapshots {

    private final Collector collector;
    private final HostOptions hosts;
    private final Environment environment;
    private @Nullable LatestSnapshot latest;

    /** Closes the collector in the end. */
    LogSnapshots(Collector collector, HostOptions hosts, Environment environment) {
        this.collector = collector;
        this.hosts = hosts;
        this.environment = environment;
    }

    @Override
    public Snapshot all() throws IOException {
        Snapshot snapshot = collector.collect();
        hosts.unknown(collector.hostNames(), collector.aliases()).forEach(environment::complain);
        return snapshot;
    }

    @Override
    public Snapshot figures() throws IOException {
        return collector.collect();
    }

    @Override
    public @Nullable Boolean isUser(String name) {
        return collector.isUser(name);
    }

    @Override
    public boolean watched() {
        return false;
    }

    @Override
    public Snapshot next() throws IOException {
        LatestSnapshot before = latest;
        if (before == null) {
            latest = new LatestSnapshot(collector, environment.clock());
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

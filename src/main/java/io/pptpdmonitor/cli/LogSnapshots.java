package io.pptpdmonitor.cli;

import io.pptpdmonitor.collect.Collector;
import io.pptpdmonitor.collect.LatestSnapshot;
import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.KeptState;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.source.RotatedFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the logs of this host tell, or a copied one. */
final class LogSnapshots implements Snapshots {

    private final Collector collector;
    private final HostOptions hosts;
    private final boolean rotated;
    private final Environment environment;
    private @Nullable LatestSnapshot latest;

    /**
     * Closes the collector in the end.
     *
     * @param rotated whether the rotated past was asked for
     */
    LogSnapshots(Collector collector, HostOptions hosts, boolean rotated, Environment environment) {
        this.collector = collector;
        this.hosts = hosts;
        this.rotated = rotated;
        this.environment = environment;
    }

    @Override
    public Snapshot all() throws IOException {
        Snapshot snapshot = collected();
        hosts.unknown(collector.hostNames(), collector.aliases()).forEach(environment::complain);
        return snapshot;
    }

    @Override
    public Snapshot figures() throws IOException {
        return collected();
    }

    private Snapshot collected() throws IOException {
        Snapshot snapshot = collector.collect();
        Health health = snapshot.health();
        return readsPast(health)
                ? snapshot
                : snapshot.withHealth(health.withSources(
                        health.sources().stream().map(LogSnapshots::leaving).toList()));
    }

    /** Whoever keeps what he has read begins with the past. */
    private boolean readsPast(Health health) {
        KeptState kept = health.kept();
        return rotated || (kept != null && (kept.use() == KeptState.Use.KEPT || kept.use() == KeptState.Use.READ));
    }

    private static Health.Source leaving(Health.Source source) {
        try {
            boolean older = source.kind() == Health.Source.Kind.FILE
                    && !RotatedFiles.of(Path.of(source.name())).isEmpty();
            return older ? source.leavingOlder() : source;
        } catch (IOException notToBeSeen) {
            return source;
        }
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

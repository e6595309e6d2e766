package io.pptpdmonitor.cli;

import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.report.HealthReport;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pptpd-monitor health}: no check; that it could be told is success. */
@Command(
        name = "health",
        aliases = "doctor",
        description = "What is read and how far it can be trusted, and what would tell more.")
final class HealthCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    SnapshotOptions source = new SnapshotOptions();

    @Mixin
    TrustedProxies proxies = new TrustedProxies();

    @Mixin
    TextOrJson output = new TextOrJson();

    HealthCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        try (Snapshots snapshots = source.open(environment, false)) {
            Snapshot snapshot = snapshots.all();
            HealthReport report = new HealthReport(snapshot, proxies.common(snapshot));
            if (output.json()) {
                report.writeJson(environment.out());
            } else {
                report.writeTable(environment.out());
            }
            return 0;
        }
    }
}

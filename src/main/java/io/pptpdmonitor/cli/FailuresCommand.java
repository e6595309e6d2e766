package io.pptpdmonitor.cli;

import io.pptpdmonitor.model.CommonClient;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.report.CommonClientText;
import io.pptpdmonitor.report.View;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pptpd-monitor failures}: failed logins, and a word where they may all have come through one proxy. */
@Command(name = "failures", description = "Every failed login.")
final class FailuresCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    SnapshotOptions source = new SnapshotOptions();

    @Mixin
    TrustedProxies proxies = new TrustedProxies();

    @Mixin
    ReportOptions report = new ReportOptions();

    FailuresCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        return report.write(View.FAILURES, source, environment, this::warn);
    }

    private void warn(Snapshot snapshot) {
        CommonClient common = proxies.common(snapshot);
        if (common != null) {
            environment.complain(CommonClientText.of(common));
        }
    }
}

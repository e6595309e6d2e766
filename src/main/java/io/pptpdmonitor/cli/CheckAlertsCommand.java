package io.pptpdmonitor.cli;

import io.pptpdmonitor.nagios.AlertsCheck;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pptpd-monitor check alerts}. */
@Command(
        name = "alerts",
        abbreviateSynopsis = true,
        description = "The worst of the alerts that the agent judges by its configuration.")
final class CheckAlertsCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    CheckOptions check = new CheckOptions();

    CheckAlertsCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        return check.run(environment, snapshots -> AlertsCheck.of(snapshots.alerts()));
    }
}

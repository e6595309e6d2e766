package io.pptpdmonitor.cli;

import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.nagios.CheckResult;
import io.pptpdmonitor.nagios.MetricCheck;
import io.pptpdmonitor.snmp.mib.Scalar;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pptpd-monitor check metric}. */
@Command(
        name = "metric",
        abbreviateSynopsis = true,
        description = "Any number that the MIB has of the server and the collector.")
final class CheckMetricCommand implements Callable<Integer> {

    private final Environment environment;

    @Parameters(
            paramLabel = "NAME",
            description = "Such as active-users, activeUsers or pptpdServerActiveUsers; list tells them.")
    String name = "";

    @Mixin
    ThresholdOptions thresholds = new ThresholdOptions();

    @Mixin
    CheckOptions check = new CheckOptions();

    CheckMetricCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        Scalar scalar = Scalar.named(name);
        if (scalar == null) {
            return check.print(environment, all());
        }
        MetricCheck metric = new MetricCheck(
                scalar.label(), scalar.counter(), scalar.counted(), scalar.recent(), thresholds.thresholds());
        return check.run(environment, snapshots -> {
            Snapshot snapshot = snapshots.figures();
            return metric.check(snapshot, scalar.in(snapshot, environment.clock()));
        });
    }

    /** All names in one line would be cut. */
    private CheckResult all() {
        String why = name.equals("list") ? "" : "there is no metric '" + name + "'; ";
        CheckResult result = CheckResult.unknown(MetricCheck.NAME, why + "there are those below");
        for (Scalar each : Scalar.ALL) {
            result = result.with(each.label() + " (" + each.name() + ")");
        }
        return result;
    }
}

package io.pptpdmonitor.cli;

import io.pptpdmonitor.collect.RateMeter;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.nagios.CheckResult;
import io.pptpdmonitor.nagios.Thresholds;
import io.pptpdmonitor.nagios.TrafficCheck;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pptpd-monitor check traffic}. */
@Command(
        name = "traffic",
        abbreviateSynopsis = true,
        description = "Octets a second, in and out together. R,R: outside the first is WARNING, the second CRITICAL.")
final class CheckTrafficCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    OctetThresholdOptions thresholds = new OctetThresholdOptions();

    @Option(
            names = "--in",
            paramLabel = "R[,R]",
            converter = ThresholdOptions.BothOctetsConverter.class,
            description = "From clients.")
    Thresholds in = Thresholds.NONE;

    @Option(
            names = "--out",
            paramLabel = "R[,R]",
            converter = ThresholdOptions.BothOctetsConverter.class,
            description = "To clients.")
    Thresholds out = Thresholds.NONE;

    @Option(
            names = "--per-user",
            paramLabel = "R[,R]",
            converter = ThresholdOptions.BothOctetsConverter.class,
            description = "Both, of the user who has most.")
    Thresholds perUser = Thresholds.NONE;

    @Option(
            names = "--interval",
            paramLabel = "SPAN",
            converter = SpanConverter.class,
            description = "Between two looks at this host, where no agent measures. Default: 3.")
    Duration interval = Duration.ofSeconds(3);

    @Mixin
    CheckOptions check = new CheckOptions();

    CheckTrafficCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        Duration timeout = check.source.agent.timeout;
        if (interval.compareTo(timeout) >= 0) {
            throw new RefusedOptionsException(
                    "--interval must end before --timeout, which is " + timeout.toSeconds() + " s");
        }
        return check.run(environment, this::judged);
    }

    private CheckResult judged(CheckedSnapshots snapshots) throws IOException {
        TrafficCheck traffic = new TrafficCheck(thresholds.thresholds(), in, out, perUser);
        boolean figures = snapshots.watched() && !traffic.asksForUsers();
        Snapshot first = figures ? snapshots.figures() : snapshots.all();
        boolean seen = first.server().rates() != null || snapshots.watched();
        return traffic.check(seen || !first.health().liveView() ? first : measured(first, snapshots));
    }

    private Snapshot measured(Snapshot first, CheckedSnapshots snapshots) throws IOException {
        Duration span = interval.compareTo(RateMeter.MINUTE) > 0 ? RateMeter.MINUTE : interval;
        RateMeter meter = new RateMeter(span, environment.nanos());
        meter.measure(first);
        if (!environment.pause().await(interval)) {
            throw new InterruptedIOException("interrupted");
        }
        Snapshot second = snapshots.all();
        return second.withServer(second.server().withRates(meter.measure(second)));
    }
}

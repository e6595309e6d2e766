package io.pptpdmonitor.cli;

import io.pptpdmonitor.nagios.PoolCheck;
import io.pptpdmonitor.nagios.Range;
import io.pptpdmonitor.nagios.Thresholds;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pptpd-monitor check pool}. */
@Command(
        name = "pool",
        abbreviateSynopsis = true,
        description = "How many of pptpd's connection slots are taken, in percent.")
final class CheckPoolCommand implements Callable<Integer> {

    private final Environment environment;

    @Option(
            names = {"-w", "--warning"},
            paramLabel = "RANGE",
            converter = ThresholdOptions.PercentConverter.class,
            description = "WARNING outside this range of percent. Default: 80.")
    @Nullable Range warning;

    @Option(
            names = {"-c", "--critical"},
            paramLabel = "RANGE",
            converter = ThresholdOptions.PercentConverter.class,
            description = "CRITICAL outside this one. Default: 95.")
    @Nullable Range critical;

    @Option(
            names = "--slots",
            paramLabel = "R[,R]",
            converter = ThresholdOptions.BothConverter.class,
            description = "Of their number: outside the first is WARNING, the second CRITICAL.")
    Thresholds slots = Thresholds.NONE;

    @Option(
            names = "--size",
            paramLabel = "NUMBER",
            converter = CountConverter.class,
            description = "How many slots there are. Default: as the log, or pptpd.conf, has it.")
    @Nullable Integer size;

    @Mixin
    CheckOptions check = new CheckOptions();

    CheckPoolCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        PoolCheck pool = new PoolCheck(new Thresholds(warning, critical), slots, size);
        return check.run(environment, snapshots -> pool.check(snapshots.figures()));
    }
}

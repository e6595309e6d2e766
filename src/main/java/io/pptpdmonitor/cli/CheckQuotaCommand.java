package io.pptpdmonitor.cli;

import io.pptpdmonitor.nagios.QuotaCheck;
import io.pptpdmonitor.nagios.Range;
import io.pptpdmonitor.nagios.Thresholds;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pptpd-monitor check quota}. */
@Command(
        name = "quota",
        abbreviateSynopsis = true,
        description = "Octets of one user, in and out, since the log or the kept state begins.")
final class CheckQuotaCommand implements Callable<Integer> {

    private final Environment environment;

    @Option(
            names = {"-w", "--warning"},
            paramLabel = "RANGE",
            converter = ThresholdOptions.OctetsConverter.class,
            description = "WARNING outside, as 500M, 10G or 2T (of 1000), or 10Gi (1024).")
    @Nullable Range warning;

    @Option(
            names = {"-c", "--critical"},
            paramLabel = "RANGE",
            converter = ThresholdOptions.OctetsConverter.class,
            description = "CRITICAL likewise.")
    @Nullable Range critical;

    @Option(names = "--user", paramLabel = "NAME", description = "Of this user. Default: whoever has most.")
    @Nullable String user;

    @Option(
            names = "--top",
            paramLabel = "NUMBER",
            converter = CheckPoolCommand.SizeConverter.class,
            description = "Performance data of so many users, those who have most.")
    int top;

    @Mixin
    SelectionOptions selection = new SelectionOptions();

    @Mixin
    CheckOptions check = new CheckOptions();

    CheckQuotaCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        return check.run(
                environment,
                selection.selection(),
                snapshots -> new QuotaCheck(new Thresholds(warning, critical), user, top, snapshots::isUser)
                        .check(snapshots.all()));
    }
}

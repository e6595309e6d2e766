package io.pptpdmonitor.cli;

import io.pptpdmonitor.nagios.QuotaCheck;
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

    @Mixin
    OctetThresholdOptions thresholds = new OctetThresholdOptions();

    @Option(names = "--user", paramLabel = "NAME", description = "Of this user. Default: whoever has most.")
    @Nullable String user;

    @Option(
            names = "--top",
            paramLabel = "NUMBER",
            converter = CountConverter.class,
            description = "Performance data of so many users, those who have most.")
    int top;

    @Option(
            names = "--at-least",
            description = "Judge what is known for certain, as if octets that nobody told were none.")
    boolean certain;

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
                snapshots -> new QuotaCheck(
                                thresholds.thresholds(), user, top, certain, snapshots::isUser, selection.selection())
                        .check(snapshots.all()));
    }
}

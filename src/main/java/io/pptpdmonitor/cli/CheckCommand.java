package io.pptpdmonitor.cli;

import io.pptpdmonitor.nagios.CheckResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pptpd-monitor check}: the checks are its subcommands. */
@Command(
        name = "check",
        abbreviateSynopsis = true,
        description = "Check the server as a monitoring plugin: one line and an exit code 0 to 3.",
        footer = "A check also takes the options of pptpd-monitor status --help on what is read.")
final class CheckCommand implements Callable<Integer> {

    private final Environment environment;

    /** For the help: they belong behind the check's name. */
    @Mixin
    SelectionOptions selection = new SelectionOptions();

    @Mixin
    CheckOptions check = new CheckOptions();

    CheckCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        CheckResult result = CheckResult.unknown(Checks.WANTED);
        environment.out().print(result.output());
        return result.status().exitCode();
    }
}

package io.pptpdmonitor.cli;

import io.pptpdmonitor.nagios.CheckResult;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code pptpd-monitor check}: the checks are its subcommands. */
@Command(
        name = "check",
        abbreviateSynopsis = true,
        description = "Check the server as a monitoring plugin: one line and an exit code 0 to 3.",
        footer = "A check also takes the options of pptpd-monitor status --help on what is read.")
final class CheckCommand implements Callable<Integer> {

    /** Of the options that all checks have. */
    private static final List<String> SHOWN = List.of("--file", "--agent", "--verbose");

    private final Environment environment;

    /** For the help: they belong behind the check's name. */
    @Mixin
    SelectionOptions selection = new SelectionOptions();

    @Mixin
    CheckOptions check = new CheckOptions();

    CheckCommand(Environment environment) {
        this.environment = environment;
    }

    /** The command, with the check alone that the second argument names, or all of them. */
    static CommandLine commandLine(Environment environment, String... args) {
        boolean named = args.length > 1 && Checks.NAMES.contains(args[1]);
        CommandLine check = named
                ? new CommandLine(CommandSpec.create().name("check"))
                : new CommandLine(new CheckCommand(environment));
        prepare(check, environment, SnapshotOptions.class);
        for (String name : named ? List.of(args[1]) : Checks.NAMES) {
            CommandLine one = new CommandLine(Checks.make(name, environment));
            prepare(one, environment, CheckOptions.class, SelectionOptions.class);
            one.getCommandSpec().usageMessage().footer("See also the options of pptpd-monitor check --help.");
            check.addSubcommand(one);
        }
        return check;
    }

    private static void prepare(CommandLine check, Environment environment, Class<?>... hidden) {
        if (environment.known() != null) {
            LocalChecks.restrict(check.getCommandSpec());
        }
        check.registerConverter(String.class, new Utf8Converter());
        check.setHelpFactory((spec, colors) -> {
            for (Class<?> mixin : hidden) {
                hide(spec, Mixed.options(spec, mixin));
            }
            return new Help(spec, colors);
        });
    }

    /** A plugin's help should fit a terminal. */
    private static void hide(CommandSpec check, List<OptionSpec> options) {
        for (OptionSpec option : options) {
            OptionSpec added = check.findOption(option.longestName());
            if (added != null && !SHOWN.contains(option.longestName())) {
                check.remove(added);
                check.addOption(OptionSpec.builder(added).hidden(true).build());
            }
        }
    }

    @Override
    public Integer call() {
        CheckResult result = CheckResult.unknown(Checks.WANTED);
        environment.out().print(result.output());
        return result.status().exitCode();
    }
}

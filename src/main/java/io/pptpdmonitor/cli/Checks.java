package io.pptpdmonitor.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The checks, below the command {@code check}. */
final class Checks {

    static final List<String> NAMES = List.of(
            "users",
            "sessions",
            "pool",
            "logins",
            "traffic",
            "quota",
            "daemon",
            "collector",
            "access",
            "alerts",
            "metric");

    /** What to do where none is named. */
    static final String WANTED =
            "name a check, such as: pptpd-monitor check users -w 80 -c 90; there is " + String.join(", ", NAMES);

    /** Of the options that all checks have. */
    private static final List<String> SHOWN = List.of("--file", "--agent", "--verbose");

    private Checks() {}

    /** The command, with the check alone that the second argument names, or all of them. */
    static CommandLine command(Environment environment, String... args) {
        boolean named = args.length > 1 && NAMES.contains(args[1]);
        CommandLine check = named
                ? new CommandLine(CommandSpec.create().name("check"))
                : new CommandLine(new CheckCommand(environment));
        prepare(check, environment, SnapshotOptions.class);
        for (String name : named ? List.of(args[1]) : NAMES) {
            CommandLine one = new CommandLine(make(name, environment));
            prepare(one, environment, CheckOptions.class, SelectionOptions.class);
            one.getCommandSpec().usageMessage().footer("See also the options of pptpd-monitor check --help.");
            check.addSubcommand(one);
        }
        return check;
    }

    /** The check of this name, with the options that it has where none is given. */
    static Callable<Integer> make(String name, Environment environment) {
        return switch (name) {
            case "users" -> new CheckUsersCommand(environment);
            case "sessions" -> new CheckSessionsCommand(environment);
            case "logins" -> new CheckLoginsCommand(environment);
            case "quota" -> new CheckQuotaCommand(environment);
            case "access" -> new CheckAccessCommand(environment);
            case "collector" -> new CheckCollectorCommand(environment);
            case "traffic" -> new CheckTrafficCommand(environment);
            case "pool" -> new CheckPoolCommand(environment);
            case "daemon" -> new CheckDaemonCommand(environment);
            case "alerts" -> new CheckAlertsCommand(environment);
            case "metric" -> new CheckMetricCommand(environment);
            default -> throw new IllegalArgumentException(name);
        };
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
}

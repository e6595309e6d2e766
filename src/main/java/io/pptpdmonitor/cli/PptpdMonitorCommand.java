package io.pptpdmonitor.cli;

import io.pptpdmonitor.report.View;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** {@code pptpd-monitor}; without a subcommand the status table. */
@Command(
        name = "pptpd-monitor",
        description = "Tells who is on a pptpd VPN server, since when, from where and with how much traffic.")
public final class PptpdMonitorCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    StatusOptions options = new StatusOptions();

    private PptpdMonitorCommand(Environment environment) {
        this.environment = environment;
    }

    /** All commands, ready to execute. */
    public static CommandLine commandLine(Environment environment) {
        CommandLine check =
                new CommandLine(new CheckCommand(environment)).addSubcommand(new CheckUsersCommand(environment));
        CommandLine all = new CommandLine(new PptpdMonitorCommand(environment))
                .addSubcommand(new StatusCommand(environment))
                .addSubcommand(list(environment, View.SESSIONS, "sessions", "Every session of the log."))
                .addSubcommand(list(environment, View.USERS, "users", "Every user, with totals."))
                .addSubcommand(new FailuresCommand(environment))
                .addSubcommand(new WhyCommand(environment))
                .addSubcommand(new EventsCommand(environment))
                .addSubcommand(new HealthCommand(environment))
                .addSubcommand(new AgentCommand(environment))
                .addSubcommand(check);
        // "@10:20" is a range, and a plugin's arguments must not read files.
        all.setExpandAtFiles(false);
        all.setOut(environment.out());
        all.setErr(environment.err());
        Problems problems = new Problems(environment);
        all.setExecutionStrategy(problems);
        everywhere(all, problems);
        Problems.ofChecks(check);
        check.getSubcommands().values().forEach(PptpdMonitorCommand::hideSource);
        return all;
    }

    /** A plugin's help should fit a terminal; which log is read, and how, is told by that of status. */
    private static void hideSource(CommandLine check) {
        CommandSpec spec = check.getCommandSpec();
        CommandSpec source = spec.mixins().get("source");
        if (source != null) {
            for (OptionSpec option : source.options()) {
                OptionSpec added = spec.findOption(option.longestName());
                if (!option.longestName().equals("--file")) {
                    spec.remove(added);
                    spec.addOption(OptionSpec.builder(added).hidden(true).build());
                }
            }
            spec.usageMessage().footer("It takes the options of pptpd-monitor status --help on what is read, too.");
        }
    }

    private static CommandLine list(Environment environment, View view, String name, String description) {
        CommandLine command = new CommandLine(new ListCommand(environment, view));
        command.getCommandSpec().name(name).usageMessage().description(description);
        return command;
    }

    private static void everywhere(CommandLine command, Problems problems) {
        command.getCommandSpec()
                .addMixin("standard", CommandSpec.forAnnotatedObject(new Standard()))
                .versionProvider(new Version());
        command.setParameterExceptionHandler(problems);
        command.setExecutionExceptionHandler(problems);
        // A command stands there once for each of its names.
        Set.copyOf(command.getSubcommands().values()).forEach(sub -> everywhere(sub, problems));
    }

    @Override
    public Integer call() throws IOException {
        return options.run(environment);
    }

    /** Options that every command has. */
    @Command
    static final class Standard {

        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Show this help.")
        boolean help;

        @Option(
                names = {"-V", "--version"},
                versionHelp = true,
                description = "Show the version.")
        boolean version;
    }

    /** The version, from the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            @Nullable String version = PptpdMonitorCommand.class.getPackage().getImplementationVersion();
            return new String[] {"pptpd-monitor " + (version == null ? "(not packaged)" : version)};
        }
    }
}

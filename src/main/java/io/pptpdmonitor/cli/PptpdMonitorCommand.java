package io.pptpdmonitor.cli;

import io.pptpdmonitor.report.View;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code pptpd-monitor}; without a subcommand the status table. */
@Command(
        name = PptpdMonitorCommand.NAME,
        description = "Tells who is on a pptpd VPN server, since when, from where and with how much traffic.")
public final class PptpdMonitorCommand implements Callable<Integer> {

    static final String NAME = "pptpd-monitor";
    static final String CHECK = "check";
    private static final List<String> COMMANDS =
            List.of("status", "sessions", "users", "failures", "why", "events", "health", "agent", CHECK);

    private final Environment environment;

    @Mixin
    StatusOptions options = new StatusOptions();

    private PptpdMonitorCommand(Environment environment) {
        this.environment = environment;
    }

    /**
     * The commands that may be meant, ready to execute. One that the first argument names comes alone: to make all of
     * them takes longer than a check does.
     */
    public static CommandLine commandLine(Environment environment, String... args) {
        boolean named = args.length > 0 && COMMANDS.contains(args[0]);
        CommandLine all = named
                ? new CommandLine(CommandSpec.create().name(NAME))
                : new CommandLine(new PptpdMonitorCommand(environment));
        for (String name : named ? List.of(args[0]) : COMMANDS) {
            all.addSubcommand(command(name, environment, args));
        }
        // "@10:20" is a range, and a plugin's arguments must not read files.
        all.setExpandAtFiles(false);
        all.setOut(environment.out());
        all.setErr(environment.err());
        Problems problems = new Problems(environment);
        all.setExecutionStrategy(problems);
        everywhere(all, problems);
        return all;
    }

    private static CommandLine command(String name, Environment environment, String... args) {
        return switch (name) {
            case "status" -> new CommandLine(new StatusCommand(environment));
            case "sessions" -> list(environment, View.SESSIONS, name, "Every session of the log.");
            case "users" -> list(environment, View.USERS, name, "Every user, with totals.");
            case "failures" -> new CommandLine(new FailuresCommand(environment));
            case "why" -> new CommandLine(new WhyCommand(environment));
            case "events" -> new CommandLine(new EventsCommand(environment));
            case "health" -> new CommandLine(new HealthCommand(environment));
            case "agent" -> new CommandLine(new AgentCommand(environment));
            case CHECK -> CheckCommand.commandLine(environment, args);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static CommandLine list(Environment environment, View view, String name, String description) {
        CommandLine command = new CommandLine(new ListCommand(environment, view));
        command.getCommandSpec().name(name).usageMessage().description(description);
        return command;
    }

    private static void everywhere(CommandLine command, Problems problems) {
        // One without an object is only the way to a command that was named: nobody can ask it for help.
        if (command.getCommandSpec().userObject() != null) {
            command.getCommandSpec()
                    .addMixin("standard", CommandSpec.forAnnotatedObject(new Standard()))
                    .versionProvider(new Version());
        }
        command.setParameterExceptionHandler(problems);
        command.setExecutionExceptionHandler(problems);
        if (command.getCommandName().equals(CHECK)) {
            Problems.ofChecks(command);
        }
        // A command stands there once for each of its names.
        for (CommandLine sub : new HashSet<>(command.getSubcommands().values())) {
            everywhere(sub, problems);
        }
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

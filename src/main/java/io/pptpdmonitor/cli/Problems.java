package io.pptpdmonitor.cli;

import io.pptpdmonitor.collect.Reason;
import io.pptpdmonitor.local.UnusableSocketException;
import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.nagios.CheckResult;
import io.pptpdmonitor.settings.ConfigurationException;
import io.pptpdmonitor.snmp.ListenException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Every failure as one line and an exit code: 2 for usage, 3 where no data could be had, 1 for anything else, on
 * standard error. Of a check it is 3 (UNKNOWN) and the status line on standard output, where alone Nagios looks.
 */
final class Problems implements IParameterExceptionHandler, IExecutionExceptionHandler, IExecutionStrategy {

    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int NO_DATA = 3;

    private final Environment environment;

    Problems(Environment environment) {
        this.environment = environment;
    }

    /** That of a command that has told what it found: lists of a log that tells of no server are empty, and of nobody. */
    static int exitCode(Health health) {
        return health.status() == CollectorStatus.NO_SOURCE ? NO_DATA : CommandLine.ExitCode.OK;
    }

    /** Help and version of a check are UNKNOWN, too: a service that runs them by mistake must not look well. */
    static void ofChecks(CommandLine check) {
        check.getCommandSpec().exitCodeOnUsageHelp(NO_DATA).exitCodeOnVersionHelp(NO_DATA);
        check.getSubcommands().values().forEach(Problems::ofChecks);
    }

    /** Runs the command, and catches what picocli lets through. */
    @Override
    public int execute(ParseResult parsed) {
        List<CommandLine> commands = parsed.asCommandLineList();
        CommandLine command = commands.get(commands.size() - 1);
        refuseOptionsBefore(command, commands);
        OnePlace.check(command);
        try {
            return new RunLast().execute(parsed);
        } catch (StackOverflowError | OutOfMemoryError | LinkageError | AssertionError e) {
            return internal(e, command);
        }
    }

    /** Tells what the command has thrown that these arguments name, as if it had been run by {@link #execute}. */
    int told(Throwable thrown, ParseResult parsed) {
        List<CommandLine> commands = parsed.asCommandLineList();
        CommandLine command = commands.get(commands.size() - 1);
        return thrown instanceof Exception problem
                ? handleExecutionException(problem, command, parsed)
                : internal(thrown, command);
    }

    /** They would be taken by the program, and the command would show another log than the one that was named. */
    private static void refuseOptionsBefore(CommandLine command, List<CommandLine> commands) {
        for (CommandLine before : commands.subList(0, commands.size() - 1)) {
            ParseResult given = before.getParseResult();
            if (!given.matchedOptions().isEmpty() && !given.isUsageHelpRequested() && !given.isVersionHelpRequested()) {
                String option = given.matchedOptions().get(0).longestName();
                throw new ParameterException(
                        command, "write " + option + " behind the command: " + name(command) + " " + option + " ...");
            }
        }
    }

    @Override
    public int handleParseException(ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        if (isCheck(command)) {
            boolean elsewhere = environment.known() != null && problem instanceof UnmatchedArgumentException;
            return unknown(command, elsewhere ? LocalChecks.ELSEWHERE + text(problem) : text(problem));
        }
        String meant = MeantCheck.of(List.of(args));
        return failed(meant == null ? text(problem) : meant, USAGE);
    }

    private static String text(ParameterException problem) {
        CommandLine command = problem.getCommandLine();
        String help = "; see " + name(command) + " --help";
        if (problem instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            String word = unmatched.getUnmatched().get(0);
            if (word.contains("/")) {
                return "a log is named with --file: " + name(command) + " --file " + word;
            }
            List<String> known = command.getSubcommands().values().stream()
                    .map(CommandLine::getCommandName)
                    .distinct()
                    .toList();
            return known.isEmpty()
                    ? name(command) + " takes no '" + word + "'" + help
                    : "no such " + (isCheck(command) ? "check" : "command") + ": '" + word + "'; there is "
                            + String.join(", ", known);
        }
        boolean unnamed = command.getCommandName().equals(PptpdMonitorCommand.CHECK)
                && problem instanceof UnmatchedArgumentException;
        return problem.getMessage() + (unnamed ? "; " + Checks.WANTED : help);
    }

    @Override
    public int handleExecutionException(Exception problem, CommandLine command, ParseResult parsed) {
        if (problem instanceof RefusedOptionsException refused) {
            ParameterException told = new ParameterException(command, String.valueOf(refused.getMessage()));
            return handleParseException(told, parsed.originalArgs().toArray(String[]::new));
        }
        if (!(problem instanceof IOException ofData)) {
            return internal(problem, command);
        }
        if (problem instanceof ConfigurationException refused) {
            refused.faults().forEach(fault -> environment.say(Priority.ERROR, fault));
            return NO_DATA;
        }
        String reason = Reason.of(ofData);
        int exitCode =
                problem instanceof ListenException || problem instanceof UnusableSocketException ? FAILED : NO_DATA;
        return isCheck(command) ? unknown(command, reason + otherWay(ofData, command)) : failed(reason, exitCode);
    }

    /** Where the logs that were found may not be read there is another way for a check. */
    private static String otherWay(IOException problem, CommandLine command) {
        boolean found = !command.getParseResult().hasMatchedOption("--file");
        return found && problem.getCause() instanceof AccessDeniedException
                ? "; or run the agent, which answers check_pptpd by its socket"
                : "";
    }

    private int internal(Throwable problem, CommandLine command) {
        String text = problem instanceof OutOfMemoryError
                ? "out of memory: " + problem.getMessage()
                : "internal error: " + problem + "; please report it with the log that it was read from";
        return isCheck(command) ? unknown(command, text) : failed(text, FAILED);
    }

    private int unknown(CommandLine command, String reason) {
        String name = command.getCommandName().equals(PptpdMonitorCommand.CHECK)
                ? ""
                : command.getCommandName().toUpperCase(Locale.ROOT);
        CheckResult result = CheckResult.unknown(name, reason);
        environment.out().print(result.output());
        environment.out().flush();
        return result.status().exitCode();
    }

    private int failed(String text, int exitCode) {
        environment.say(Priority.ERROR, text);
        return exitCode;
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }

    static boolean isCheck(CommandLine command) {
        for (CommandLine c = command; c != null; c = c.getParent()) {
            if (c.getCommandName().equals(PptpdMonitorCommand.CHECK)) {
                return true;
            }
        }
        return false;
    }
}

package io.pptpdmonitor.cli;

import io.pptpdmonitor.nagios.CheckResult;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Every failure as one line and an exit code: 2 for usage, 3 where no data could be had, on standard error. Of a check
 * it is 3 (UNKNOWN) and the status line on standard output, where alone Nagios looks.
 */
final class Problems implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private static final int USAGE = 2;
    private static final int NO_DATA = 3;

    private final Environment environment;

    Problems(Environment environment) {
        this.environment = environment;
    }

    /** Help and version of a check are UNKNOWN, too: a service that runs them by mistake must not look well. */
    static void ofChecks(CommandLine check) {
        check.getCommandSpec().exitCodeOnUsageHelp(NO_DATA).exitCodeOnVersionHelp(NO_DATA);
        check.getSubcommands().values().forEach(Problems::ofChecks);
    }

    @Override
    public int handleParseException(ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        String meant = meantCheck(command, args);
        if (meant != null) {
            return failed(meant, USAGE);
        }
        String message = String.valueOf(problem.getMessage());
        if (isCheck(command)) {
            return unknown(command, message);
        }
        return failed(message + "; see " + command.getCommandSpec().qualifiedName() + " --help", USAGE);
    }

    @Override
    public int handleExecutionException(Exception problem, CommandLine command, ParseResult parsed) {
        boolean ours = problem instanceof IOException || problem instanceof IllegalArgumentException;
        String message = problem.getMessage();
        String text = ours && message != null ? message : "internal error: " + problem;
        return isCheck(command) ? unknown(command, text) : failed(text, NO_DATA);
    }

    private int unknown(CommandLine command, String reason) {
        String name = command.getCommandName().equals("check")
                ? ""
                : command.getCommandName().toUpperCase(Locale.ROOT);
        CheckResult result = CheckResult.unknown(name, reason);
        environment.out().print(result.output());
        environment.out().flush();
        return result.status().exitCode();
    }

    private int failed(String text, int exitCode) {
        environment.err().println("pptpd-monitor: " + text.replaceAll("\\p{Cntrl}+", " "));
        environment.err().flush();
        return exitCode;
    }

    private static boolean isCheck(CommandLine command) {
        for (CommandLine c = command; c != null; c = c.getParent()) {
            if (c.getCommandName().equals("check")) {
                return true;
            }
        }
        return false;
    }

    /** {@code pptpd-monitor -w 80}: here -w is --watch, and what was meant is a check. */
    private static @org.jspecify.annotations.Nullable String meantCheck(CommandLine command, String[] args) {
        List<String> given = List.of(args);
        boolean status = command.getParent() == null || command.getCommandName().equals("status");
        boolean threshold =
                given.stream().anyMatch(arg -> arg.matches("-[wc]=?[@~:\\d].*|--(warning|critical)(=.*)?|-c"));
        int watch = given.indexOf("-w");
        boolean value =
                watch >= 0 && watch + 1 < given.size() && given.get(watch + 1).matches("[@~:]?[-.:~\\d%]+");
        if (!status || !(threshold || value)) {
            return null;
        }
        String rest = String.join(" ", given).replaceFirst("^status ", "");
        return "-w is --watch here; did you mean: pptpd-monitor check users " + rest;
    }
}

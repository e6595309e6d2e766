package io.pptpdmonitor.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** A view is of one place: logs, or an agent elsewhere. Whoever names both means one of them, and would see the other. */
final class OnePlace {

    private static final String AGENT = "--agent";
    /** A check has it also of logs. */
    private static final String TIMEOUT = "--timeout";

    private OnePlace() {}

    /** @throws ParameterException if options of both are given */
    static void check(CommandLine command) {
        if (command.getCommandSpec().findOption(AGENT) == null) {
            return;
        }
        boolean asked = command.getParseResult().hasMatchedOption(AGENT);
        String other =
                asked ? first(command, SourceOptions.class, "") : first(command, RemoteOptions.class, shared(command));
        if (other != null) {
            throw new ParameterException(
                    command,
                    asked
                            ? "an agent (" + AGENT + ") or logs (" + other + ") can be looked at, not both"
                            : other + " is of an agent; name it with " + AGENT + " HOST");
        }
    }

    private static String shared(CommandLine command) {
        return Problems.isCheck(command) ? TIMEOUT : "";
    }

    /** The first option given that comes from that mixin, but is not {@code shared}. */
    private static @Nullable String first(CommandLine command, Class<?> mixin, String shared) {
        ParseResult given = command.getParseResult();
        if (given.matchedOptions().isEmpty()) {
            return null;
        }
        List<String> names = Mixed.options(command.getCommandSpec(), mixin).stream()
                .map(OptionSpec::longestName)
                .filter(name -> !name.equals(shared))
                .toList();
        return given.matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(names::contains)
                .findFirst()
                .orElse(null);
    }
}

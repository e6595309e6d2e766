package io.pptpdmonitor.cli;

import java.util.concurrent.Callable;

/** One run of the program. A class of its own, since to load the others, with picocli, would be a twentieth of a check. */
public final class Invocation {

    private Invocation() {}

    /**
     * Runs the command that the arguments name. A check's plain line is read by {@link PlainLine}, to the same result: to get
     * ready picocli takes more than a third of such a check.
     *
     * @return the exit code
     */
    public static int run(Environment environment, String... args) {
        Callable<Integer> plain = PlainLine.of(environment, args);
        if (plain == null) {
            return PptpdMonitorCommand.commandLine(environment, args).execute(args);
        }
        try {
            return plain.call();
        } catch (Exception | StackOverflowError | OutOfMemoryError | LinkageError | AssertionError e) {
            Problems problems = new Problems(environment);
            return PptpdMonitorCommand.commandLine(environment, args)
                    .setExecutionStrategy(parsed -> problems.told(e, parsed))
                    .execute(args);
        }
    }
}

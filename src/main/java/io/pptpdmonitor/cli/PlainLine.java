package io.pptpdmonitor.cli;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A check's line as a monitoring system writes it: its name, and options of a look at this host, each with a value of its own, as
 * {@code users -w 80 --critical=90}. Such a line means the same however it is read, and {@link PlainOptions} is made of
 * picocli's own model; so it is read here, in a fiftieth of the time. Whatever else it may be is left to picocli, and so is
 * whatever is wrong with it.
 */
final class PlainLine {

    private final Callable<Integer> check;
    private final Set<String> given = new HashSet<>();

    private PlainLine(Callable<Integer> check) {
        this.check = check;
    }

    /** The check that the arguments name, with its options; null if they are no plain line. */
    static @Nullable Callable<Integer> of(Environment environment, String... args) {
        if (args.length < 2 || !args[0].equals(PptpdMonitorCommand.CHECK) || !Checks.NAMES.contains(args[1])) {
            return null;
        }
        PlainLine line = new PlainLine(Checks.make(args[1], environment));
        try {
            return PlainOptions.begin(line.check) && line.read(args) ? line.check : null;
        } catch (RuntimeException wrong) {
            return null; // A value, of which picocli tells all.
        }
    }

    private boolean read(String... args) {
        for (int i = 2; i < args.length; i++) {
            String word = args[i];
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            if (equals > 0) {
                if (!value(word.substring(0, equals), word.substring(equals + 1))) {
                    return false;
                }
            } else if (!once(PlainOptions.flag(check, word))) {
                i++;
                if (i == args.length || !value(word, args[i])) {
                    return false;
                }
            }
        }
        return true;
    }

    /** One that looks like an option, or is empty, may be a value forgotten. */
    private boolean value(String option, String text) {
        return !text.isEmpty() && text.charAt(0) != '-' && once(PlainOptions.value(check, option, text));
    }

    /** Whether there is such an option, which may be given once more if that is its first time, or if it is repeatable. */
    private boolean once(@Nullable String option) {
        return option != null && (option.isEmpty() || given.add(option));
    }
}

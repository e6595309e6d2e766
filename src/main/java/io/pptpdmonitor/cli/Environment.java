package io.pptpdmonitor.cli;

import io.pptpdmonitor.collect.RateMeter;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the commands get from outside.
 *
 * @param clock the time
 * @param nanos tells how much time has passed, as {@link System#nanoTime}: a clock may be set
 * @param zone of the host
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param terminal whether out is a terminal, which may be redrawn
 * @param pause between two looks
 * @param supervisor whoever started the program
 * @param known what the running agent knows, for the checks that it answers; null in a process of their own, where
 *     they open what their options name
 */
public record Environment(
        InstantSource clock,
        LongSupplier nanos,
        ZoneId zone,
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        boolean terminal,
        Pause pause,
        Supervisor supervisor,
        @Nullable Snapshots known) {

    /** What breaks a line, moves the cursor or turns a line around: a path may hold it. Of its own, as most have nothing to say. */
    private static final class Unprintable {
        static final Pattern TEXT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]+");
    }

    /** Where nobody supervises the program, nor sets the clock. */
    public Environment(
            InstantSource clock,
            ZoneId zone,
            InputStream in,
            PrintWriter out,
            PrintWriter err,
            boolean terminal,
            Pause pause) {
        this(clock, RateMeter.passedBy(clock), zone, in, out, err, terminal, pause, Supervisor.NONE, null);
    }

    /** Of a check that is answered from {@code latest}: nothing to read, and nobody to complain to. */
    Environment answering(PrintWriter answer, Snapshots latest) {
        PrintWriter nobody = new PrintWriter(Writer.nullWriter());
        return new Environment(
                clock,
                nanos,
                zone,
                InputStream.nullInputStream(),
                answer,
                nobody,
                false,
                duration -> false,
                Supervisor.NONE,
                latest);
    }

    /** Says on standard error, in one line, what went wrong. */
    public void complain(String text) {
        say(Priority.WARNING, text);
    }

    /** A line on standard error, harmless whatever stands in it. */
    void say(Priority priority, String text) {
        String from = supervisor.readsPriorities() ? "<" + priority.number() + ">" : "pptpd-monitor: ";
        err.println(from + Unprintable.TEXT.matcher(text).replaceAll("?"));
        err.flush();
    }
}

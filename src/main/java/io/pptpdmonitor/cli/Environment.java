package io.pptpdmonitor.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.regex.Pattern;

/**
 * What the commands get from outside.
 *
 * @param clock the time
 * @param zone of the host
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param terminal whether out is a terminal, which may be redrawn
 * @param pause between two looks
 * @param supervisor whoever started the program
 */
public record Environment(
        InstantSource clock,
        ZoneId zone,
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        boolean terminal,
        Pause pause,
        Supervisor supervisor) {

    /** What breaks a line, moves the cursor or turns a line around: a path may hold it. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]+");

    /** Where nobody supervises the program. */
    public Environment(
            InstantSource clock,
            ZoneId zone,
            InputStream in,
            PrintWriter out,
            PrintWriter err,
            boolean terminal,
            Pause pause) {
        this(clock, zone, in, out, err, terminal, pause, Supervisor.NONE);
    }

    /** Says on standard error, in one line, what went wrong. */
    public void complain(String text) {
        say(Priority.WARNING, text);
    }

    /** A line on standard error, harmless whatever stands in it. */
    void say(Priority priority, String text) {
        String from = supervisor.readsPriorities() ? "<" + priority.number() + ">" : "pptpd-monitor: ";
        err.println(from + UNPRINTABLE.matcher(text).replaceAll("?"));
        err.flush();
    }
}

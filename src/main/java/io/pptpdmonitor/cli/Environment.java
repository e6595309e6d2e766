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
 */
public record Environment(
        InstantSource clock,
        ZoneId zone,
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        boolean terminal,
        Pause pause) {

    /** What breaks a line, moves the cursor or turns a line around: a path may hold it. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]+");

    /** Says on standard error, in one line, what went wrong. */
    public void complain(String text) {
        err.println("pptpd-monitor: " + UNPRINTABLE.matcher(text).replaceAll("?"));
        err.flush();
    }
}

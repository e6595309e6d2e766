package io.pptpdmonitor.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.ZoneId;

/**
 * What the commands get from outside.
 *
 * @param clock the time
 * @param zone of the host
 * @param out standard output
 * @param err standard error
 * @param terminal whether out is a terminal, which may be redrawn
 * @param pause between two looks
 */
public record Environment(
        InstantSource clock, ZoneId zone, PrintWriter out, PrintWriter err, boolean terminal, Pause pause) {}

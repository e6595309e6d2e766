package io.pptpdmonitor;

import io.pptpdmonitor.cli.Environment;
import io.pptpdmonitor.cli.Invocation;
import io.pptpdmonitor.cli.Pause;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/** The program run in this process, from arguments to exit code. */
public record CliRun(int exitCode, String out, String err) {

    private static final Pause NEVER = duration -> false;

    /** Runs it with the real clock and in UTC; what loops ends after its first look. */
    public static CliRun of(String... args) {
        return at(InstantSource.system(), NEVER, args);
    }

    /** Runs it at that moment. */
    public static CliRun at(Instant now, String... args) {
        return at(InstantSource.fixed(now), NEVER, args);
    }

    /** Runs it with that clock; {@code pause} is called between two looks of what loops. */
    public static CliRun at(InstantSource clock, Pause pause, String... args) {
        return run(clock, InputStream.nullInputStream(), pause, false, args);
    }

    /** Runs it with that standard input. */
    public static CliRun reading(String in, InstantSource clock, String... args) {
        return run(clock, new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), delay -> false, false, args);
    }

    /** Runs it as if it wrote to a terminal. */
    public static CliRun onTerminal(InstantSource clock, Pause pause, String... args) {
        return run(clock, InputStream.nullInputStream(), pause, true, args);
    }

    private static CliRun run(InstantSource clock, InputStream in, Pause pause, boolean terminal, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        PrintWriter outWriter = new PrintWriter(out);
        PrintWriter errWriter = new PrintWriter(err);
        Environment environment = new Environment(clock, ZoneOffset.UTC, in, outWriter, errWriter, terminal, pause);
        int exitCode = Invocation.run(environment, args);
        outWriter.flush();
        errWriter.flush();
        return new CliRun(exitCode, out.toString(), err.toString());
    }
}

package io.pptpdmonitor;

import io.pptpdmonitor.cli.Environment;
import io.pptpdmonitor.cli.Invocation;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;

/** Wires the parts by hand; the only place with the real clock, streams and signals. */
public final class Main {

    /** Set by the launcher, which can tell: from JDK 22 on System.console() cannot. */
    private static final String TERMINAL = "pptpdmonitor.terminal";

    private Main() {}

    public static void main(String[] args) {
        Termination termination = new Termination();
        StandardOutput output = new StandardOutput();
        PrintWriter out = new PrintWriter(output, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8);
        Environment environment = new Environment(
                InstantSource.system(),
                System::nanoTime,
                ZoneId.systemDefault(),
                new FileInputStream(FileDescriptor.in),
                out,
                err,
                Boolean.getBoolean(TERMINAL),
                termination,
                new Systemd(System.getenv("JOURNAL_STREAM")),
                null);
        int exitCode = Invocation.run(environment, args);
        out.flush();
        err.flush();
        String complaint = output.complaint();
        if (complaint != null) {
            environment.complain(complaint);
        }
        termination.exit(output.exitCode(exitCode));
    }
}

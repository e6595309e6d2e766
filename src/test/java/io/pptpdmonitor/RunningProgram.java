package io.pptpdmonitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The distribution's program as a process that goes on until it is told to end. */
public final class RunningProgram implements AutoCloseable {

    public static final Path HOME = Path.of("target/pptpd-monitor").toAbsolutePath();
    public static final String LAUNCHER = HOME.resolve("bin/pptpd-monitor").toString();

    private static final int PATIENCE_SECONDS = 30;

    private final Process process;
    private final BufferedReader out;
    private final Path err;

    private RunningProgram(Process process, Path err) {
        this.process = process;
        this.out = process.inputReader(UTF_8);
        this.err = err;
    }

    /** Starts a command; stderr goes to a file in {@code scratch}, which is also where the program runs. */
    public static RunningProgram start(Path scratch, Map<String, String> environment, String... command)
            throws IOException {
        Path err = Files.createTempFile(scratch.toAbsolutePath().getParent(), "err", "");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(scratch.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new RunningProgram(builder.start(), err);
    }

    /** Starts it with its signals as a shell leaves them: a test may run where SIGINT is ignored. */
    public static RunningProgram start(Path scratch, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT", LAUNCHER));
        command.addAll(arguments);
        return start(scratch, Map.of(), command.toArray(String[]::new));
    }

    /** Starts the agent, and waits until it answers. */
    static RunningProgram agent(Path scratch, Path log) throws Exception {
        return start(
                scratch,
                List.of(
                        "agent",
                        "--listen",
                        "udp:127.0.0.1:0",
                        "--community",
                        NetSnmp.COMMUNITY,
                        "-f",
                        log.toString()));
    }

    /** The next line on standard output. */
    String line() throws Exception {
        String line = CompletableFuture.supplyAsync(this::read).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(line).as(err()).isNotNull();
        return line;
    }

    /** Reads on until a line holds that text. */
    public String lineWith(String text) throws Exception {
        String line;
        do {
            line = line();
        } while (!line.contains(text));
        return line;
    }

    private String read() {
        try {
            return out.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address that an agent prints. */
    public String address() throws Exception {
        String line = line();
        assertThat(line).startsWith("listening on udp:");
        return line.substring("listening on ".length());
    }

    public String err() throws IOException {
        return Files.readString(err);
    }

    long pid() {
        return process.pid();
    }

    /** Sends a signal, such as {@code TERM}, and returns the exit code. */
    public int endedBy(String signal) throws Exception {
        // The shell has a kill of its own; a minimal Debian has no program of that name.
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid()).start().waitFor();
        return ended();
    }

    int ended() throws Exception {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("it ends")
                .isTrue();
        return process.exitValue();
    }

    public Process process() {
        return process;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}

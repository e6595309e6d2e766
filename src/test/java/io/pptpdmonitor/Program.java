package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A program of this system that a test runs. A test that needs one carries {@code @Tag("programs")}; where the program is
 * not installed the test is skipped and says so, but with CI=true in the environment it fails.
 */
public final class Program {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    private final Path path;
    private final Map<String, String> environment;
    private final Duration timeout;

    private Program(Path path, Map<String, String> environment, Duration timeout) {
        this.path = path;
        this.environment = environment;
        this.timeout = timeout;
    }

    /** The program of that name in PATH, or a directory for administrators' or systemd's own programs. */
    public static Program require(String name) {
        List<Path> found = directories()
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .toList();
        if (found.isEmpty()) {
            absent("no program '" + name + "' here; bin/test installs what the tests need");
        }
        return new Program(found.get(0), Map.of(), DEFAULT_TIMEOUT);
    }

    /** Sees to a file that a program needs, in the same way. */
    public static void requireFile(Path file) {
        if (!Files.exists(file)) {
            absent("no file " + file + " here; bin/test installs what the tests need");
        }
    }

    /** Where it is. */
    public String path() {
        return path.toString();
    }

    /** The same program with one more variable in its environment. */
    public Program with(String variable, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(variable, value);
        return new Program(path, more, timeout);
    }

    /** The same program, given that long; 60 s otherwise. */
    public Program within(Duration limit) {
        return new Program(path, environment, limit);
    }

    /** Runs it to its end in the C locale and UTC, without input; the test fails if that takes too long. */
    public Result run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(path.toString()));
        command.addAll(List.of(arguments));
        try {
            return run(command);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while running " + command, e);
        }
    }

    /** Starts it in the same way, its output into that file; whoever starts it ends it. */
    public Process start(Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(path.toString()));
        command.addAll(List.of(arguments));
        return builder(command, output, output).redirectErrorStream(true).start();
    }

    /** Both outputs go to files, so that neither can fill a pipe and hold the program up. */
    private Result run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("program", ".out");
        Path err = Files.createTempFile("program", ".err");
        try {
            Process process = builder(command, out, err).start();
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                fail("%s was not done after %s; it had printed: %s", command, timeout, Files.readString(out));
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private ProcessBuilder builder(List<String> command, Path out, Path err) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8", "TZ", "UTC"));
        builder.environment().putAll(environment);
        return builder;
    }

    private static Stream<String> directories() {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Stream.concat(
                Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin", "/sbin", "/lib/systemd"));
    }

    private static void absent(String message) {
        if ("true".equals(System.getenv("CI"))) {
            fail(message);
        }
        System.err.println("skipped: " + message);
        Assumptions.abort(message);
    }

    /** What became of a run. */
    public record Result(int exit, String out, String err) {

        public List<String> lines() {
            return out.lines().toList();
        }
    }
}

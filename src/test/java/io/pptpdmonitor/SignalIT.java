package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.alert.Until;
import io.pptpdmonitor.store.StateFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The distribution's program, told to end at the worst moments. */
@Timeout(300)
class SignalIT {

    /** The gap is of milliseconds, and the moment never the same. */
    private static final int TIMES = Integer.getInteger("signals", 15);

    private static final String CONFIGURATION = """
        [agent]
        listen = ["udp:127.0.0.1:0"]
        [[community]]
        name = "public"
        sources = ["127.0.0.1"]
        [[alert]]
        name = "collector"
        enabled = false
        [[alert]]
        name = "sessions"
        metric = "sessions"
        warning = 1
        """;

    /** More than is read while this test runs; it takes no room. */
    private static final long ENDLESS = 1L << 40;

    @TempDir
    Path scratch;

    private Path directory;
    private Path kept;
    private Path state;
    private Path configuration;
    private ServerLog log;

    @BeforeEach
    void write() throws IOException {
        directory = Files.createDirectory(scratch.resolve("cwd"));
        kept = Files.createDirectory(scratch.resolve("lib"));
        state = kept.resolve("state");
        log = ServerLog.at(Files.createDirectory(scratch.resolve("log")).resolve("syslog"))
                .login(11, "alice");
        configuration = scratch.resolve("pptpd-monitor.toml");
        Files.createFile(
                configuration, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(configuration, CONFIGURATION);
    }

    /** A shell that is there already sends it: that takes no time. */
    private static final class Signal implements AutoCloseable {

        private final Process shell;

        Signal(String name, long pid) throws IOException {
            shell = new ProcessBuilder("sh", "-c", "read now; kill -" + name + " " + pid).start();
        }

        void send() throws IOException {
            shell.getOutputStream().close();
        }

        @Override
        public void close() throws IOException {
            send();
            shell.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void endsTheAgentInOrderAtTheMomentItListens(String signal) throws Exception {
        List<Integer> codes = new ArrayList<>();
        log.logout(11); // Who is up is so for longer at each look.
        for (int time = 0; time < TIMES; time++) {
            log.login(100 + time, "user" + time).logout(100 + time);
            try (RunningProgram agent = agent();
                    Signal now = new Signal(signal, agent.pid())) {
                agent.lineWith("listening on udp:");
                now.send();
                codes.add(agent.ended());
                // Whatever was wrong with what the one before kept would stand here.
                assertThat(agent.err()).isEmpty();
            }
            assertThat(new StateFile(state).read()).isNotNull();
            assertThat(kept).isDirectoryNotContaining("glob:**.new");
        }
        assertThat(codes).containsOnly(0).hasSize(TIMES);
        assertThat(usersOf(state.toString())).isEqualTo(usersOf("none")).contains("user" + (TIMES - 1));
    }

    /** A raised alert is told once, and so it has to be kept. */
    @Test
    void keepsTheAlertsThatWereRaised() throws Exception {
        Path alerts = kept.resolve("alerts");
        try (RunningProgram agent = agent();
                Signal now = new Signal("TERM", agent.pid())) {
            Until.holds("it is raised", () -> Files.exists(alerts));
            now.send();
            assertThat(agent.ended()).isZero();
        }
        List<String> raised = Files.readAllLines(alerts);
        assertThat(raised).anyMatch(line -> line.startsWith("alert sessions WARNING"));
        try (RunningProgram agent = agent();
                Signal now = new Signal("TERM", agent.pid())) {
            agent.lineWith("listening on udp:");
            now.send();
            assertThat(agent.ended()).isZero();
            assertThat(agent.err()).isEmpty();
        }
        assertThat(alerts).hasContent(String.join("\n", raised));
    }

    /** What it kept before stays: half of a first reading is nothing to go on from. */
    @Test
    void endsAnAgentInOrderThatIsStillReading() throws Exception {
        usersOf(state.toString());
        byte[] before = Files.readAllBytes(state);
        makeEndless();
        try (RunningProgram agent = agent();
                Signal now = new Signal("TERM", agent.pid())) {
            agent.lineWith("listening on udp:");
            now.send();
            assertThat(agent.ended()).isZero();
            assertThat(agent.err()).isEmpty();
        }
        assertThat(state).hasBinaryContent(before);
        assertThat(kept).isDirectoryNotContaining("glob:**.new");
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void endsWhatOnlyReadsAtOnce(String signal, int code) throws Exception {
        makeEndless();
        for (List<String> command :
                List.of(List.of("users"), List.of("status", "--watch"), List.of("events", "--follow", "--all"))) {
            List<String> arguments = new ArrayList<>(command);
            arguments.addAll(List.of("-f", log.toString()));
            try (RunningProgram reading = RunningProgram.start(directory, arguments);
                    Signal now = new Signal(signal, reading.pid())) {
                Until.holds(command + " reads", () -> hasOpen(reading.pid(), log.path()));
                long sent = System.nanoTime();
                now.send();
                assertThat(reading.ended()).isEqualTo(code);
                assertThat(System.nanoTime() - sent).as("%s", command).isLessThan(TimeUnit.SECONDS.toNanos(3));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void endsAWatchInOrderAtTheMomentItShows(String signal) throws Exception {
        for (int time = 0; time < TIMES; time++) {
            try (RunningProgram watch =
                            RunningProgram.start(directory, List.of("status", "--watch", "-f", log.toString()));
                    Signal now = new Signal(signal, watch.pid())) {
                watch.line();
                now.send();
                assertThat(watch.ended()).isZero();
            }
        }
    }

    private RunningProgram agent() throws IOException {
        return RunningProgram.start(
                directory,
                List.of(
                        "agent",
                        "--config",
                        configuration.toString(),
                        "--state",
                        state.toString(),
                        "--live",
                        "yes",
                        "--zone",
                        "UTC",
                        "-f",
                        log.toString()));
    }

    private String usersOf(String from) throws Exception {
        Launched run = Launched.run(
                directory,
                Map.of("PATH", System.getenv("PATH")),
                RunningProgram.LAUNCHER,
                "users",
                "--output",
                "csv",
                "--state",
                from,
                "--live",
                "yes",
                "--zone",
                "UTC",
                "-f",
                log.toString());
        assertThat(run.err()).isEmpty();
        return run.out();
    }

    private void makeEndless() throws IOException {
        try (FileChannel channel = FileChannel.open(log.path(), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}), ENDLESS);
        }
    }

    private static boolean hasOpen(long pid, Path file) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path each : open) {
                if (Files.readSymbolicLink(each).equals(file)) {
                    return true;
                }
            }
        } catch (IOException goneMeanwhile) {
            return false;
        }
        return false;
    }
}

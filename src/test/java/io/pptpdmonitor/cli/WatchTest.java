package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.CliRun;
import io.pptpdmonitor.ServerLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --watch}; what happens between two looks happens in the pause. */
class WatchTest {

    private static final InstantSource CLOCK = InstantSource.fixed(ServerLog.START.plusSeconds(600));

    /** What a test does between two looks. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    @TempDir
    Path scratch = Path.of("");

    private ServerLog log;

    @BeforeEach
    void write() throws IOException {
        log = ServerLog.at(scratch.resolve("syslog")).login(11, "alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "csv", "json"})
    void redrawsATerminalInPlace(String format) {
        CliRun run = CliRun.onTerminal(CLOCK, between(), "-w", "-o", format, "-f", log.toString());
        CliRun plain = CliRun.at(CLOCK, between(), "-o", format, "-f", log.toString());
        assertThat(run.out())
                .startsWith("\u001b[H")
                .endsWith("\u001b[J")
                .satisfies(out -> assertThat(out.lines().limit(out.lines().count() - 1))
                        .allMatch(line -> line.endsWith("\u001b[K")));
        assertThat(run.out().replaceAll("\u001b\\[[HKJ]", "")).isEqualTo(plain.out());
        // Behind a carriage return it would clear the line that was just written.
        assertThat(run.out()).doesNotContain("\r\u001b");
    }

    @Test
    void writesNoEscapeSequencesToAnythingElse() {
        assertThat(watch(between()).out()).contains("alice").doesNotContain("\u001b");
    }

    @Test
    void showsWhatWasWrittenBetweenTwoLooks() {
        List<String> looks = looks(watch(between(() -> log.login(12, "bob"), () -> log.logout(11))));
        assertThat(looks).hasSize(3);
        assertThat(looks.get(0)).contains("*  alice", "1 user, 1 session up").doesNotContain("bob");
        assertThat(looks.get(1)).contains("*  alice", "*  bob", "2 users, 2 sessions up");
        assertThat(looks.get(2)).contains("   alice", "*  bob", "1 user, 1 session up");
    }

    @Test
    void readsOnlyWhatIsNew() {
        CliRun run = watch(between(() -> {
            // If it read this again, alice would not be up. Its first bytes stay: another file would begin otherwise.
            byte[] lines = Files.readAllBytes(log.path());
            Arrays.fill(lines, 512, lines.length, (byte) '\n');
            Files.write(log.path(), lines, StandardOpenOption.WRITE);
            log.login(12, "bob");
        }));
        assertThat(looks(run).get(1)).contains("*  alice", "*  bob");
    }

    @Test
    void waitsForTheRestOfALine() {
        CliRun run = watch(between(
                () -> Files.writeString(
                        log.path(), "2026-11-22T10:09:00Z vpn1 pppd[1011]: Ex", StandardOpenOption.APPEND),
                () -> Files.writeString(log.path(), "it.\n", StandardOpenOption.APPEND)));
        assertThat(looks(run).get(1)).contains("*  alice");
        assertThat(looks(run).get(2)).contains("   alice");
    }

    @Test
    void goesOnWhileTheLogIsGone() {
        List<String> looks = looks(watch(between(
                () -> Files.delete(log.path()), () -> ServerLog.at(log.path()).login(12, "bob"))));
        assertThat(looks.get(1)).contains("users and sessions are not known", "no such file: " + log);
        assertThat(looks.get(2)).contains("2 users, 2 sessions up", "*  alice", "*  bob");
    }

    @Test
    void goesOnWhenTheLogIsRotated() {
        List<String> looks = looks(watch(between(() -> {
            log.login(12, "bob");
            Files.move(log.path(), scratch.resolve("syslog.1"));
            ServerLog.at(log.path()).login(13, "carol");
        })));
        assertThat(looks.get(1)).contains("*  alice", "*  bob", "*  carol");
    }

    @Test
    void waitsForTheFirstLineOfTheServer() throws IOException {
        Path path = scratch.resolve("quiet");
        ServerLog.withoutServer(path);
        CliRun run =
                CliRun.at(CLOCK, between(() -> ServerLog.at(path).login(11, "alice")), "-w", "-f", path.toString());
        assertThat(looks(run).get(0)).contains("users and sessions are not known");
        assertThat(looks(run).get(1)).contains("1 user, 1 session up");
    }

    @Test
    void endsWithZeroWhenToldTo() {
        assertThat(watch(between()).exitCode()).isZero();
        assertThat(watch(between()).err()).isEmpty();
    }

    @Test
    void endsWhenNobodyReadsAnyMore() {
        PrintWriter broken = new PrintWriter(new Writer() {
            @Override
            public void write(char[] text, int from, int count) throws IOException {
                throw new IOException("Broken pipe");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        PrintWriter err = new PrintWriter(Writer.nullWriter());
        Environment environment =
                new Environment(CLOCK, ZoneOffset.UTC, InputStream.nullInputStream(), broken, err, false, delay -> {
                    throw new AssertionError("waits though nobody reads");
                });
        assertThat(PptpdMonitorCommand.commandLine(environment).execute("-w", "-f", log.toString()))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "-w, PT1S",
        "-w -d 2.5, PT2.5S",
        "-wd30, PT30S",
        "status --watch --delay=0.1, PT0.1S",
        "-w -d 86400, PT24H"
    })
    void waitsAsLongAsItWasTold(String args, Duration expected) {
        List<Duration> waited = new ArrayList<>();
        Pause pause = delay -> {
            waited.add(delay);
            return waited.size() < 3;
        };
        String[] words = (args + " -f " + log).split(" ");
        assertThat(CliRun.at(CLOCK, pause, words).exitCode()).isZero();
        assertThat(waited).containsExactly(expected, expected, expected);
    }

    /** Whoever sees the first table may end it; while the log is read, it ends as any program does. */
    @ParameterizedTest
    @CsvSource({"--watch, 1", "status -w, 1", "status, 0", "users, 0", "events, 0", "events --follow, 1"})
    void isToBeEndedInOrderFromTheMomentItShowsSomething(String args, int times) {
        StringWriter out = new StringWriter();
        List<String> shown = new ArrayList<>();
        Pause pause = new Pause() {
            @Override
            public boolean await(Duration duration) {
                return false;
            }

            @Override
            public void endInOrder() {
                shown.add(out.toString());
            }
        };
        PrintWriter err = new PrintWriter(Writer.nullWriter());
        Environment environment = new Environment(
                CLOCK, ZoneOffset.UTC, InputStream.nullInputStream(), new PrintWriter(out), err, false, pause);
        String[] words = (args + " -f " + log).split(" ");
        assertThat(PptpdMonitorCommand.commandLine(environment).execute(words)).isZero();
        assertThat(shown).hasSize(times).allMatch(String::isEmpty);
    }

    private CliRun watch(Pause pause) {
        return CliRun.at(CLOCK, pause, "--watch", "--file", log.toString());
    }

    /** The tables in the order in which they were printed. */
    private static List<String> looks(CliRun run) {
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().getBytes(StandardCharsets.UTF_8)).isNotEmpty();
        return List.of(run.out().split("(?m)^(?=PPTP  |PPTP on )"));
    }

    /** Runs one step in each pause, and then ends the watch. */
    private static Pause between(Step... steps) {
        Iterator<Step> rest = List.of(steps).iterator();
        return delay -> {
            if (!rest.hasNext()) {
                return false;
            }
            try {
                rest.next().run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return true;
        };
    }
}

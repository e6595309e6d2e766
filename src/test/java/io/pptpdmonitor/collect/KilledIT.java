package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.source.LogFile;
import io.pptpdmonitor.store.StateFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Killed at any moment, with lines coming all the time and the log being rotated, it has lost nothing afterwards and has
 * nothing twice: it knows what one knows who has read all of it at once.
 */
class KilledIT {

    private static final int KILLS = Integer.getInteger("kills", 200);
    private static final int BETWEEN_ROTATIONS = 15;
    private static final Path RECORDED = Path.of("src/test/resources/recordings/d/syslog.rfc3339");

    @TempDir
    Path directory;

    private Path log = Path.of("");
    private int rotations;

    /** How often one that was to be killed had kept what it knew. */
    private int seen;

    @Test
    void losesNothingAndHasNothingTwice() throws Exception {
        List<String> lines = Files.readAllLines(RECORDED, StandardCharsets.UTF_8);
        Random random = new Random(20261126L);
        log = Files.createFile(directory.resolve("syslog"));
        int written = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            boolean rotates = kill % BETWEEN_ROTATIONS == BETWEEN_ROTATIONS - 1;
            boolean whileItRuns = random.nextBoolean();
            Process follower = follower(log);
            try (BufferedReader looks =
                    new BufferedReader(new InputStreamReader(follower.getInputStream(), StandardCharsets.UTF_8))) {
                if (rotates && whileItRuns) {
                    awaitLooks(random.nextInt(3), looks);
                    rotate(random.nextBoolean());
                }
                int end = (int) ((long) lines.size() * (kill + 1) / KILLS);
                written = writeWhileItLooks(lines, written, end, looks, random);
                spin(random.nextInt(3_000_000));
            } finally {
                follower.destroyForcibly().waitFor();
            }
            if (rotates && !whileItRuns) {
                rotate(random.nextBoolean());
            }
        }
        assertThat(written).isEqualTo(lines.size());
        assertThat(seen).as("looks before the kills").isGreaterThan(KILLS);
        assertThat(rotations).isEqualTo(KILLS / BETWEEN_ROTATIONS);
        assertSame(log);
    }

    /** Renamed, or copied and truncated. */
    private void rotate(boolean rename) throws IOException {
        Path old = log.resolveSibling("syslog." + (KILLS / BETWEEN_ROTATIONS - rotations++));
        if (rename) {
            Files.move(log, old);
            Files.createFile(log);
        } else {
            Files.copy(log, old);
            Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        }
    }

    private void awaitLooks(int count, BufferedReader looks) throws IOException {
        for (int i = 0; i < count && looks.readLine() != null; i++) {
            seen++;
        }
    }

    /** Cuts the lines anywhere; a look takes what is there. */
    private int writeWhileItLooks(List<String> lines, int from, int to, BufferedReader looks, Random random)
            throws IOException {
        String text = String.join("\n", lines.subList(from, to)) + "\n";
        int cut = random.nextInt(text.length());
        Files.writeString(log, text.substring(0, cut), StandardOpenOption.APPEND);
        awaitLooks(random.nextInt(4), looks);
        Files.writeString(log, text.substring(cut), StandardOpenOption.APPEND);
        return to;
    }

    private static void spin(int nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private void assertSame(Path log) throws IOException {
        try (Collector restarted = collector(log, directory.resolve("state"));
                LogFile whole = new LogFile(RECORDED, List.of(), ZoneOffset.UTC)) {
            Snapshot told = restarted.collect();
            SessionTable table = new SessionTable();
            whole.poll(table::apply);
            Snapshot expected = Truths.snapshot(table, told.asOf());
            assertThat(told.sessions()).isEqualTo(expected.sessions());
            assertThat(told.failures()).isEqualTo(expected.failures()).isNotEmpty();
            assertThat(Snapshots.totals(told.users())).isEqualTo(Snapshots.totals(expected.users()));
            assertThat(told.server().totals()).isEqualTo(expected.server().totals());
            assertThat(told.health().lines())
                    .isEqualTo(Files.readAllLines(RECORDED).size());
        }
    }

    private Process follower(Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                Follower.class.getName()));
        Stream.of(log, directory.resolve("state")).map(Path::toString).forEach(command::add);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Collector collector(Path log, Path state) throws IOException {
        Checkpoints kept = new Checkpoints(new StateFile(state), log.toString(), Duration.ZERO, KilledIT::fail);
        return Collector.resumed(
                kept,
                () -> new Collector(
                        new CollectorSettings(
                                List.of(new LogFile(log, List.of(), ZoneOffset.UTC)),
                                null,
                                null,
                                java.util.EnumSet.allOf(io.pptpdmonitor.model.Service.class),
                                ZoneOffset.UTC,
                                true),
                        InstantSource.system()));
    }

    private static void fail(String complaint) {
        throw new AssertionError(complaint);
    }

    /** Looks at a log again and again until it is killed, and says so each time it has kept what it knows. */
    static final class Follower {

        private Follower() {}

        public static void main(String[] args) throws IOException {
            try (Collector collector = collector(Path.of(args[0]), Path.of(args[1]))) {
                while (!System.out.checkError()) {
                    collector.collect();
                    System.out.println("kept");
                }
            }
        }
    }
}

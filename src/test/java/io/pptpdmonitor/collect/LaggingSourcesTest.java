package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.source.LogFile;
import io.pptpdmonitor.source.LogSource;
import io.pptpdmonitor.store.StateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However far one of two logs of the same lines is behind the other, both tell what one would. */
class LaggingSourcesTest {

    private static final int STEPS = 12;

    @TempDir
    Path directory;

    /** A log that is written bit by bit. */
    private static final class Written {
        final Path file;
        final List<String> lines;
        int at;

        Written(Path file, List<String> lines) throws IOException {
            this.file = Files.createFile(file);
            this.lines = lines;
            until(0);
        }

        void until(int count) throws IOException {
            int to = Math.min(count, lines.size());
            if (to > at) {
                String more = String.join("\n", lines.subList(at, to)) + "\n";
                Files.writeString(file, more, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
                at = to;
            }
            Files.setLastModifiedTime(file, FileTime.from(Told.WRITTEN));
        }
    }

    private static Collector following(Path... files) {
        List<LogSource> sources = Stream.of(files)
                .<LogSource>map(file -> new LogFile(file, List.of(), ZoneOffset.UTC))
                .toList();
        return new Collector(
                new CollectorSettings(sources, null, null, EnumSet.allOf(Service.class), ZoneOffset.UTC, true),
                InstantSource.fixed(Told.WRITTEN));
    }

    private Collector kept(Path... files) throws IOException {
        Checkpoints state =
                new Checkpoints(new StateFile(directory.resolve("state")), "two logs", Duration.ZERO, complaint -> {
                    throw new AssertionError(complaint);
                });
        return Collector.resumed(state, () -> following(files));
    }

    @TestFactory
    Stream<DynamicTest> tellsOfTwoLogsInAnyLagWhatOneTells() {
        return each((recording, seed) -> {
            List<String> lines = recording.text().lines().toList();
            Random random = new Random(seed);
            tellTheSame(lines, lines, line -> true, random);
        });
    }

    @TestFactory
    Stream<DynamicTest> tellsTheSameWhereTheLogBehindHoldsOnlyPartOfTheLines() {
        return each((recording, seed) -> {
            List<String> lines = recording.text().lines().toList();
            Predicate<String> some = seed % 2 == 0
                    ? line -> !line.contains(" sent [") && !line.contains(" rcvd [")
                    : line -> !line.contains(" pppd[");
            tellTheSame(lines, lines.stream().filter(some).toList(), some, new Random(seed));
        });
    }

    /** The agent is started again in the middle. */
    @ParameterizedTest
    @ValueSource(ints = {1_001, 5_000, 95_000})
    void tellsALogOnceThatCouldNotBeReadForSoManyLines(int lines) throws IOException {
        List<String> calls = calls(lines);
        Written one = new Written(directory.resolve("syslog"), calls);
        Written other = new Written(directory.resolve("daemon.log"), calls);
        Collector both = kept(one.file, other.file);
        Server.Totals alone = readWithoutTheOther(both, one, other);
        both.close();
        both = kept(one.file, other.file);
        other.until(calls.size());
        Snapshot told = both.collect();
        both.close();

        assertThat(told.server().totals()).isEqualTo(alone);
        assertThat(alone.sessions()).isEqualTo(calls.size() / LINES_OF_A_CALL);
        assertThat(told.health().lostLines()).isZero();
        assertThat(Files.size(directory.resolve("state"))).isLessThan(16L << 20);
    }

    /** What cannot be compared any more is left out, and called lost: nothing is counted twice. */
    @Test
    void leavesOutAndTellsWhatIsTooFarBehind() throws IOException {
        List<String> calls = calls(150_000);
        Written one = new Written(directory.resolve("syslog"), calls);
        Written other = new Written(directory.resolve("daemon.log"), calls);
        try (Collector both = following(one.file, other.file)) {
            Server.Totals alone = readWithoutTheOther(both, one, other);
            other.until(calls.size());
            Snapshot told = both.collect();

            assertThat(told.server().totals()).isEqualTo(alone);
            assertThat(alone.sessions()).isEqualTo(calls.size() / LINES_OF_A_CALL);
            Health health = told.health();
            assertThat(health.lostLines()).isBetween(30_000L, 50_000L);
            assertThat(health.sources())
                    .extracting(Health.Source::text)
                    .satisfiesExactly(
                            text -> assertThat(text).isEmpty(),
                            text -> assertThat(text)
                                    .startsWith(health.lostLines() + " lines from 2026-11-20T")
                                    .contains("left out and counted as lost"));
        }
    }

    private static Server.Totals readWithoutTheOther(Collector both, Written one, Written other) throws IOException {
        one.until(LINES_OF_A_CALL);
        other.until(LINES_OF_A_CALL);
        both.collect();
        Path away = other.file.resolveSibling("away");
        Files.move(other.file, away);
        one.until(one.lines.size());
        Snapshot told = both.collect();
        assertThat(told.health().status()).isEqualTo(Health.CollectorStatus.STALLED);
        Files.move(away, other.file);
        return told.server().totals();
    }

    private static final int LINES_OF_A_CALL = calls(1).size();

    /** Calls, one each second and a half, of so many lines or some more. */
    private static List<String> calls(int count) {
        List<String> calls = new ArrayList<>();
        Instant start = Instant.parse("2026-11-20T00:00:00Z");
        for (int i = 0; calls.size() < count; i++) {
            int slot = i % 100;
            Call call = new Call(
                    1000 + i * 2 % 30_000, 1001 + i * 2 % 30_000, "ppp" + slot, "10.99.0." + slot, "192.168.0." + slot);
            String stamp = start.plusMillis(i * 1500L) + " vpn1";
            String lines = call.starts("") + call.comesUp("") + call.ends("", "0.5", 10 + i, 20 + i);
            lines.lines().forEach(line -> calls.add(stamp + " " + line.strip()));
        }
        return calls;
    }

    @FunctionalInterface
    private interface Claim {
        void check(Recordings recording, int seed) throws IOException;
    }

    private Stream<DynamicTest> each(Claim claim) {
        return IntStream.range(0, 4)
                .boxed()
                .flatMap(seed -> Recordings.texts()
                        .map(recording -> seed % 2 == 0 ? recording : recording.inWholeSeconds())
                        .map(recording ->
                                dynamicTest(recording.name() + ", seed " + seed, () -> claim.check(recording, seed))));
    }

    /** Two logs are written further now and then, in any lag; one that holds only part of the lines is never ahead. */
    private void tellTheSame(List<String> all, List<String> others, Predicate<String> holds, Random random)
            throws IOException {
        Path place = Files.createTempDirectory(directory, "logs");
        Written one = new Written(place.resolve("one"), all);
        Written whole = new Written(place.resolve("whole"), all);
        Written other = new Written(place.resolve("other"), others);
        boolean maybeAhead = all.size() == others.size();
        Files.deleteIfExists(directory.resolve("state"));
        Collector both = kept(whole.file, other.file);
        try (Collector alone = following(one.file)) {
            for (int step = 1; step <= STEPS; step++) {
                boolean last = step == STEPS;
                int most = last ? all.size() : random.nextInt(all.size() + 1);
                boolean first = last || random.nextBoolean();
                whole.until(first ? most : 0);
                int known = maybeAhead ? most : Math.min(most, whole.at);
                other.until(last || !first || random.nextBoolean() ? held(all, known, holds) : 0);
                one.until(maybeAhead ? Math.max(whole.at, other.at) : whole.at);
                if (random.nextInt(3) == 0) {
                    both.close();
                    both = kept(whole.file, other.file);
                }
                assertSame(both.collect(), alone.collect());
            }
        } finally {
            both.close();
        }
    }

    private static int held(List<String> all, int of, Predicate<String> holds) {
        return (int) all.subList(0, of).stream().filter(holds).count();
    }

    /** Where the clock was set back the log behind shows a later moment, and so another one is the present. */
    private static void assertSame(Snapshot told, Snapshot whole) {
        if (!told.asOf().isEqual(whole.asOf())) {
            return;
        }
        assertThat(Told.essence(told)).containsExactlyElementsOf(Told.essence(whole));
        assertThat(told.failures()).isEqualTo(whole.failures());
        assertThat(Snapshots.totals(told.users())).isEqualTo(Snapshots.totals(whole.users()));
        assertThat(told.server().totals()).isEqualTo(whole.server().totals());
        assertThat(told.server().peakSessions()).isEqualTo(whole.server().peakSessions());
        assertThat(told.health().lostLines()).isEqualTo(whole.health().lostLines());
        assertThat(told.health().sources())
                .allSatisfy(source -> assertThat(source.text())
                        .isEqualTo(whole.health().sources().get(0).text()));
    }
}

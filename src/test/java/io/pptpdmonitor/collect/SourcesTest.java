package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.source.LogFile;
import io.pptpdmonitor.source.LogSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Several files tell what one file would. */
class SourcesTest {

    private static final EnumSet<Service> ALL = EnumSet.allOf(Service.class);

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> tellsOfFilesSplitByProgramWhatTheWholeTells() {
        return Recordings.texts()
                .map(recording -> DynamicTest.dynamicTest(recording.name(), () -> {
                    String pptpd = lines(recording.text(), line -> !line.contains(" pppd["));
                    String pppd = lines(recording.text(), line -> line.contains(" pppd["));
                    Snapshot whole = Told.of(ALL, recording.text());

                    assertSame(Told.of(ALL, pptpd, pppd), whole);
                    assertSame(Told.of(ALL, pppd, pptpd), whole);
                }));
    }

    /** Within one second the order between the files is lost; what it cannot tell must not matter. */
    @TestFactory
    Stream<DynamicTest> tellsTheSameOfFilesThatTellWholeSecondsOnly() {
        return Recordings.texts()
                .map(Recordings::inWholeSeconds)
                .map(recording -> DynamicTest.dynamicTest(recording.name(), () -> {
                    String pptpd = lines(recording.text(), line -> !line.contains(" pppd["));
                    String pppd = lines(recording.text(), line -> line.contains(" pppd["));
                    Snapshot whole = Told.of(ALL, recording.text());

                    assertSame(Told.of(ALL, pptpd, pppd), Told.of(ALL, pppd, pptpd));
                    assertThat(Told.essence(Told.of(ALL, pptpd, pppd))).containsExactlyElementsOf(Told.essence(whole));
                }));
    }

    @TestFactory
    Stream<DynamicTest> countsLinesOnceThatStandInTwoFiles() {
        return Recordings.texts()
                .map(recording -> DynamicTest.dynamicTest(recording.name(), () -> {
                    String daemon = lines(recording.text(), line -> !line.contains(" pppd["));
                    Snapshot whole = Told.of(ALL, recording.text());

                    assertSame(Told.of(ALL, recording.text(), daemon), whole);
                    assertSame(Told.of(ALL, daemon, recording.text()), whole);
                    assertSame(Told.of(ALL, recording.text(), recording.text()), whole);
                }));
    }

    @Test
    void countsEqualLinesOfOneFileEach() {
        String scans = "13:00:00 pptpd[818]: MGR: dropped small initial connection\n".repeat(3);

        assertThat(badConnections(Told.of(ALL, scans))).isEqualTo(3);
        assertThat(badConnections(Told.of(ALL, scans, scans))).isEqualTo(3);
        assertThat(badConnections(Told.of(ALL, scans, scans.replace("13:00:00", "13:00:03"))))
                .as("three seconds later it is another one")
                .isEqualTo(6);
    }

    @Test
    void numbersTheSessionsOfTwoHostsAlikeInWhicheverOrderTheFilesAreNamed() {
        String one = ALICE.starts("13:00:00");
        String other = BOB.starts("13:00:00").replace(" pp", " vpn2 pp");

        assertThat(Told.of(ALL, one, other).sessions())
                .isEqualTo(Told.of(ALL, other, one).sessions());
    }

    @Test
    void keepsWhatOneFileToldWhereAnotherCannotBeRead() throws IOException {
        Path there = Told.write(directory.resolve("syslog"), ALICE.starts("13:00:00"));
        Path absent = directory.resolve("daemon.log");
        try (Collector collector = collector(there, absent)) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(collector::collect)
                    .withMessageContaining("daemon.log");
            Told.write(absent, ALICE.reaped("13:00:05"));

            assertThat(collector.collect().sessions())
                    .extracting(Session::pid, Session::controlPid)
                    .containsExactly(tuple(828, 827));
        }
    }

    /** What is known of the others goes on; that it is not all is told. */
    @Test
    void isStalledWhereOneOfSeveralIsGone() throws IOException {
        Path one = Told.write(directory.resolve("syslog"), ALICE.starts("13:00:00"));
        Path other = Told.write(directory.resolve("daemon.log"), BOB.starts("13:00:00"));
        try (Collector collector = collector(one, other)) {
            assertThat(collector.collect().health().status()).isEqualTo(Health.CollectorStatus.OK);
            Files.delete(other);
            append(one, ALICE.comesUp("13:00:01"));

            Snapshot snapshot = collector.collect();
            assertThat(snapshot.health().status()).isEqualTo(Health.CollectorStatus.STALLED);
            assertThat(snapshot.health().statusText()).isEqualTo("no such file: " + other);
            assertThat(snapshot.health().sources())
                    .extracting(Health.Source::condition)
                    .containsExactly(Health.Source.Condition.READ, Health.Source.Condition.GONE);
            assertThat(snapshot.sessions()).extracting(Session::state).contains(State.UP);

            Told.write(other, BOB.exits("13:00:02"));
            assertThat(collector.collect().health().status()).isEqualTo(Health.CollectorStatus.OK);
        }
    }

    @Test
    void joinsLinesThatAreReadAtDifferentTimes() throws IOException {
        Path pptpd = Told.write(directory.resolve("pptpd.log"), ALICE.connects("13:00:00"));
        Path pppd = Told.write(directory.resolve("daemon.log"), ALICE.pppdStarts("13:00:01"));
        try (Collector collector = collector(pptpd, pppd)) {
            assertThat(collector.collect().sessions()).hasSize(1);
            append(pptpd, ALICE.starting("13:00:01") + ALICE.launches("13:00:01"));
            append(pppd, ALICE.comesUp("13:00:01"));

            assertThat(collector.collect().sessions())
                    .extracting(Session::pid, Session::state)
                    .containsExactly(tuple(828, State.UP));
        }
    }

    private static Collector collector(Path... files) {
        List<LogSource> sources = Stream.of(files)
                .<LogSource>map(file -> new LogFile(file, List.of(), ZoneOffset.UTC))
                .toList();
        return new Collector(
                new CollectorSettings(sources, null, null, EnumSet.of(Service.PPTP), ZoneOffset.UTC, true),
                InstantSource.fixed(Told.WRITTEN));
    }

    static void append(Path file, String log) throws IOException {
        Files.writeString(file, Told.whole(log), StandardOpenOption.APPEND);
        Files.setLastModifiedTime(file, FileTime.from(Told.WRITTEN));
    }

    private static void assertSame(Snapshot told, Snapshot whole) {
        assertThat(told.sessions()).isEqualTo(whole.sessions());
        assertThat(told.failures()).isEqualTo(whole.failures());
        assertThat(Snapshots.totals(told.users())).isEqualTo(Snapshots.totals(whole.users()));
        assertThat(told.server()).isEqualTo(whole.server());
    }

    private static long badConnections(Snapshot told) {
        Server.Totals totals = told.server().totals();
        return totals.badConnections();
    }

    private static String lines(String log, java.util.function.Predicate<String> wanted) {
        return log.lines().filter(wanted).collect(Collectors.joining("\n", "", "\n"));
    }
}

package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.source.LogFile;
import io.pptpdmonitor.source.LogSource;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateFile;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several logs as one. Those that are found by themselves may be fewer the next time. */
class CollectedLogsTest {

    private static final Path RECORDINGS = Path.of("src/test/resources/recordings");
    private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");

    private final List<String> complaints = new ArrayList<>();

    @TempDir
    Path directory = Path.of("");

    @Test
    void areGoneOnWithWithoutOneThatIsNotThereAnyMore() throws IOException {
        Path one = Files.copy(RECORDINGS.resolve("a/syslog.rfc3339"), directory.resolve("one"));
        Path two = Files.copy(RECORDINGS.resolve("d/syslog.rfc3339"), directory.resolve("two"));
        Snapshot both = look(one, two);
        Files.delete(two);
        Snapshot rest = look(one);
        assertThat(complaints).isEmpty();
        assertThat(rest.server().totals()).isEqualTo(both.server().totals());
        assertThat(rest.sessions()).hasSameSizeAs(both.sessions());
    }

    /** Such as daemon.log, which a new rule of rsyslog makes while the first one's past has been rotated away. */
    @Test
    void goOnWhereOneIsFoundMore() throws IOException {
        Path two = Files.copy(RECORDINGS.resolve("a/syslog.rfc3339"), directory.resolve("two"));
        Snapshot first = look(two);
        forgetTheMiddle(two);
        Path one = Files.copy(RECORDINGS.resolve("a/syslog.rfc3339"), directory.resolve("one"));
        Snapshot both = look(one, two);

        assertThat(complaints).isEmpty();
        assertThat(both.sessions()).isEqualTo(first.sessions());
        assertThat(both.server().totals()).isEqualTo(first.server().totals());
        assertThat(both.health().lostLines()).isPositive();
        assertThat(both.health().sources())
                .extracting(Health.Source::name)
                .containsExactly(one.toString(), two.toString());
        assertThat(both.health().sources().get(0).text())
                .contains("from 2026-11-22T14:10:1", "left out and counted as lost");
        assertThat(both.health().sources().get(1).text()).isEmpty();

        Files.writeString(one, another("15:00:00"), StandardOpenOption.APPEND);
        Snapshot more = look(two, one);
        assertThat(more.sessions()).hasSize(first.sessions().size() + 1);
        assertThat(more.health().lostLines()).isEqualTo(both.health().lostLines());
        Files.writeString(two, another("15:00:00"), StandardOpenOption.APPEND);
        assertThat(look(one, two).sessions()).isEqualTo(more.sessions());
    }

    /** What one holds that is found more may be of another host, or of a moment that the others had not come to. */
    @Test
    void takeWhatIsLaterFromTheOneThatIsFoundMore() throws IOException {
        Path one = Files.copy(RECORDINGS.resolve("a/syslog.rfc3339"), directory.resolve("one"));
        int before = look(one).sessions().size();
        Path two = Files.writeString(directory.resolve("two"), another("14:00:00") + another("15:00:00"));
        Snapshot both = look(one, two);

        assertThat(both.sessions()).hasSize(before + 1);
        assertThat(both.health().lostLines()).isEqualTo(2);
        assertThat(both.health().begins()).isEqualTo("2026-11-22T14:10:32.971938Z");
    }

    private static String another(String moment) {
        String stamp = "2026-11-22T" + moment + "+00:00 vpn1 pppd[4711]: ";
        return stamp + "pppd 2.4.9 started by root, uid 0\n" + stamp + "Connect: ppp7 <--> /dev/pts/7\n";
    }

    private static void forgetTheMiddle(Path log) throws IOException {
        byte[] all = Files.readAllBytes(log);
        Arrays.fill(all, 10_000, all.length - 10_000, (byte) 'x');
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(all));
        }
    }

    /** A line of it is nobody else's, so none is kept to know it again. */
    @Test
    void keepNoLinesOfOneAlone() throws IOException, DamagedStateException {
        LogSource alone = new LogFile(RECORDINGS.resolve("a/syslog.rfc3339"), List.of(), ZoneOffset.UTC);
        CollectedLogs logs = new CollectedLogs(List.of(alone), false, () -> NOW.atOffset(ZoneOffset.UTC));
        List<LogRecord> told = new ArrayList<>();
        logs.read(told::add);
        StateOutput state = new StateOutput();
        logs.save(state);

        assertThat(told).hasSizeGreaterThan(100);
        assertThat(new StateInput(state.toByteArray()).needOctets()).hasSizeLessThan(64);
    }

    /** As where an agent and a check are started for the first time at once, and the one that read less ends later. */
    @Test
    void areNotForgottenByOneThatReadLess() throws IOException {
        Path one = Files.copy(RECORDINGS.resolve("a/syslog.rfc3339"), directory.resolve("one"));
        Path less = Files.writeString(directory.resolve("less"), another("15:00:00"));
        Checkpoints first = checkpoints();
        Checkpoints second = checkpoints();
        assertThat(first.readsPast()).isTrue();
        assertThat(second.readsPast()).as("nothing is kept yet").isTrue();
        Collector slower = Collector.resumed(second, () -> make(less));
        Snapshot all;
        try (Collector faster = Collector.resumed(first, () -> make(one))) {
            all = faster.collect();
            assertThat(checkpoints().readsPast()).isFalse();
        }
        slower.collect();
        slower.close();

        assertThat(look(one).sessions()).isEqualTo(all.sessions());
        assertThat(complaints).isEmpty();
    }

    /** As where a later release was started beside it; that one must find the lock free. */
    @Test
    void areLeftToALaterRelease() throws IOException {
        Path log = Files.copy(RECORDINGS.resolve("a/syslog.rfc3339"), directory.resolve("log"));
        Path state = directory.resolve("state");
        Checkpoints first = checkpoints();
        Collector faster = Collector.resumed(first, () -> make(log));
        try (Collector slower = Collector.resumed(checkpoints(), () -> make(log))) {
            faster.collect();
            faster.close();
            byte[] later = Files.readAllBytes(state);
            later["pptpd-monitor state ".length() + 3] = 99;
            Files.write(state, later);

            slower.collect();
            assertThat(Files.readAllBytes(state)).isEqualTo(later);
            try (StateFile ofLater = new StateFile(state)) {
                assertThat(ofLater.own()).isTrue();
            }
        }
    }

    private Checkpoints checkpoints() {
        return new Checkpoints(new StateFile(directory.resolve("state")), "found", complaints::add);
    }

    private Snapshot look(Path... files) throws IOException {
        try (Collector collector = Collector.resumed(checkpoints(), () -> make(files))) {
            return collector.collect();
        }
    }

    private static Collector make(Path... files) {
        List<LogSource> sources = new ArrayList<>();
        for (Path file : files) {
            sources.add(new LogFile(file, List.of(), ZoneOffset.UTC));
        }
        return new Collector(
                new CollectorSettings(sources, null, null, EnumSet.allOf(Service.class), ZoneOffset.UTC, true),
                InstantSource.fixed(NOW));
    }
}

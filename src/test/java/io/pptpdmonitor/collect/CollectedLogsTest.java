package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.source.LogFile;
import io.pptpdmonitor.source.LogSource;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateFile;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
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

    private Snapshot look(Path... files) throws IOException {
        Checkpoints checkpoints = new Checkpoints(new StateFile(directory.resolve("state")), "found", complaints::add);
        try (Collector collector = Collector.resumed(checkpoints, () -> make(files))) {
            return collector.collect();
        }
    }

    private static Collector make(Path... files) {
        List<LogSource> sources = new ArrayList<>();
        for (Path file : files) {
            sources.add(new LogFile(file, List.of(), ZoneOffset.UTC));
        }
        return new Collector(
                new Collector.Settings(sources, null, null, EnumSet.allOf(Service.class), ZoneOffset.UTC, true),
                InstantSource.fixed(NOW));
    }
}

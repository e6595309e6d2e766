package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.source.LogFile;
import io.pptpdmonitor.source.LogSource;
import io.pptpdmonitor.store.StateFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A state that was kept when its layout got its number is still read as what it was: who changes the layout and not the
 * number would take that of an earlier program for something else. It is of four recordings, of which the last is not whole:
 * some sessions are archived, some ended just now, and some are up.
 */
class KeptLayoutTest {

    private static final Path KEPT = Path.of("src/test/resources/state");
    private static final String MAGIC = "pptpd-monitor state ";
    private static final Instant NOW = Instant.parse("2026-11-22T14:12:00Z");
    /** The names of logs stand in a state. */
    private final Path directory = Path.of("target/kept-layout");

    private final Path state = directory.resolve("state");
    private final List<String> complaints = new ArrayList<>();

    @BeforeEach
    void copyRecordings() throws IOException {
        Files.createDirectories(directory);
        for (String name : List.of("a", "d", "f", "g")) {
            copy(name + "/syslog.rfc3339", name);
        }
        Path last = directory.resolve("a");
        List<String> lines = Files.readAllLines(last);
        Files.write(last, lines.subList(0, lines.size() * 7 / 8));
        Files.setLastModifiedTime(last, FileTime.from(NOW));
        copy("a/wtmp", "wtmp");
        Files.deleteIfExists(state);
    }

    private void copy(String recording, String name) throws IOException {
        Path copy = directory.resolve(name);
        Files.copy(Path.of("src/test/resources/recordings", recording), copy, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(copy, FileTime.from(NOW));
    }

    private Collector make() {
        List<LogSource> sources = new ArrayList<>();
        for (String name : List.of("a", "d", "f", "g")) {
            sources.add(new LogFile(directory.resolve(name), List.of(), ZoneOffset.UTC));
        }
        return new Collector(
                new CollectorSettings(
                        sources, directory.resolve("wtmp"), null, EnumSet.allOf(Service.class), ZoneOffset.UTC, true),
                InstantSource.fixed(NOW));
    }

    /** Goes on from the state, if there is one, and writes it if it has read something. */
    private Snapshot look() throws IOException {
        Checkpoints checkpoints = new Checkpoints(new StateFile(state), "four recordings", complaints::add);
        try (Collector collector = Collector.resumed(checkpoints, this::make)) {
            return collector.collect();
        }
    }

    private static int format(Path state) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(state)).getInt(MAGIC.length());
    }

    @Test
    void isThatOfItsNumber() throws IOException {
        Snapshot fresh = look();
        int present = format(state);
        Path kept = KEPT.resolve("format-" + present);
        assertThat(kept)
                .as("the first state of format %d; if it has just got its number, %s is that", present, state)
                .exists();

        Files.copy(kept, state, StandardCopyOption.REPLACE_EXISTING);
        Snapshot read = look();

        assertThat(complaints).isEmpty();
        assertThat(state).as("nothing was new").hasSameBinaryContentAs(kept);
        assertThat(read.sessions()).isEqualTo(fresh.sessions());
        assertThat(read.sessions())
                .extracting(Session::state)
                .contains(State.UP, State.CLOSED, State.FAILED, State.LOST);
        assertThat(Snapshots.totals(read.users()))
                .isEqualTo(Snapshots.totals(fresh.users()))
                .isNotEmpty();
        assertThat(read.failures()).isEqualTo(fresh.failures()).isNotEmpty();
        assertThat(read.server()).isEqualTo(fresh.server());
        assertThat(read.health().withKept(Objects.requireNonNull(fresh.health().kept())))
                .isEqualTo(fresh.health());
    }
}

package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.source.LogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowerTest {

    @TempDir
    Path directory;

    private Path log;
    private Collector collector;
    private Follower follower;
    /** Of the last look; null if there was none at the last beat. */
    private @Nullable Snapshot looked;

    @BeforeEach
    void follow() throws IOException {
        log = Files.writeString(
                directory.resolve("log"), "2026-11-22T13:50:48Z vpn1 pptpd[818]: MGR: Manager process started\n");
        collector = new Collector(
                new CollectorSettings(
                        List.of(new LogFile(log, List.of(), ZoneOffset.UTC)),
                        null,
                        null,
                        Set.of(Service.PPTP),
                        ZoneOffset.UTC,
                        true),
                InstantSource.fixed(Instant.parse("2026-11-22T14:00:00Z")));
        follower = new Follower(collector);
        collector.collect();
    }

    @AfterEach
    void close() throws IOException {
        collector.close();
    }

    private @Nullable Snapshot beat() throws IOException {
        looked = null;
        follower.beat(() -> looked = collector.collect());
        return looked;
    }

    private void logged(String message) throws IOException {
        Files.writeString(log, "2026-11-22T13:51:00Z vpn1 " + message + "\n", StandardOpenOption.APPEND);
    }

    private void begun(int pid) throws IOException {
        logged("pppd[" + pid + "]: pppd 2.4.9 started by root, uid 0");
        logged("pppd[" + pid + "]: peer from calling number 192.0.2.7 authorized");
    }

    @Test
    void tellsAtOnceWhatTheLogTells() throws IOException {
        assertThat(beat()).isNull();
        begun(831);

        Snapshot snapshot = Objects.requireNonNull(beat());

        assertThat(snapshot.server().startingSessions()).isEqualTo(1);
        assertThat(beat()).isNull();
    }

    @Test
    void looksAgainAfterAWhileThoughNothingHappens() throws IOException {
        logged("pppd[831]: sent [LCP EchoReq id=0x1 magic=0x8d21c5a9]");
        for (int i = 1; i < 5; i++) {
            assertThat(beat()).as("beat %s", i).isNull();
        }

        Snapshot snapshot = Objects.requireNonNull(beat());

        assertThat(snapshot.health().lines()).isEqualTo(2);
    }

    @Test
    void tellsAtOnceThatTheLogIsThereAgain() throws IOException {
        Path aside = Files.move(log, directory.resolve("aside"));
        assertThatThrownBy(this::beat).isInstanceOf(IOException.class);

        Files.move(aside, log);

        assertThat(beat()).isNotNull();
        assertThat(beat()).isNull();
    }

    @Test
    void countsOnceWhatTheLogsCopyHoldsThatTookItsPlace() throws IOException {
        begun(831);
        assertThat(Objects.requireNonNull(beat()).server().startingSessions()).isEqualTo(1);

        Path copy = Files.copy(log, directory.resolve("log.new"));
        Files.move(copy, log, StandardCopyOption.REPLACE_EXISTING); // As sed -i and editors do.
        begun(832);

        Snapshot snapshot = Objects.requireNonNull(beat());
        assertThat(snapshot.server().startingSessions()).isEqualTo(2);
        assertThat(snapshot.health().lines()).isEqualTo(5);
        assertThat(beat()).isNull();
    }

    @Test
    void countsOnceWhatWasCopiedAndTruncated() throws IOException {
        begun(831);
        assertThat(Objects.requireNonNull(beat()).server().startingSessions()).isEqualTo(1);

        begun(832); // Not read yet.
        Files.copy(log, directory.resolve("log.1"));
        Files.writeString(log, "");
        begun(833);

        Snapshot snapshot = Objects.requireNonNull(beat());
        assertThat(snapshot.server().startingSessions()).isEqualTo(3);
        assertThat(snapshot.health().lines()).isEqualTo(7);
        assertThat(beat()).isNull();
    }
}

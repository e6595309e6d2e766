package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.Program;
import io.pptpdmonitor.log.Hosts;
import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.Health.Source.Condition;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.source.Journal;
import io.pptpdmonitor.source.LogFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Of a look that does not come to an end, as its journalctl hangs, the one before must not pass for the present. */
@Tag("programs")
@Timeout(60)
class LatestSnapshotTest {

    /** Reads nothing; the second run says through one pipe that it hangs, until it is told through another to go on. */
    private static final String HANGS_LATER = """
            #!/bin/sh
            cd "$(dirname "$0")"
            if [ -e begun ] && [ ! -e hung ]; then : > hung; echo > hangs; read line < goes-on; fi
            : > begun
            """;

    @TempDir
    Path directory;

    private final AtomicReference<Instant> clock = new AtomicReference<>(Told.WRITTEN);

    private Collector collector(Path log) throws IOException {
        Path journalctl = Files.writeString(directory.resolve("journalctl"), HANGS_LATER);
        Files.setPosixFilePermissions(journalctl, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Collector(
                new CollectorSettings(
                        List.of(
                                new LogFile(log, List.of(), ZoneOffset.UTC),
                                new Journal(List.of(journalctl.toString()), false, Hosts.in(ZoneOffset.UTC), "")),
                        null,
                        null,
                        EnumSet.of(Service.PPTP),
                        ZoneOffset.UTC,
                        true),
                clock::get);
    }

    @Test
    void tellsWhatIsUnreadForAMinute() throws Exception {
        Path log = Told.write(directory.resolve("syslog"), ALICE.starts("13:00:00") + ALICE.comesUp("13:00:01"));
        Program.Result pipes = Program.require("mkfifo")
                .run(pipe("hangs").toString(), pipe("goes-on").toString());
        assertThat(pipes.exit()).isZero();
        try (Collector collector = collector(log)) {
            LatestSnapshot latest = new LatestSnapshot(collector, clock::get);
            Thread looking = new Thread(latest::refresh);
            looking.start();
            CompletableFuture.supplyAsync(() -> readLine(pipe("hangs"))).get(30, TimeUnit.SECONDS);

            whileItHangs(log, latest);

            Files.writeString(pipe("goes-on"), "\n");
            looking.join();
            Snapshot again = latest.get();
            assertThat(again.health().sources())
                    .extracting(Health.Source::condition)
                    .containsOnly(Condition.READ);
            assertThat(again.health().status()).isEqualTo(Health.CollectorStatus.OK);
            latest.refresh();
            assertThat(latest.get().server().startingSessions()).isEqualTo(1);
        }
    }

    private Path pipe(String name) {
        return directory.resolve(name);
    }

    /** Opening it waits for somebody who writes. */
    private static String readLine(Path pipe) {
        try {
            return Files.readString(pipe);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void whileItHangs(Path log, LatestSnapshot latest) throws IOException {
        String more = Told.whole(BOB.starts("13:10:00"));
        assertThat(latest.get().health().statusText()).doesNotContain("not read to its end");
        Instant since = latest.get().generated().toInstant();
        Files.writeString(log, more, StandardOpenOption.APPEND);
        Files.setLastModifiedTime(log, FileTime.from(since.plusSeconds(5)));
        clock.set(since.plusSeconds(61));

        Snapshot told = latest.get();
        Health.Source file = told.health().sources().get(0);
        assertThat(told.health().status()).isEqualTo(Health.CollectorStatus.STALLED);
        assertThat(told.health().statusText())
                .isEqualTo("not read to its end since 2026-11-22T23:59:59Z: " + log + ", journal");
        assertThat(file.condition()).isEqualTo(Condition.BEHIND);
        assertThat(file.lagOctets()).isEqualTo(more.getBytes(StandardCharsets.UTF_8).length);
        assertThat(told.health().sources().get(1).condition()).isEqualTo(Condition.BEHIND);
        assertThat(latest.get()).as("nothing else is to be said").isSameAs(told);
    }
}

package io.pptpdmonitor.source;

import static io.pptpdmonitor.source.FollowedLog.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody empties or shortens the log, and no copy is left. */
class TruncatedLogTest {

    @TempDir
    Path folder;

    private FollowedLog log;

    @BeforeEach
    void follow() {
        log = FollowedLog.in(folder);
    }

    @AfterEach
    void close() throws IOException {
        log.close();
    }

    @Test
    void readsFromTheStartAgain() throws IOException {
        log.append(lines(1, 5));
        log.poll();

        Files.writeString(log.path, line(6));

        assertThat(log.poll()).containsExactly(6);
    }

    @Test
    void forgetsThePartialLineOfBefore() throws IOException {
        log.append(lines(1, 5) + "2026-11-22T13:29:31+00:00 vpn1 pppd[66]: ");
        log.poll();

        Files.writeString(log.path, "Exit.\n" + line(7));

        assertThat(log.poll()).containsExactly(7);
    }

    @Test
    void tellsItsPositionFromTheStart() throws IOException {
        log.append(lines(1, 5));
        log.poll();
        Files.writeString(log.path, line(6));
        log.poll();

        assertThat(log.file.health().position()).isEqualTo(Integer.toString(line(6).length()));
        assertThat(log.file.health().lagOctets()).isZero();
    }
}

package io.pptpdmonitor.source;

import static io.pptpdmonitor.source.FollowedLog.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
    void noticesThatItHasGrownToTheSameLengthAgain() throws IOException {
        log.append(lines(1, 5));
        log.poll();
        FileTime before = Files.getLastModifiedTime(log.path);

        Files.writeString(log.path, lines(6, 9) + "2026-11-22T13:29:31+00:00 vpn1 pppd[10]: Exit.");
        assertThat(Files.size(log.path)).isEqualTo(lines(1, 5).length());
        Files.setLastModifiedTime(log.path, FileTime.from(before.toInstant().plusMillis(4)));
        assertThat(log.poll()).containsExactly(6, 7, 8, 9);

        log.append("\n");
        assertThat(log.poll()).containsExactly(10);
    }

    /** As on a kernel whose clock ticks slowly: what looks the same is read once it looks different. */
    @Test
    void losesNothingWhereItLooksTheSameForAWhile() throws IOException {
        log.append(lines(1, 5));
        log.poll();
        log.poll();
        FileTime before = Files.getLastModifiedTime(log.path);

        Files.writeString(log.path, lines(2, 6));
        Files.setLastModifiedTime(log.path, before);
        log.poll();

        log.append(line(7));
        assertThat(log.poll()).endsWith(7);
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

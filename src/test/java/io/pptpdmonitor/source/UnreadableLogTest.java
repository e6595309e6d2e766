package io.pptpdmonitor.source;

import static io.pptpdmonitor.source.FollowedLog.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.pptpdmonitor.model.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** There is nothing to read, and the message says why. */
class UnreadableLogTest {

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
    void appearsLater() throws IOException {
        assertThat(log.pollThatFails("no such file: " + log.path)).isEmpty();
        assertThat(log.pollThatFails("no such file: " + log.path)).isEmpty();

        log.append(line(1));

        assertThat(log.poll()).containsExactly(1);
    }

    @Test
    void appearsLaterCompressed() throws IOException {
        try (FollowedLog compressed = new FollowedLog(folder.resolve("syslog.1.gz"))) {
            assertThat(compressed.pollThatFails("no such file: " + compressed.path))
                    .isEmpty();

            Files.write(compressed.path, gzip(line(1)));

            assertThat(compressed.poll()).containsExactly(1);
        }
    }

    /** As a volume that is taken away for a while: the file that is open is followed, and nothing is lost or read twice. */
    @Test
    void liesInADirectoryThatIsAwayForAWhile() throws IOException {
        Path mounted = Files.createDirectory(folder.resolve("mounted"));
        Path elsewhere = folder.resolve("elsewhere");
        try (FollowedLog away = new FollowedLog(mounted.resolve("syslog"))) {
            away.append(lines(1, 2));
            assertThat(away.poll()).containsExactly(1, 2);
            Files.move(mounted, elsewhere);
            append(elsewhere.resolve("syslog"), line(3));
            assertThat(away.pollThatFails("no such file: " + away.path)).containsExactly(3);
            assertThat(away.file.health().condition()).isEqualTo(Health.Source.Condition.GONE);
            try (FollowedLog next = away.resumed()) {
                assertThat(next.pollThatFails("/mounted")).isEmpty();
                append(elsewhere.resolve("syslog"), line(4));
                Files.move(elsewhere, mounted);

                assertThat(next.poll()).containsExactly(4);
                assertThat(next.file.health().condition()).isEqualTo(Health.Source.Condition.READ);
                assertThat(next.file.health().text()).isEmpty();
            }
        }
    }

    @Test
    void isADirectory() throws IOException {
        Files.createDirectory(log.path);

        log.pollThatFails(log.path + " is a directory");
    }

    @Test
    void isADirectoryThatLooksCompressed() throws IOException {
        try (FollowedLog compressed = new FollowedLog(Files.createDirectory(folder.resolve("syslog.1.gz")))) {
            compressed.pollThatFails(compressed.path + " is a directory");
        }
    }

    /** A pipe would make it wait for ever. */
    @Test
    void isADevice() throws IOException {
        try (FollowedLog device = new FollowedLog(Path.of("/dev/null"))) {
            device.pollThatFails("/dev/null is a pipe or a device");
        }
    }

    @Test
    void liesInAFile() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        try (FollowedLog below = new FollowedLog(folder.resolve("file/syslog"))) {
            below.pollThatFails(below.path.toString());
        }
    }

    @Test
    void mayNotBeRead() throws IOException {
        log.append(line(1));
        Files.setPosixFilePermissions(log.path, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(log.path))
                .as("this user may read everything")
                .isFalse();

        log.pollThatFails("no permission to read " + log.path);
    }

    @Test
    void mayNotBeReadThoughRotated() throws IOException {
        Path old = folder.resolve("syslog.1");
        append(old, line(1));
        log.append(line(2));
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(old), "this user may read everything");

        try (FollowedLog both = new FollowedLog(log.path, old)) {
            assertThat(both.pollThatFails("no permission to read " + old)).containsExactly(2);
        }
    }

    /** Not even a missing part of the past keeps the rest from being read, nor is it read twice. */
    @Test
    void lacksAPartOfItsPast() throws IOException {
        Path missing = folder.resolve("syslog.2");
        Path old = folder.resolve("syslog.1");
        append(old, line(1));
        log.append(line(2));

        try (FollowedLog all = new FollowedLog(log.path, missing, old)) {
            assertThat(all.pollThatFails("no such file: " + missing)).containsExactly(1, 2);
            assertThat(all.poll()).isEmpty();
        }
    }
}

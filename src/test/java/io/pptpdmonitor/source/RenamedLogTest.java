package io.pptpdmonitor.source;

import static io.pptpdmonitor.source.FollowedLog.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** logrotate renames the log, makes a new one, and then tells the syslog daemon. */
class RenamedLogTest {

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
    void readsOnInTheNewFile() throws IOException {
        log.append(lines(1, 3));
        assertThat(log.poll()).containsExactly(1, 2, 3);

        rename();
        log.append(lines(4, 5));

        assertThat(log.poll()).containsExactly(4, 5);
        assertThat(log.poll()).isEmpty();
    }

    @Test
    void readsTheOldFilesRestFirst() throws IOException {
        log.append(line(1));
        log.poll();
        log.append(line(2));

        Path old = rename();
        append(old, line(3));
        log.append(line(4));

        assertThat(log.poll()).containsExactly(2, 3, 4);
    }

    @Test
    void readsWhatIsWrittenBetweenRenameAndCreate() throws IOException {
        log.append(line(1));
        log.poll();

        Path old = rename();
        append(old, line(2));
        assertThat(log.pollThatFails("no such file: " + log.path)).containsExactly(2);
        append(old, line(3));
        log.append(line(4));

        assertThat(log.poll()).containsExactly(3, 4);
    }

    /** With logrotate's "create" the new file is there, empty, while rsyslog still writes to the old: tail -F lost 21 lines. */
    @Test
    void readsWhatIsWrittenToTheOldFileAfterTheNewOneWasMade() throws IOException {
        log.append(line(1));
        log.poll();

        Path old = rename();
        log.append("");
        assertThat(log.poll()).isEmpty();
        append(old, lines(2, 3));
        assertThat(log.poll()).containsExactly(2, 3);
        append(old, line(4));
        log.append(line(5));

        assertThat(log.poll()).containsExactly(4, 5);
    }

    @Test
    void aPartialLastLineOfTheOldFileCounts() throws IOException {
        log.append(line(1) + line(2).trim());
        assertThat(log.poll()).containsExactly(1);

        rename();
        log.append(line(3));

        assertThat(log.poll()).containsExactly(2, 3);
    }

    @Test
    void manyRotationsLoseNothing() throws IOException {
        for (int i = 1; i < 50; i++) {
            log.append(line(i));
            assertThat(log.poll()).containsExactly(i);
            rename();
        }
    }

    /** The files were listed, and logrotate renames all of them before the first is opened. */
    @Test
    void isRotatedWhileItsPastIsRead() throws IOException {
        append(folder.resolve("syslog.2"), line(1));
        append(folder.resolve("syslog.1"), line(2));
        log.append(line(3));
        try (FollowedLog all = new FollowedLog(log.path, folder.resolve("syslog.2"), folder.resolve("syslog.1"))) {
            Files.move(folder.resolve("syslog.2"), folder.resolve("syslog.3"));
            Files.move(folder.resolve("syslog.1"), folder.resolve("syslog.2"));
            rename();
            log.append(line(4));

            assertThat(all.poll()).containsExactly(1, 2, 3, 4);
            assertThat(all.poll()).isEmpty();
        }
    }

    @Test
    void isCompressedWhileItsPastIsRead() throws IOException {
        append(folder.resolve("syslog.2"), line(1));
        append(folder.resolve("syslog.1"), line(2));
        log.append(line(3));
        try (FollowedLog all = new FollowedLog(log.path, folder.resolve("syslog.2"), folder.resolve("syslog.1"))) {
            for (String name : new String[] {"syslog.2", "syslog.1"}) {
                Files.write(folder.resolve(name + ".gz"), gzip(Files.readString(folder.resolve(name))));
                Files.delete(folder.resolve(name));
            }

            assertThat(all.poll()).containsExactly(1, 2, 3);
            assertThat(all.poll()).isEmpty();
        }
    }

    /** Of an empty file nobody can say by its bytes which it was; that it is the one that is open, its inode tells. */
    @Test
    void aPartialLineOfAFileThatWasEmptyCountsOnce() throws IOException {
        log.append("");
        assertThat(log.poll()).isEmpty();

        append(rename(), line(1).trim());
        touch("syslog.1", 1);
        log.append(line(2));

        assertThat(log.poll()).containsExactly(1, 2);
    }

    /** logrotate with "rotate 1", twice between two looks: how many files were between nobody knows. */
    @Test
    void tellsThatLinesMayBeLostWhereTheFileThatWasReadIsGone() throws IOException {
        log.append(lines(1, 2));
        assertThat(log.poll()).containsExactly(1, 2);
        assertThat(log.file.begin()).isNotNull();

        Files.delete(log.path);
        append(folder.resolve("syslog.1"), late(5));
        touch("syslog.1", 1);
        log.append(late(6));

        assertThat(log.poll()).containsExactly(5, 6);
        assertThat(log.file.health().text())
                .isEqualTo("lines after 2026-11-22T13:29:31Z and before 2026-11-22T14:29:31Z may be lost: the file that"
                        + " was read is not among the rotated ones");
        assertThat(log.file.begin()).isEqualTo("2026-11-22T14:29:31Z");
    }

    /** Whoever may open files of a directory need not be allowed to list it: nobody knows how often it was rotated. */
    @Test
    void tellsThatItsDirectoryCannotBeListed() throws IOException {
        log.append(lines(1, 2));
        assertThat(log.poll()).containsExactly(1, 2);
        rename();
        log.append(late(5) + late(6));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("--x------"));
        try {
            assumeFalse(Files.isReadable(folder), "this user may read everything");
            assertThat(log.pollThatFails("no permission to read " + folder + ";"))
                    .containsExactly(5, 6);
            assertThat(log.file.health().text()).startsWith("no permission to read " + folder + ";");
            assertThat(log.poll()).isEmpty();
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        assertThat(log.file.begin()).isEqualTo("2026-11-22T14:29:31Z");
    }

    /** The line of this number, an hour later. */
    private static String late(int number) {
        return line(number).replace("T13:", "T14:");
    }

    /** It was written later than all others. */
    private void touch(String name, int secondsLater) throws IOException {
        FileTime newest = Files.getLastModifiedTime(folder.resolve(name));
        Files.setLastModifiedTime(
                folder.resolve(name), FileTime.from(newest.toInstant().plusSeconds(secondsLater)));
    }

    private Path rename() throws IOException {
        return Files.move(log.path, folder.resolve("syslog.1"), StandardCopyOption.REPLACE_EXISTING);
    }
}

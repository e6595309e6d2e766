package io.pptpdmonitor.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatedFilesTest {

    @TempDir
    Path folder;

    @Test
    void areReadOldestFirst() throws IOException {
        assertThat(past("syslog", "syslog.1", "syslog.2.gz", "syslog.3.gz", "syslog.10.gz"))
                .containsExactly("syslog.10.gz", "syslog.3.gz", "syslog.2.gz", "syslog.1");
    }

    @Test
    void mayHaveGaps() throws IOException {
        assertThat(past("syslog", "syslog.7.gz", "syslog.2", "syslog.4.gz"))
                .containsExactly("syslog.7.gz", "syslog.4.gz", "syslog.2");
    }

    @Test
    void mayBearDates() throws IOException {
        assertThat(past(
                        "dateext.log",
                        "dateext.log-20261122-1795354914",
                        "dateext.log-20261122-1795354895.gz",
                        "dateext.log-20251231.gz",
                        "dateext.log-20261121"))
                .containsExactly(
                        "dateext.log-20251231.gz",
                        "dateext.log-20261121",
                        "dateext.log-20261122-1795354895.gz",
                        "dateext.log-20261122-1795354914");
    }

    @Test
    void mayBearHoursOrOtherDates() throws IOException {
        assertThat(past("syslog", "syslog-2026112214", "syslog-2026112209.xz", "syslog-2026112123.bz2"))
                .containsExactly("syslog-2026112123.bz2", "syslog-2026112209.xz", "syslog-2026112214");
        assertThat(past("daemon.log", "daemon.log-2026-11-22.zst", "daemon.log.2026-11-21.gz", "daemon.log.20261123"))
                .containsExactly("daemon.log.2026-11-21.gz", "daemon.log-2026-11-22.zst", "daemon.log.20261123");
    }

    /** What switching dateext off leaves behind, and what switching it on does; the last lines' moments stay with the files. */
    @Test
    void numbersAndDatesTogetherAreReadAsTheyWereWritten() throws IOException {
        written("syslog-20261124.gz", "2026-11-24T06:25:00Z");
        written("syslog-20261125", "2026-11-25T06:25:00Z");
        written("syslog.2.gz", "2026-11-26T06:25:00Z");
        written("syslog.1", "2026-11-27T06:25:00Z");
        assertThat(pastOf("syslog"))
                .containsExactly("syslog-20261124.gz", "syslog-20261125", "syslog.2.gz", "syslog.1");

        written("messages.2.gz", "2026-11-22T06:25:00Z");
        written("messages.1", "2026-11-23T06:25:00Z");
        written("messages-20261124.gz", "2026-11-24T06:25:00Z");
        assertThat(pastOf("messages")).containsExactly("messages.2.gz", "messages.1", "messages-20261124.gz");

        written("daemon.log.2", "2026-11-21T06:25:00Z");
        written("daemon.log-20261122", "2026-11-22T06:25:00Z");
        written("daemon.log-20261123", "2026-11-23T06:25:00Z");
        written("daemon.log.1", "2026-11-24T06:25:00Z");
        assertThat(pastOf("daemon.log"))
                .containsExactly("daemon.log.2", "daemon.log-20261122", "daemon.log-20261123", "daemon.log.1");
    }

    /** Somebody looked into one with an editor: the names of its kind tell more. */
    @Test
    void withinAKindTheNamesTellTheOrder() throws IOException {
        written("syslog-20261124", "2026-11-28T09:00:00Z");
        written("syslog-20261125", "2026-11-25T06:25:00Z");
        written("syslog.2", "2026-11-28T10:00:00Z");
        written("syslog.1", "2026-11-27T06:25:00Z");

        assertThat(pastOf("syslog")).containsExactly("syslog-20261124", "syslog-20261125", "syslog.2", "syslog.1");
    }

    @Test
    void unrelatedSiblingsAreNone() throws IOException {
        assertThat(past(
                        "syslog",
                        "syslog.bak",
                        "syslog.1.swp",
                        ".syslog.1",
                        "syslog.1~",
                        "syslog1",
                        "syslog-ng.log",
                        "syslog.x.gz",
                        "syslog.1.gz.tmp",
                        "syslog-2026112",
                        "syslog-20261122-",
                        "syslog.rfc3339",
                        "xsyslog.1",
                        "syslog.99999999999",
                        "syslog."))
                .isEmpty();
    }

    /** While logrotate compresses syslog.1, both are there; one half done. */
    @Test
    void aFileAndItsCompressedCopyAreOne() throws IOException {
        assertThat(past("syslog", "syslog.1", "syslog.1.gz", "syslog.2.gz", "syslog-20261122", "syslog-20261122.gz"))
                .containsExactly("syslog.2.gz", "syslog.1", "syslog-20261122");
    }

    @Test
    void directoriesAreNone() throws IOException {
        Files.createDirectory(folder.resolve("syslog.1"));

        assertThat(past("syslog", "syslog.2")).containsExactly("syslog.2");
    }

    @Test
    void theLiveFileNeedNotBeThere() throws IOException {
        Files.createFile(folder.resolve("syslog.1"));

        assertThat(RotatedFiles.of(folder.resolve("syslog"))).containsExactly(folder.resolve("syslog.1"));
    }

    @Test
    void withoutAFolderThereIsNoPast() {
        assertThatIOException().isThrownBy(() -> RotatedFiles.of(folder.resolve("none/syslog")));
    }

    private List<String> past(String live, String... siblings) throws IOException {
        Files.createFile(folder.resolve(live));
        for (String sibling : siblings) {
            Files.createFile(folder.resolve(sibling));
        }
        return pastOf(live);
    }

    private List<String> pastOf(String live) throws IOException {
        return RotatedFiles.of(folder.resolve(live)).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    private void written(String sibling, String lastLine) throws IOException {
        Path file = Files.createFile(folder.resolve(sibling));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse(lastLine)));
    }
}

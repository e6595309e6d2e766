package io.pptpdmonitor.source;

import static io.pptpdmonitor.source.FollowedLog.append;
import static io.pptpdmonitor.source.FollowedLog.line;
import static io.pptpdmonitor.source.FollowedLog.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.file.RotatedFiles;
import io.pptpdmonitor.log.Hosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that is a symbolic link, as /var/log/pptpd.log to a file on another disk, where logrotate rotates it. */
class LinkedLogTest {

    @TempDir
    Path folder;

    private Path link;
    private Path target;

    @BeforeEach
    void link() throws IOException {
        target = Files.createDirectory(folder.resolve("data")).resolve("vpn.log");
        link = Files.createSymbolicLink(
                Files.createDirectory(folder.resolve("log")).resolve("pptpd.log"), Path.of("../data/vpn.log"));
    }

    private List<Path> past() throws IOException {
        List<Path> real = new ArrayList<>();
        for (Path file : RotatedFiles.of(link)) {
            real.add(folder.toRealPath().relativize(file.toRealPath()));
        }
        return real;
    }

    private void rotated(String file, String time) throws IOException {
        Path path = folder.resolve(file);
        append(path, line(1));
        Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2026-11-" + time + "T06:25:00Z")));
    }

    /** What was rotated before it became a link stands beside that. */
    @Test
    void hasItsPastBesideTheLinkAndBesideItsTarget() throws IOException {
        append(target, line(9));
        rotated("log/pptpd.log.2.gz", "10");
        rotated("log/pptpd.log.1", "11");
        rotated("data/vpn.log.2.gz", "12");
        rotated("data/vpn.log.1", "13");
        rotated("data/pptpd.log.1", "14");

        assertThat(past())
                .containsExactly(
                        Path.of("log/pptpd.log.2.gz"),
                        Path.of("log/pptpd.log.1"),
                        Path.of("data/vpn.log.2.gz"),
                        Path.of("data/vpn.log.1"));
    }

    @Test
    void hasEachFileOnce() throws IOException {
        rotated("data/vpn.log.1", "13");
        Files.createSymbolicLink(folder.resolve("log/pptpd.log.1"), Path.of("../data/vpn.log.1"));

        assertThat(past()).as("also while the target is just being made").containsExactly(Path.of("data/vpn.log.1"));
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("../log/../data/vpn.log"));
        assertThat(past()).containsExactly(Path.of("data/vpn.log.1"));
    }

    @Test
    void isFollowedWhereItsTargetIsRotated() throws IOException {
        append(folder.resolve("data/vpn.log.1"), lines(1, 2));
        append(target, lines(3, 4));
        try (LogFile file = LogFile.withPast(link, Hosts.in(ZoneOffset.UTC))) {
            assertThat(poll(file)).containsExactly(1, 2, 3, 4);

            append(target, line(5));
            Files.move(folder.resolve("data/vpn.log.1"), folder.resolve("data/vpn.log.2"));
            Files.move(target, folder.resolve("data/vpn.log.1"));
            append(folder.resolve("data/vpn.log.1"), line(6));
            append(target, line(7));
            assertThat(poll(file)).containsExactly(5, 6, 7);

            Files.move(folder.resolve("data/vpn.log.2"), folder.resolve("data/vpn.log.4"));
            Files.move(folder.resolve("data/vpn.log.1"), folder.resolve("data/vpn.log.3"));
            append(target, line(8));
            Files.move(target, folder.resolve("data/vpn.log.2"));
            append(folder.resolve("data/vpn.log.1"), line(9));
            append(target, line(10));
            assertThat(poll(file)).as("rotated twice meanwhile").containsExactly(8, 9, 10);
            assertThat(file.health().text()).isEmpty();
        }
    }

    private static List<Integer> poll(LogFile file) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        file.poll(seen -> numbers.add(seen.pid()));
        return numbers;
    }
}

package io.pptpdmonitor.source;

import static io.pptpdmonitor.source.FollowedLog.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rotated logs are compressed. */
class CompressedLogTest {

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
    void isReadBeforeTheLiveOne() throws IOException {
        Path oldest = Files.write(folder.resolve("syslog.2.gz"), gzip(lines(1, 2)));
        Path old = folder.resolve("syslog.1");
        append(old, lines(3, 4));
        log.append(line(5));

        try (FollowedLog all = new FollowedLog(log.path, oldest, old)) {
            assertThat(all.poll()).containsExactly(1, 2, 3, 4, 5);
            assertThat(all.poll()).isEmpty();
            assertThat(all.file.counts().lines()).isEqualTo(5);
        }
    }

    @Test
    void mayBeReadByItself() throws IOException {
        Path gz = Files.write(folder.resolve("syslog.2.gz"), gzip(line(1) + line(2).trim()));

        try (FollowedLog all = new FollowedLog(gz)) {
            assertThat(all.poll()).containsExactly(1, 2);
            assertThat(all.poll()).isEmpty();
        }
    }

    @Test
    void severalInOneFileAreRead() throws IOException {
        Path gz = Files.write(folder.resolve("syslog.2.gz"), gzip(line(1)));
        Files.write(gz, gzip(line(2)), java.nio.file.StandardOpenOption.APPEND);

        try (FollowedLog all = new FollowedLog(gz)) {
            assertThat(all.poll()).containsExactly(1, 2);
        }
    }

    /** What is before the cut is handed over once, and the rest of the log is read all the same. */
    @Test
    void isReadUpToWhereItIsCutOff() throws IOException {
        byte[] whole = gzip(lines(1, 2000));
        Path cut = Files.write(folder.resolve("syslog.1.gz"), Arrays.copyOf(whole, whole.length / 2));
        log.append(line(7777));

        try (FollowedLog all = new FollowedLog(log.path, cut)) {
            List<Integer> read = all.pollThatFails(cut + " ends in the middle");
            assertThat(read)
                    .hasSizeBetween(2, 2000)
                    .startsWith(1, 2)
                    .endsWith(7777)
                    .doesNotHaveDuplicates();
            assertThat(all.poll()).isEmpty();
        }
    }

    /** Nobody can bring back what it held; the looks that follow say so, too, and those of the next process. */
    @Test
    void whatIsLostByItStaysTold() throws IOException {
        byte[] whole = gzip(lines(1, 2000));
        Path cut = Files.write(folder.resolve("syslog.2.gz"), Arrays.copyOf(whole, whole.length / 2));
        Path none = Files.writeString(folder.resolve("syslog.1.gz"), "no gzip");
        log.append(line(7777).replace("T13:29", "T13:45"));
        String told = "lines after 2026-11-22T13:29:31Z and before 2026-11-22T13:45:31Z may be lost: ";
        String all = told + cut + " ends in the middle of its compressed data; copy it again, or leave it out; " + told
                + none + " cannot be unpacked, it is damaged or no gzip file; copy it again, or rename it if it is not"
                + " compressed";

        log = withPast(log.path);
        assertThat(log.pollThatFails(cut + " ends in the middle")).endsWith(7777);
        assertThat(log.file.health().text()).isEqualTo(all);
        assertThat(log.poll()).isEmpty();
        assertThat(log.file.health().text()).isEqualTo(all);
        log.append(line(7778));
        log = log.resumed();
        assertThat(log.file.health().text()).isEqualTo(all);
        assertThat(log.poll()).containsExactly(7778);
        assertThat(log.resumed().file.health().text()).isEqualTo(all);
    }

    @Test
    void ofManyThatAreDamagedTheFirstAreNamed() throws IOException {
        for (int i = 1; i <= 9; i++) {
            Files.writeString(folder.resolve("syslog." + i + ".gz"), "no gzip");
        }
        log.append(line(1));

        log = withPast(log.path);
        assertThat(log.pollThatFails("syslog.9.gz cannot be unpacked")).containsExactly(1);
        log = log.resumed();
        assertThat(log.file.health().text())
                .contains("syslog.9.gz", "syslog.8.gz", "syslog.7.gz")
                .endsWith("; and those of 6 other files");
    }

    @Test
    void isReadOnceThoughItIsCutOff() throws IOException {
        byte[] whole = gzip(lines(1, 2000));
        Path cut = Files.write(folder.resolve("syslog.1.gz"), Arrays.copyOf(whole, whole.length / 2));

        try (FollowedLog all = new FollowedLog(cut)) {
            assertThat(all.pollThatFails(cut + " ends in the middle")).startsWith(1, 2);
            assertThat(all.poll()).isEmpty();
            assertThat(all.file.health().text())
                    .startsWith("lines after 2026-11-22T13:29:31Z may be lost: " + cut + " ends in the middle");
        }
    }

    @Test
    void mayBeNoneAtAll() throws IOException {
        Path empty = Files.write(folder.resolve("syslog.1.gz"), new byte[0]);
        Path plain = Files.writeString(folder.resolve("syslog.2.gz"), line(1));
        log.append(line(2));

        try (FollowedLog all = new FollowedLog(log.path, plain, empty)) {
            assertThat(all.pollThatFails(plain + " cannot be unpacked")).containsExactly(2);
        }
    }

    @Test
    void anyBrokenByteIsSurvived() throws IOException {
        byte[] whole = gzip(lines(1, 20));
        for (int at = 0; at < whole.length; at++) {
            byte[] broken = whole.clone();
            broken[at] ^= (byte) 0xff;
            Path gz = Files.write(folder.resolve("syslog.1.gz"), broken);
            try (FollowedLog all = new FollowedLog(gz)) {
                all.file.poll(seen -> {});
            } catch (IOException told) {
                assertThat(told).hasMessageContaining(gz.toString());
            }
        }
    }
}

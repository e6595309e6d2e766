package io.pptpdmonitor.source;

import static io.pptpdmonitor.source.FollowedLog.*;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.Program;
import io.pptpdmonitor.file.DamagedFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the programs that logrotate calls make of a log. */
@Tag("programs")
class CompressionTest {

    @TempDir
    Path folder;

    private Path packed(String program, String suffix, String text) throws IOException {
        Path plain = folder.resolve("plain");
        Files.writeString(plain, text);
        Program.Result run = Program.require(program).run("-f", "-k", "-q", plain.toString());
        assertThat(run.err()).isEmpty();
        return Files.move(folder.resolve("plain" + suffix), folder.resolve("syslog.2" + suffix), REPLACE_EXISTING);
    }

    private static List<Integer> read(Path file) throws IOException {
        try (FollowedLog log = new FollowedLog(file)) {
            return log.poll();
        }
    }

    @ParameterizedTest
    @CsvSource({"gzip, .gz", "xz, .xz", "bzip2, .bz2", "zstd, .zst"})
    void isUnpacked(String program, String suffix) throws IOException {
        assertThat(read(packed(program, suffix, lines(1, 30_000))))
                .hasSize(30_000)
                .startsWith(1, 2)
                .endsWith(30_000)
                .isSorted();
    }

    /** As pigz, pbzip2, pixz and cat make them; one of them holds nothing. */
    @ParameterizedTest
    @CsvSource({"gzip, .gz", "xz, .xz", "bzip2, .bz2", "zstd, .zst"})
    void mayHaveSeveralMembers(String program, String suffix) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String text : List.of(line(1) + line(2).substring(0, 9), "", line(2).substring(9), lines(3, 900))) {
            all.write(Files.readAllBytes(packed(program, suffix, text)));
        }
        Path file = Files.write(folder.resolve("syslog.1" + suffix), all.toByteArray());

        assertThat(read(file)).hasSize(900).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"gzip, .gz", "xz, .xz", "bzip2, .bz2", "zstd, .zst"})
    void isReadUpToWhereItIsCutOff(String program, String suffix) throws IOException {
        // The formats' blocks hold up to 900 kB, and of a broken one nothing is believed.
        byte[] whole = Files.readAllBytes(packed(program, suffix, lines(1, 60_000)));
        Path cut = Files.write(folder.resolve("cut" + suffix), Arrays.copyOf(whole, whole.length - 9));

        try (FollowedLog log = new FollowedLog(cut)) {
            assertThat(log.pollThatFails(cut + " ends in the middle of its compressed data"))
                    .startsWith(1, 2)
                    .hasSizeGreaterThan(10_000)
                    .isSorted();
            assertThat(log.poll()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"gzip, .gz", "xz, .xz", "bzip2, .bz2", "zstd, .zst"})
    void brokenBytesAreSurvived(String program, String suffix) throws IOException {
        byte[] whole = Files.readAllBytes(packed(program, suffix, lines(1, 50)));
        Random random = new Random(7);
        for (int i = 0; i < 100; i++) {
            byte[] broken = whole.clone();
            broken[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            Path file = Files.write(folder.resolve("broken" + suffix), broken);
            try {
                read(file);
            } catch (IOException told) {
                assertThat(told).isInstanceOf(DamagedFileException.class).hasMessageContaining(file.toString());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"gzip, .gz", "xz, .xz", "bzip2, .bz2", "zstd, .zst"})
    void mayBeNothingOfTheKind(String program, String suffix) throws IOException {
        Path plain = Files.writeString(folder.resolve("syslog.1" + suffix), line(1));
        try (FollowedLog log = new FollowedLog(plain)) {
            assertThat(log.pollThatFails(plain + " cannot be unpacked, it is damaged or no " + program + " file"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"gzip, .gz", "xz, .xz", "bzip2, .bz2", "zstd, .zst"})
    void isFoundAgainByItsUnpackedBytes(String program, String suffix) throws IOException {
        try (FollowedLog log = FollowedLog.in(folder)) {
            log.append(lines(1, 1000));
            assertThat(log.poll()).hasSize(1000);
            packed(program, suffix, lines(1, 1500));
            Files.delete(log.path);
            log.append(line(1501));
            try (FollowedLog next = log.resumed()) {
                assertThat(next.poll())
                        .hasSize(501)
                        .startsWith(1001)
                        .endsWith(1501)
                        .isSorted();
            }
        }
    }

    /** In 2 GB of random octets no ten are those; here are eight of them. */
    @Test
    void aMemberEndsAtAWholeHeaderOnly() throws IOException {
        byte[] some =
                new byte[] {'B', 'Z', 'h', '9', 0x31, 0x41, 0x59, 0x26, 'B', 'Z', 'h', '9', 0x31, 0x41, 0x59, 0x26, 0x53
                };
        Path file = Files.write(folder.resolve("syslog.1.bz2"), some);
        try (FollowedLog log = new FollowedLog(file)) {
            assertThat(log.pollThatFails(file.toString())).isEmpty();
        }
    }
}

package io.pptpdmonitor.source;

import static io.pptpdmonitor.source.FollowedLog.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** What stands in two files of a log's past, or in one and in the log itself, is read once; what stands in one is read. */
class CopiedLogTest {

    @TempDir
    Path folder;

    private Path path;
    private FollowedLog log;

    @BeforeEach
    void name() {
        path = folder.resolve("syslog");
        log = withPast(path);
    }

    @AfterEach
    void close() throws IOException {
        log.close();
    }

    private Path rotated(String name) {
        return folder.resolve("syslog" + name);
    }

    private void copy(String from, String to) throws IOException {
        Files.copy(rotated(from), rotated(to));
    }

    private static byte[] xz(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XZOutputStream xz = new XZOutputStream(out, new LZMA2Options())) {
            xz.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private void written(String name, String moment) throws IOException {
        Files.setLastModifiedTime(rotated(name), FileTime.from(Instant.parse("2026-11-" + moment + "T06:25:00Z")));
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    private void assertSecondLooks(int next) throws IOException {
        append(path, line(next));
        assertThat(log.poll()).containsExactly(next);
        append(path, line(next + 1));
        log = log.resumed();
        assertThat(log.poll()).containsExactly(next + 1);
        assertThat(log.file.health().text()).isEmpty();
    }

    /** {@code cp syslog syslog.1}; or logrotate's copytruncate, which has not truncated yet. */
    @ParameterizedTest
    @ValueSource(strings = {".1", ".0", "-20261122", ".2026-11-22"})
    void aWholeCopyIsPassedOver(String name) throws IOException {
        append(path, lines(1, 2000));
        copy("", name);

        assertThat(log.poll()).isEqualTo(numbers(1, 2000));
        assertSecondLooks(2001);
    }

    @Test
    void soIsTheCopyOfAnEarlierMoment() throws IOException {
        append(path, lines(1, 1500));
        copy("", ".1");
        append(path, lines(1501, 2000));

        assertThat(log.poll()).isEqualTo(numbers(1, 2000));
        assertSecondLooks(2001);
    }

    /** The copy may end within a line while it is being made, and be compressed by then. */
    @Test
    void soIsOneThatIsBeingMadeOrCompressed() throws IOException {
        append(path, lines(1, 2000));
        Files.writeString(rotated(".1"), lines(1, 900).stripTrailing());
        Files.write(rotated("-20261122.gz"), gzip(lines(1, 800)));
        Files.write(rotated("-20261122.xz"), xz(lines(1, 2000)));

        assertThat(log.poll()).isEqualTo(numbers(1, 2000));
        assertSecondLooks(2001);
    }

    /** Rotated since, the copy is older by its name. */
    @Test
    void soIsOneOfARotatedFile() throws IOException {
        Files.writeString(rotated(".2"), lines(1, 700));
        Files.writeString(rotated(".1"), lines(1, 1000));
        Files.write(rotated("-20261120.gz"), gzip(lines(1, 1000)));
        append(path, lines(1001, 1010));

        assertThat(log.poll()).isEqualTo(numbers(1, 1010));
        assertSecondLooks(1011);
    }

    @ParameterizedTest
    @ValueSource(strings = {".gz .xz", ".xz .gz", " .gz", " .xz"})
    void twoProgramsHaveCompressedTheSame(String suffixes) throws IOException {
        for (String suffix : suffixes.split(" ", -1)) {
            String old = lines(1, 1000);
            byte[] bytes = suffix.equals(".gz")
                    ? gzip(old)
                    : suffix.equals(".xz") ? xz(old) : old.getBytes(StandardCharsets.UTF_8);
            Files.write(rotated(".2" + suffix), bytes);
        }
        Files.writeString(rotated(".1"), lines(1001, 1010));
        append(path, lines(1011, 1020));

        assertThat(log.poll()).isEqualTo(numbers(1, 1020));
        assertSecondLooks(1021);
    }

    /** Compression under way: nothing, a part, or all of it is there. */
    @ParameterizedTest
    @ValueSource(ints = {0, 5, 12, 1000, 2000, Integer.MAX_VALUE})
    void halfCompressedIsNoDamage(int octets) throws IOException {
        byte[] whole = gzip(lines(1, 1000));
        Files.writeString(rotated(".2"), lines(1, 1000));
        Files.write(rotated(".2.gz"), Arrays.copyOf(whole, Math.min(octets, whole.length)));
        append(path, lines(1001, 1010));

        assertThat(log.poll()).isEqualTo(numbers(1, 1010));
        assertSecondLooks(1011);
    }

    /** The first 512 bytes are the same, as of routers without a clock; one of them is no longer than the other's begin. */
    @Test
    void whatOnlyBeginsAlikeCounts() throws IOException {
        String begin = lines(1, 20);
        Files.writeString(rotated(".3"), begin + lines(21, 30));
        Files.write(rotated(".2.gz"), gzip(begin + lines(31, 40)));
        Files.writeString(rotated(".1"), begin);
        append(path, begin.substring(0, begin.length() - line(20).length()) + lines(41, 50));

        List<Integer> all = new ArrayList<>();
        for (int from : new int[] {21, 31}) {
            all.addAll(numbers(1, 20));
            all.addAll(numbers(from, from + 9));
        }
        all.addAll(numbers(1, 20));
        all.addAll(numbers(1, 19));
        all.addAll(numbers(41, 50));
        assertThat(log.poll()).isEqualTo(all);
    }

    /** {@code nocompress} was set two rotations ago: what has the same number is another file, and an older one. */
    @Test
    void whatIsLeftOverFromBeforeCompressionWasSwitchedOffCounts() throws IOException {
        Files.write(rotated(".3.gz"), gzip(lines(1, 100)));
        Files.write(rotated(".2.gz"), gzip(lines(101, 200)));
        Files.writeString(rotated(".3"), lines(201, 300));
        Files.writeString(rotated(".2"), lines(301, 400));
        Files.writeString(rotated(".1"), lines(401, 500));
        append(path, lines(501, 510));
        written(".3.gz", "18");
        written(".2.gz", "19");
        written(".3", "20");
        written(".2", "21");
        written(".1", "22");

        assertThat(log.poll()).isEqualTo(numbers(1, 510));
        assertSecondLooks(511);
    }

    /** What can be read of it is the begin of a stamp, as every log has. */
    @Test
    void tellsOfOneOfWhichAFewOctetsCanBeRead() throws IOException {
        byte[] cut = gzip(lines(1, 1000));
        int octets = 12;
        while (unpacked(Arrays.copyOf(cut, octets)) == 0) {
            octets++;
        }
        Files.write(rotated(".2.gz"), Arrays.copyOf(cut, octets));
        Files.writeString(path, lines(1001, 1010));

        assertThat(log.pollThatFails("syslog.2.gz")).hasSize(10);
    }

    private static int unpacked(byte[] gzip) throws IOException {
        int count = 0;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            while (in.read() >= 0) {
                count++;
            }
        } catch (EOFException cut) {
            return count;
        }
        return count;
    }

    /** As damaged as any other: it is not what compression under way leaves. */
    @Test
    void damageOfWhatIsLeftOverIsTold() throws IOException {
        byte[] cut = gzip(lines(1, 1000));
        Path leftOver = Files.write(rotated(".2.gz"), Arrays.copyOf(cut, cut.length / 2));
        Files.writeString(rotated(".2"), lines(1001, 1010));
        append(path, lines(1011, 1020));

        assertThat(log.pollThatFails(leftOver + " ends in the middle"))
                .startsWith(1, 2)
                .endsWith(1019, 1020)
                .doesNotHaveDuplicates();
    }

    /** logrotate truncates the log just now: what was passed over as a copy of it stands there only. */
    @Test
    void theCopyIsReadWhereTheLogIsTruncatedMeanwhile() throws IOException {
        Files.write(rotated(".2.gz"), gzip(lines(1, 10)));
        append(path, lines(11, 1000));
        copy("", ".1");
        List<Integer> read = new ArrayList<>();

        log.file.poll(seen -> {
            if (seen.pid() == 5) {
                truncate(lines(1001, 1010));
            }
            read.add(seen.pid());
        });

        assertThat(read).isEqualTo(numbers(1, 1010));
        assertSecondLooks(1011);
    }

    private void truncate(String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Looked at between the copy and the truncation, and behind it; what was written between the two is in neither. */
    @ParameterizedTest
    @ValueSource(strings = {"followed", "looked at"})
    void copytruncateIsCaughtInTheMiddle(String how) throws IOException {
        append(path, lines(1, 1000));
        copy("", ".1");
        append(path, lines(1001, 1003));
        assertThat(log.poll()).isEqualTo(numbers(1, 1003));
        truncate("");
        append(path, lines(1005, 1010));
        log = how.equals("followed") ? log : log.resumed();

        assertThat(log.poll()).isEqualTo(numbers(1005, 1010));
        assertSecondLooks(1011);
    }

    /** A copy by hand lies between the file that was read and the live one. */
    @ParameterizedTest
    @ValueSource(strings = {"followed", "looked at"})
    void aCopyByHandIsPassedOverAfterARotation(String how) throws IOException {
        append(path, lines(1, 1000));
        assertThat(log.poll()).hasSize(1000);
        append(path, lines(1001, 1010));
        Files.move(path, rotated(".1"));
        append(path, lines(1011, 2000));
        copy("", ".0");
        append(path, lines(2001, 2010));
        log = how.equals("followed") ? log : log.resumed();

        assertThat(log.poll()).isEqualTo(numbers(1001, 2010));
        assertSecondLooks(2011);
    }
}

package io.pptpdmonitor.source;

import static io.pptpdmonitor.source.FollowedLog.append;
import static io.pptpdmonitor.source.FollowedLog.gzip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.pptpdmonitor.file.RotatedFiles;
import io.pptpdmonitor.log.Hosts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From which moment on a log was read without a gap: what its files held is known from how they were made here. */
class BeginOfLogTest {

    private static final Instant DAY = Instant.parse("2026-11-22T00:00:00Z");

    @TempDir
    Path folder = Path.of("");

    private Path log() {
        return folder.resolve("syslog");
    }

    /** What is written within that hour: two lines, so that none stands alone. */
    private static String hour(int hour) {
        String line = "2026-11-22T%02d:0%d:00Z vpn1 pppd[%d]: Exit.\n";
        return line.formatted(hour, 1, hour) + line.formatted(hour, 2, hour + 100);
    }

    private static @Nullable String begin(LogSource source) {
        return source.begin() == null
                ? null
                : source.begin().toInstant().toString().substring(11, 16);
    }

    /** Written within these hours, and not any more. */
    private Path write(String name, int from, int to) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int hour = from; hour < to; hour++) {
            text.append(hour(hour));
        }
        Path file = folder.resolve(name);
        Files.write(
                file,
                name.endsWith(".gz") ? gzip(text.toString()) : text.toString().getBytes(StandardCharsets.UTF_8));
        return written(file, to);
    }

    private static Path written(Path file, int hour) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(DAY.plusSeconds(hour * 3600L)));
    }

    private LogFile read(boolean past) throws IOException {
        LogFile file = new LogFile(log(), past ? RotatedFiles.of(log()) : java.util.List.of(), ZoneOffset.UTC);
        file.poll(told -> {});
        return file;
    }

    /** Each has two hours, the live one from 10 o'clock on. */
    @ParameterizedTest
    @CsvSource({
        "'',                          false, 10:01",
        ".1,                          false, 10:01",
        ".1,                          true,  08:01",
        ".1 .2.gz .3.gz,              true,  04:01",
        ".0 .1.gz,                    true,  06:01",
        "-20261122,                   true,  08:01",
        "-2026112209 -2026112204.gz,  true,  06:01",
    })
    void isWhereTheOldestFileBegins(String past, boolean rotate, String expected) throws IOException {
        int to = 10;
        for (String name : past.split(" ", -1)) {
            if (!name.isEmpty()) {
                write("syslog" + name, to - 2, to);
                to -= 2;
            }
        }
        write("syslog", 10, 12);
        try (LogFile file = read(rotate)) {
            assertThat(begin(file)).isEqualTo(expected);
        }
    }

    @Test
    void isBehindAFileWhoseNumberIsMissing() throws IOException {
        write("syslog.3.gz", 4, 6);
        write("syslog.1", 8, 10);
        write("syslog", 10, 12);
        try (LogFile file = read(true)) {
            assertThat(begin(file)).isEqualTo("08:01");
        }
        Files.delete(folder.resolve("syslog.1"));
        try (LogFile file = read(true)) {
            assertThat(begin(file)).isEqualTo("10:01");
        }
    }

    @Test
    void isBehindAFileThatIsCutOff() throws IOException {
        write("syslog.3.gz", 4, 6);
        Path damaged = write("syslog.2.gz", 6, 8);
        byte[] all = Files.readAllBytes(damaged);
        Files.write(damaged, Arrays.copyOf(all, all.length / 2));
        write("syslog.1", 8, 10);
        write("syslog", 10, 12);
        try (LogFile file = new LogFile(log(), RotatedFiles.of(log()), ZoneOffset.UTC)) {
            assertThatIOException().isThrownBy(() -> file.poll(told -> {})).withMessageContaining("syslog.2.gz");
            file.poll(told -> {});
            assertThat(begin(file)).isEqualTo("08:01");
        }
    }

    @Test
    void staysWhileTheLogIsFollowedOverRotations() throws IOException {
        write("syslog", 8, 10);
        try (LogFile file = read(false)) {
            Files.move(log(), folder.resolve("syslog.1"));
            write("syslog", 10, 12);
            file.poll(told -> {});
            append(log(), hour(12));
            file.poll(told -> {});
            assertThat(begin(file)).isEqualTo("08:01");
            assertThat(file.counts().lines()).isEqualTo(10);
        }
    }

    /** Of a log that held that, written at that hour, and goes on at noon while it is followed. */
    private @Nullable String beginOnceNoonHasCome(String held, int written) throws IOException {
        Files.writeString(log(), held);
        written(log(), written);
        try (LogFile file = read(false)) {
            append(log(), hour(12));
            written(log(), 12);
            file.poll(told -> {});
            return begin(file);
        }
    }

    private static String firstLineOf(int hour) {
        return hour(hour).lines().findFirst().orElseThrow() + "\n";
    }

    /** One line, and hours later the next: whoever was there knows that there was none between. */
    @Test
    void staysWhileNobodyWrites() throws IOException {
        assertThat(beginOnceNoonHasCome(firstLineOf(8), 8)).isEqualTo("08:01");
    }

    /** Written at noon, with the stamp of the morning: it came late. */
    @Test
    void isNotThatOfAStrayLineThatStoodThereAlone() throws IOException {
        assertThat(beginOnceNoonHasCome(firstLineOf(8), 12)).isEqualTo("12:01");
    }

    /** A router that has just booted: the clock is set while we look on. */
    @Test
    void isBehindTheSettingOfAClockThatIsStillToCome() throws IOException {
        assertThat(beginOnceNoonHasCome(
                        "2026-11-22T08:01:00Z router kernel: Linux version 5.15.150 (builder)\n" + hour(8), 8))
                .isEqualTo("12:01");
    }

    @Test
    void isKeptFromOneProcessToTheNext() throws IOException {
        write("syslog", 8, 10);
        FollowedLog log = FollowedLog.in(folder);
        log.poll();
        Files.move(log(), folder.resolve("syslog.1"));
        write("syslog", 10, 12);
        try (FollowedLog next = log.resumed()) {
            next.poll();
            assertThat(begin(next.file)).isEqualTo("08:01");
        }
    }

    /** Rotated twice while nobody looked, and of what was written meanwhile nothing is left; or half of it. */
    @Test
    void isBehindWhatWasDeletedWhileNobodyLooked() throws IOException {
        write("syslog", 6, 8);
        FollowedLog log = FollowedLog.in(folder);
        log.poll();
        Files.delete(log());
        write("syslog.1", 8, 10);
        write("syslog", 10, 12);
        FollowedLog next = log.resumed();
        next.poll();
        assertThat(begin(next.file)).isEqualTo("08:01");

        Files.move(log(), folder.resolve("syslog.3"));
        write("syslog.1", 14, 16);
        write("syslog", 16, 18);
        try (FollowedLog last = next.resumed()) {
            last.poll();
            assertThat(begin(last.file)).as("syslog.2 had the hours between").isEqualTo("14:01");
        }
    }

    @Test
    void isBehindATruncationThatLeftNoCopy() throws IOException {
        write("syslog", 8, 10);
        try (LogFile file = read(false)) {
            Files.writeString(log(), hour(11));
            file.poll(told -> {});
            assertThat(begin(file)).isEqualTo("11:01");
        }
    }

    @Test
    void staysWhereACopyWasMadeOfWhatWasTruncated() throws IOException {
        write("syslog", 8, 10);
        try (LogFile file = read(false)) {
            append(log(), hour(10));
            Files.copy(log(), folder.resolve("syslog.1"), StandardCopyOption.COPY_ATTRIBUTES);
            Files.writeString(log(), hour(11));
            file.poll(told -> {});
            assertThat(begin(file)).isEqualTo("08:01");
            assertThat(file.counts().lines()).isEqualTo(8);
        }
    }

    /** Its stretches are read by others. */
    @Test
    void isTheSameOfALargeFile() throws IOException {
        String lines = hour(8).repeat(1000);
        StringBuilder all = new StringBuilder("2026-11-20T02:00:00Z vpn1 cron[7]: written late\n");
        for (int i = 0; i < 200; i++) {
            all.append(lines);
        }
        assertThat(all.length()).isGreaterThan(16 << 20);
        Files.writeString(log(), all);
        written(log(), 10);
        try (LogFile file = read(false)) {
            assertThat(begin(file)).isEqualTo("08:01");
            assertThat(file.counts().lines()).isEqualTo(400_001);
        }
    }

    @Test
    void isTheFirstLineThatIsHandedOver() throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(hour(9).getBytes(StandardCharsets.UTF_8));
        InstantSource clock = InstantSource.fixed(DAY.plusSeconds(36_000));
        try (StandardInput source = new StandardInput(in, false, clock, Hosts.in(ZoneOffset.UTC))) {
            assertThat(begin(source)).isNull();
            source.poll(told -> {});
            assertThat(begin(source)).isEqualTo("09:01");
        }
    }
}

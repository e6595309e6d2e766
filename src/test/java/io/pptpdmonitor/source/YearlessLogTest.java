package io.pptpdmonitor.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.log.LogRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stamps without a year, in files that hold several of them. */
class YearlessLogTest {

    private static final String YEARS = line("Nov 22", 2023)
            + line("Feb 29", 2024)
            + line("Jun 10", 2024)
            + line("Nov 22", 2024)
            + line("Mar  1", 2025)
            + line("Jul  1", 2025)
            + line("Dec 31", 2025)
            + line("Jan  1", 2026)
            + line("May  5", 2026);

    @TempDir
    Path folder;

    /** The pid tells the year. */
    private static String line(String day, int year) {
        return day + " 12:00:00 vpn1 pppd[" + year + "]: Exit.\n";
    }

    private Path write(String name, String text, String written) throws IOException {
        Path file = folder.resolve(name);
        Files.write(
                file,
                name.endsWith(".gz") ? FollowedLog.gzip(text) : text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return Files.setLastModifiedTime(file, FileTime.from(Instant.parse(written)));
    }

    private static List<LogRecord> read(Path live, Path... past) throws IOException {
        List<LogRecord> records = new ArrayList<>();
        try (LogFile file = new LogFile(live, List.of(past), ZoneOffset.UTC)) {
            file.poll(records::add);
        }
        return records;
    }

    private static void assertYears(List<LogRecord> records, int count) {
        assertThat(records)
                .hasSize(count)
                .allSatisfy(told ->
                        assertThat(told.time().getYear()).as(told.toString()).isEqualTo(told.pid()));
    }

    @Test
    void isDatedThoughItHoldsSeveralYears() throws IOException {
        assertYears(read(write("syslog", YEARS, "2026-05-06T00:00:00Z")), 9);
    }

    @Test
    void isDatedThoughItIsCompressed() throws IOException {
        assertYears(read(write("syslog.1.gz", YEARS, "2026-05-06T00:00:00Z")), 9);
    }

    /** Nobody came for two years, and the newest rotated file is as old as that. */
    @Test
    void isDatedByItsOwnTimeThoughTheOneBehindItIsYearsYounger() throws IOException {
        Path old = write("syslog.1", line("Mar  1", 2023) + line("Mar  2", 2023), "2023-03-02T12:00:01Z");
        Path live = write("syslog", line("May  5", 2026), "2026-05-05T12:00:01Z");

        assertYears(read(live, old), 3);
    }

    @Test
    void turnsTheYearWhileItIsFollowed() throws IOException {
        Path live = write("syslog", line("Dec 31", 2025), "2025-12-31T12:00:01Z");
        List<LogRecord> records = new ArrayList<>();
        try (LogFile file = new LogFile(live, List.of(), ZoneOffset.UTC)) {
            file.poll(records::add);
            FollowedLog.append(live, line("Jan  1", 2026));
            Files.setLastModifiedTime(live, FileTime.from(Instant.parse("2026-01-01T12:00:01Z")));
            file.poll(records::add);
        }

        assertYears(records, 2);
    }

    /** syslogd's repetition may be the first line of the next file. */
    @Test
    void repeatsALineAcrossTheBorderOfTwoFiles() throws IOException {
        Path old = write(
                "syslog.1",
                "May  5 12:00:00 vpn1 pptpd[815]: MGR: dropped small initial connection\n",
                "2026-05-05T12:00:01Z");
        Path live = write("syslog", "May  5 12:00:30 vpn1 last message repeated 6 times\n", "2026-05-05T12:00:31Z");

        assertThat(read(live, old)).extracting(LogRecord::count).containsExactly(1, 6);
    }
}

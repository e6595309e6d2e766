package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.CliRun;
import io.pptpdmonitor.ServerLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host whose log was rotated ten minutes ago, while one user failed to log in every minute: 15 times within the hour. */
class BeginsTest {

    private static final Instant NOW = ServerLog.START.plusSeconds(15 * 60);

    @TempDir
    Path root = Path.of("");

    private Path log = Path.of("");
    private Path older = Path.of("");

    @BeforeEach
    void rotate() throws IOException {
        log = Files.createDirectories(root.resolve("var/log")).resolve("syslog");
        older = log.resolveSibling("syslog.1");
        ServerLog whole = ServerLog.goingBack(older);
        for (int i = 1; i <= 15; i++) {
            whole.failed(i, "mallory");
        }
        Instant rotated = NOW.minusSeconds(600);
        var lines = Files.readAllLines(older);
        Files.write(
                log,
                lines.stream().filter(line -> !time(line).isBefore(rotated)).toList());
        Files.write(
                older,
                lines.stream().filter(line -> time(line).isBefore(rotated)).toList());
        Files.setLastModifiedTime(older, FileTime.from(rotated));
        Files.setLastModifiedTime(log, FileTime.from(NOW));
    }

    private static Instant time(String line) {
        return Instant.parse(line.substring(0, line.indexOf(' ')));
    }

    private String first(String... args) {
        CliRun run = CliRun.at(
                NOW,
                Stream.concat(Stream.of(args), Stream.of("--root", root.toString()))
                        .toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        return run.out().lines().findFirst().orElse("");
    }

    private String logins(String... more) {
        return first(Stream.concat(Stream.of("check", "logins", "--window", "1h"), Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void theFileAloneDoesNotTellOfTheHour() {
        assertThat(logins("-w", "20"))
                .isEqualTo(
                        "PPTPD LOGINS UNKNOWN - at least 11 failed logins in 60 min (perhaps more: not all of that time was"
                                + " read), 0 under names of users, 11 under names that may be users or not (perhaps more: not all of"
                                + " that time was read), most from one address 1 (198.51.100.10), the log is read without a gap"
                                + " since 2026-11-22 10:05:00 only, 50 min are missing, its older files may tell them (--rotate)"
                                + " | failed_total=11c");
        assertThat(logins("-w", "10"))
                .startsWith(
                        "PPTPD LOGINS WARNING - at least 11 failed logins in 60 min (outside the warning range 10), ");
        assertThat(first("check", "logins", "-w", "20")).startsWith("PPTPD LOGINS OK - 5 failed logins in 5 min, ");
    }

    @Test
    void theOlderFileTellsTheRest() {
        assertThat(logins("-w", "20", "-r")).startsWith("PPTPD LOGINS OK - 15 failed logins in 60 min, ");
        assertThat(logins("-w", "14", "-r"))
                .startsWith("PPTPD LOGINS WARNING - 15 failed logins in 60 min (outside the warning range 14), ");
    }

    @Test
    void advisesNothingThatWouldNotHelp() throws IOException {
        String[] longer = {"check", "logins", "--window", "3d", "-w", "20"};
        assertThat(first(longer)).contains(" are missing, its older files may tell them (--rotate)");
        assertThat(first(Stream.concat(Stream.of(longer), Stream.of("--rotate")).toArray(String[]::new)))
                .contains(" are missing")
                .doesNotContain("--rotate");
        String[] named = {
            "check", "logins", "--window", "3d", "-w", "20", "--file", older.toString(), "--file", log.toString()
        };
        assertThat(first(named)).contains(" are missing").doesNotContain("--rotate");
        Files.delete(older);
        assertThat(first(longer)).contains(" are missing").doesNotContain("--rotate");
    }

    @Test
    void whatIsKeptGoesBackAsFarAsItDid() throws IOException {
        Files.createDirectories(root.resolve("var/lib/pptpd-monitor"));
        assertThat(logins("-w", "20"))
                .as("what keeps a state reads the past")
                .startsWith("PPTPD LOGINS OK - 15 failed");
        Files.delete(older);
        assertThat(logins("-w", "20")).startsWith("PPTPD LOGINS OK - 15 failed");
        Files.delete(root.resolve("var/lib/pptpd-monitor/state"));
        assertThat(logins("-w", "20")).startsWith("PPTPD LOGINS UNKNOWN - at least 11 failed");
    }

    /** Nobody looked while it was rotated twice, and the first of these files was deleted. */
    @Test
    void aGapWhileNobodyLookedIsAsABegin() throws IOException {
        Files.createDirectories(root.resolve("var/lib/pptpd-monitor"));
        Files.move(log, log.resolveSibling("later"));
        Files.move(older, log);
        logins();
        Files.delete(log);
        Files.move(log.resolveSibling("later"), log);
        assertThat(logins("-w", "20")).startsWith("PPTPD LOGINS UNKNOWN - at least 15 failed");
        assertThat(first("health")).isEqualTo("collector   ok");
        assertThat(CliRun.at(NOW, "health", "--root", root.toString()).out())
                .contains("\nbegins      2026-11-22 10:05:00, since when it was read without a gap\n");
    }

    @Test
    void jsonTellsTheMoment() {
        assertThat(CliRun.at(NOW, "health", "-o", "json", "--root", root.toString())
                        .out())
                .contains("\"begins\": \"2026-11-22T10:05:00Z\"");
    }
}

package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pptpdmonitor.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More strangers than are kept: no list passes for the whole. */
class CutListTest {

    private static final int STRANGERS = 102_000;

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    @TempDir
    static Path scratch = Path.of("");

    private static String log = "";

    @BeforeAll
    static void write() throws IOException {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < STRANGERS; i++) {
            Instant time = START.plusSeconds(i);
            many.append("%1$s vpn1 pppd[%2$d]: Peer u%2$d failed CHAP authentication%n".formatted(time, 100 + i))
                    .append("%s vpn1 pppd[%d]: Exit.%n".formatted(time, 100 + i));
        }
        log = Files.writeString(scratch.resolve("log"), many).toString();
    }

    private static CliRun run(String... args) {
        CliRun run = CliRun.of(Stream.concat(Stream.of(args), Stream.of("--service", "all", "-f", log))
                .toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private static String without(long rows, String what) {
        return "without the oldest " + (STRANGERS - rows) + " " + what + ", which are counted only";
    }

    @Test
    void aTableSaysSoBelow() {
        CliRun table = run("failures");
        long rows = table.out().lines().count() - 2;
        assertThat(rows).isLessThan(STRANGERS);
        assertThat(table.out()).endsWith("\n(" + without(rows, "failed logins") + ")\n");
        assertThat(table.err()).isEmpty();
    }

    @Test
    void rowsAloneAreFollowedByALineOnStandardError() {
        CliRun csv = run("failures", "-o", "csv");
        assertThat(csv.err())
                .isEqualTo("pptpd-monitor: " + without(csv.out().lines().count() - 1, "failed logins") + "\n");
        CliRun bare = run("sessions", "-n");
        assertThat(bare.err())
                .isEqualTo("pptpd-monitor: " + without(bare.out().lines().count(), "ended sessions") + "\n");
    }

    @Test
    void jsonAndHealthCountThem() throws IOException {
        JsonNode told =
                new ObjectMapper().readTree(run("sessions", "-o", "json").out());
        int sessions = STRANGERS - told.get("sessions").size();
        int failures = STRANGERS - told.get("failures").size();
        assertThat(sessions).isPositive();
        assertThat(told.at("/health/notShown/sessions").asInt()).isEqualTo(sessions);
        assertThat(told.at("/health/notShown/failures").asInt()).isEqualTo(failures);
        assertThat(run("health").out())
                .contains("\nlists       " + without(STRANGERS - sessions, "ended sessions") + "; "
                        + without(STRANGERS - failures, "failed logins") + "\n");
    }
}

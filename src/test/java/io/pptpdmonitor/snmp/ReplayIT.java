package io.pptpdmonitor.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.RunningProgram;
import io.pptpdmonitor.alert.Past;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The distribution's agent on a log with a long past, and net-snmp's receiver of traps, which is told of now alone. */
@Tag("programs")
@Timeout(120)
class ReplayIT {

    private static final String CONFIGURATION = """
        [agent]
        listen = ["udp:127.0.0.1:0"]
        [[community]]
        name = "public"
        sources = ["127.0.0.1"]
        [notify]
        sessions = true
        [[receiver]]
        address = "udp:127.0.0.1:%d"
        version = "v2c"
        community = "traps"
        [[alert]]
        name = "ends"
        metric = "session-ends"
        warning = "25%%"
        [[alert]]
        name = "back-again"
        metric = "reconnects-per-user"
        warning = 3
        [[alert]]
        name = "users"
        metric = "active-users"
        warning = "80%%"
        """;

    @TempDir
    Path scratch;

    @Test
    void tellsNothingOfTenThousandSessionsOfThePast() throws Exception {
        Path log = scratch.resolve("syslog");
        Files.writeString(log, Past.tenThousandSessions(Instant.now()));
        Path configuration = Files.createFile(
                scratch.resolve("pptpd-monitor.toml"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Snmptrapd snmptrapd =
                Snmptrapd.start(Files.createDirectory(scratch.resolve("traps")), List.of("authCommunity log traps"))) {
            Files.writeString(configuration, CONFIGURATION.formatted(snmptrapd.port()));
            try (RunningProgram agent = agent(configuration, log)) {
                agent.lineWith("listening on udp:");
                append(log, Past.begin(Instant.now(), 31_000, 7));
                append(log, Past.end(Instant.now().minusSeconds(3_600), 31_001)); // A line that comes late.
                // What it had told before would have come before, and with a smaller number.
                assertThat(snmptrapd.notification())
                        .anyMatch(binding -> binding.contains("pptpdSessionUp"))
                        .anyMatch(binding -> binding.contains("user7"))
                        .anyMatch(binding -> binding.matches(".*pptpdAlertNotificationNumber.0 = Counter32: 1 .*"));
                assertThat(agent.endedBy("TERM")).isZero();
                assertThat(agent.err()).isEmpty();
            }
            assertThat(snmptrapd.more()).isZero();
        }
    }

    private RunningProgram agent(Path configuration, Path log) throws IOException {
        return RunningProgram.start(
                Files.createDirectory(scratch.resolve("cwd")),
                List.of(
                        "agent",
                        "--config",
                        configuration.toString(),
                        "--state",
                        "none",
                        "--live",
                        "no",
                        "-f",
                        log.toString()));
    }

    private static void append(Path log, String lines) throws IOException {
        Files.writeString(log, lines, StandardOpenOption.APPEND);
    }
}

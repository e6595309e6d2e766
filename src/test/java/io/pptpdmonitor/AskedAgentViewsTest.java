package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own agent, asked as each of its users and communities over UDP and TCP. */
@Timeout(120)
class AskedAgentViewsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T14:10:40Z");
    private static final String ALL = "-U nms -A authpass1 -X privpass1";

    @TempDir
    Path scratch = Path.of("");

    private Path settings;

    @BeforeEach
    void configure() throws IOException {
        settings = scratch.resolve("agent.toml");
        Files.writeString(settings, """
                [agent]
                contact = "noc"
                [[user]]
                name = "nms"
                auth = "SHA-256"
                auth_password = "authpass1"
                priv = "AES-128"
                priv_password = "privpass1"
                view = "everything"
                [[user]]
                name = "long"
                auth = "SHA-512"
                auth_password = "authpass1"
                priv = "AES-256"
                priv_password = "privpass1"
                view = "everything"
                [[user]]
                name = "shy"
                auth = "SHA-384"
                auth_password = "authpass1"
                priv = "AES-192"
                priv_password = "privpass1"
                view = "without-personal-data"
                [[community]]
                name = "public"
                sources = ["127.0.0.0/8"]
                view = "everything"
                """);
        Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-------"));
    }

    private CliRun asked(String transport, String command, String options) {
        return ServedLog.configured(
                NOW,
                List.of(
                        "--config",
                        settings.toString(),
                        "--listen",
                        transport + ":127.0.0.1:0",
                        "--file",
                        "etc/demo/syslog"),
                address -> {
                    List<String> args = new ArrayList<>(List.of(command.split(" ")));
                    args.addAll(List.of("-H", address));
                    args.addAll(List.of(options.split(" ")));
                    return CliRun.at(NOW, args.toArray(String[]::new));
                });
    }

    @ParameterizedTest
    @CsvSource({
        "udp, -U nms -A authpass1 -X privpass1",
        "tcp, -U nms -A authpass1 -X privpass1",
        "udp, -U long -a SHA-512 -A authpass1 -x AES-256 -X privpass1",
        "udp, -C public",
        "tcp, -C public",
    })
    void theUsersAreThoseOfTheLog(String transport, String options) {
        CliRun local = CliRun.at(NOW, "users", "--file", "etc/demo/syslog");
        CliRun remote = asked(transport, "users", options);
        assertThat(remote.err()).isEmpty();
        assertThat(remote.out()).isEqualTo(local.out()).contains("alice", "bob", "carol");
        assertThat(remote.exitCode()).isZero();
    }

    @Test
    void aCheckSaysWhatItSaysOfTheLog() {
        CliRun local = CliRun.at(NOW, "check", "users", "-w", "1", "--file", "etc/demo/syslog");
        assertThat(asked("udp", "check users -w 1", ALL)).isEqualTo(local);
        assertThat(local.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "users", "sessions", "failures"})
    void aViewWithoutPersonalDataIsNotNobody(String command) {
        CliRun run = asked("udp", command, "-U shy -a SHA-384 -A authpass1 -x AES-192 -X privpass1");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .endsWith(" does not show who is on the server; take a user whose view holds that\n")
                .hasLineCount(1);
    }

    @Test
    void whyIsToldOfWhatTheAgentLists() {
        CliRun run = asked("udp", "why 10.99.0.11", ALL);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .isEqualTo(CliRun.at(NOW, "why", "10.99.0.11", "--file", "etc/demo/syslog")
                        .out())
                .contains("the client hung up");
        assertThat(asked("udp", "why mallory", ALL).err())
                .isEqualTo("pptpd-monitor: the log tells of no attempt of 'mallory'\n");
    }

    /** A log of elsewhere, of which nobody knows whether something should be there. */
    @Test
    void aLogThatIsSilentIsNoAgentThatIsDead() {
        Instant later = NOW.plusSeconds(3600);
        List<String> agent =
                List.of("--config", settings.toString(), "--listen", "udp:127.0.0.1:0", "--file", "etc/demo/syslog");
        ServedLog.configured(later, agent, address -> {
            assertThat(CliRun.at(later, "check", "users", "-H", address, "-C", "public")
                            .out())
                    .startsWith("PPTPD USERS OK - 2 active users, 2 sessions, as of 2026-11-22 14:10:2");
            assertThat(CliRun.at(later, "check", "users", "-H", address, "-C", "public", "--max-age", "1m")
                            .out())
                    .startsWith("PPTPD USERS UNKNOWN - what is known is 36");
            return address;
        });
    }

    /** What it tells is of now, whatever time it takes that for. */
    @ParameterizedTest
    @ValueSource(longs = {-900, 900})
    void aClockThatIsWrongMakesNothingOld(long ahead) {
        List<String> agent =
                List.of("--config", settings.toString(), "--listen", "udp:127.0.0.1:0", "--file", "etc/demo/syslog");
        ServedLog.configured(NOW, agent, address -> {
            Instant here = NOW.minusSeconds(ahead);
            for (String check : List.of("users", "collector")) {
                assertThat(CliRun.at(here, "check", check, "-H", address, "-C", "public", "--max-age", "1m")
                                .exitCode())
                        .as(check)
                        .isZero();
                assertThat(CliRun.at(here, "check", check, "-H", address, "-C", "public", "--max-age", "2")
                                .out())
                        .as("its last line is of 12 s ago")
                        .contains(" UNKNOWN - what is known is 12 s old");
            }
            return address;
        });
    }

    @Test
    void aCheckNeedsNoPersonalData() {
        CliRun run = asked("udp", "check users", "-U shy -a SHA-384 -A authpass1 -x AES-192 -X privpass1");
        assertThat(run.out()).startsWith("PPTPD USERS OK - 2 active users, 2 sessions | users=2;");
    }

    /** The two that are shipped; they are judged in a thread of its own, and asked until they are. */
    @Test
    void aCheckTellsOfTheAlerts() {
        CliRun run = ServedLog.followed(
                InstantSource.fixed(NOW),
                List.of("--config", settings.toString(), "--listen", "udp:127.0.0.1:0", "--file", "etc/demo/syslog"),
                address -> {
                    CliRun asked = CliRun.at(NOW, "check", "alerts", "-H", address, "-C", "public", "-v");
                    return asked.out().contains("not judged yet") ? Optional.empty() : Optional.of(asked);
                });

        assertThat(run.out().lines())
                .containsExactly(
                        "PPTPD ALERTS OK - 2 of 2 alerts ok | critical=0;;;0 warning=0;;;0 unknown=0;;;0 ok=2;;;0",
                        "source: etc/demo/syslog, data 12 s old");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void aCheckIsToldOfAnyNumber() {
        CliRun local = CliRun.at(NOW, "check", "metric", "in-octets", "-c", "1", "--file", "etc/demo/syslog");
        assertThat(asked("udp", "check metric pptpdServerInOctets -c 1", ALL)).isEqualTo(local);
        assertThat(local.exitCode()).isEqualTo(2);
    }

    @Test
    void aCheckOfTheDaemonCannotSeeTheOneOfACopiedLog() {
        assertThat(asked("udp", "check daemon", ALL).out())
                .isEqualTo(
                        "PPTPD DAEMON UNKNOWN - whether pptpd runs cannot be seen from here (the log is not taken for"
                                + " this host's), ask its port with --probe\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -U nobody -A authpass1 -X privpass1 | does not know the user; check the name (-U)
            -U nms -A authpass2 -X privpass1 | does not accept the user's password; check it (-A) and its protocol (-a)
            -U nms -A authpass1 -X privpass2 -t 1 -e 1 | (-X) and its protocol (-x): it told who it is
            -C wrong -t 1 -e 1 | no answer from
            """)
    void aMistakeIsToldInOneLine(String options, String complaint) {
        CliRun run = asked("udp", "status", options);
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(complaint).hasLineCount(1);
    }

    @Test
    void aLevelThatIsTooLowIsRefused() {
        assertThat(asked("udp", "status", "-U nms -A authpass1 -t 2 -e 1").err())
                .hasLineCount(1);
        assertThat(asked("udp", "status", "-U nms -t 2 -e 1").err()).hasLineCount(1);
    }
}

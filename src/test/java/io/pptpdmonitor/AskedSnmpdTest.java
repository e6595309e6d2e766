package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How net-snmp's snmpd, which does not have our MIB, is asked as a user of SNMPv3, and what comes of each mistake. */
@Tag("programs")
@Timeout(120)
class AskedSnmpdTest {

    private static final String NOT_OURS =
            " answers, but not for PPTPD-MONITOR-MIB; is it another agent, or does its view" + " leave that out?\n";

    @TempDir
    Path scratch = Path.of("");

    private int port;
    private Process snmpd;

    @BeforeEach
    void start() throws IOException {
        try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress())) {
            port = udp.getLocalPort();
        }
        Path settings = scratch.resolve("snmpd.conf");
        Files.write(
                settings,
                List.of(
                        "createUser nms SHA-256 \"authpass1\" AES \"privpass1\"",
                        "createUser big SHA-512 \"authpass1\" AES-256 \"privpass1\"",
                        "createUser mid SHA-384 \"authpass1\" AES-192 \"privpass1\"",
                        "rouser nms authPriv",
                        "rouser mid authPriv",
                        "rouser big authPriv",
                        "rocommunity public 127.0.0.1"));
        Files.createDirectories(scratch.resolve("persistent/cert_indexes"));
        snmpd = Program.require("snmpd")
                .with("SNMPCONFPATH", scratch.toString())
                .with("SNMP_PERSISTENT_DIR", scratch.resolve("persistent").toString())
                .with("MIBS", "")
                .start(
                        scratch.resolve("snmpd.log"),
                        "-f",
                        "-Lo",
                        "-C",
                        "-c",
                        settings.toString(),
                        "udp:127.0.0.1:" + port,
                        "tcp:127.0.0.1:" + port);
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (asked("", "-C public -t 0.5 -e 1").contains("no answer") && System.nanoTime() < deadline) {
            assertThat(snmpd.isAlive()).isTrue();
        }
    }

    @AfterEach
    void end() {
        snmpd.destroyForcibly().onExit().join();
    }

    /** What is complained of. */
    private String asked(String transport, String options) {
        List<String> args = new ArrayList<>(List.of("health", "-H", transport + "127.0.0.1:" + port));
        args.addAll(List.of(options.split(" ")));
        CliRun run = CliRun.of(args.toArray(String[]::new));
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        return run.err();
    }

    @ParameterizedTest
    @CsvSource({
        "'', -C public",
        "'', -U nms -A authpass1 -X privpass1",
        "'', -U mid -a SHA-384 -A authpass1 -x AES-192 -X privpass1",
        "'', -U big -a SHA-512 -A authpass1 -x AES-256 -X privpass1",
        "tcp:, -U nms -A authpass1 -X privpass1",
        "tcp:, -C public",
    })
    void whoeverMayAskIsAnswered(String transport, String options) {
        assertThat(asked(transport, options)).endsWith(NOT_OURS).hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -U nobody -A authpass1 -X privpass1 | does not know the user; check the name (-U) (v3 nobody)
            -U nms -A authpass2 -X privpass1 | does not accept the user's password; check it (-A) and its protocol (-a) (v3 nms)
            -U nms -a SHA-512 -A authpass1 -X privpass1 | does not accept the user's password;
            -U nms -A authpass1 | does not let us read; take another level (-L), or a user
            -U nms | does not let us read; take another level (-L), or a user
            """)
    void aMistakeIsToldAtOnce(String options, String complaint) {
        long begin = System.nanoTime();
        assertThat(asked("", options))
                .startsWith("pptpd-monitor: the agent at udp:127.0.0.1:" + port + " " + complaint)
                .hasLineCount(1);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void whatIsEncryptedWithAnotherPasswordIsNotAnswered() {
        assertThat(asked("", "-U nms -A authpass1 -X privpass2 -t 1 -e 1"))
                .isEqualTo("pptpd-monitor: no answer from udp:127.0.0.1:" + port + "; check the password for encryption"
                        + " (-X) and its protocol (-x): it told who it is, and then said nothing\n");
    }

    @Test
    void aWrongCommunityIsNotAnswered() {
        assertThat(asked("", "-C wrong -t 1 -e 1"))
                .startsWith("pptpd-monitor: no answer from udp:127.0.0.1:" + port + "; check the host, the community");
    }

    @Test
    void aCheckOfItIsUnknown() {
        CliRun run = CliRun.of("check", "users", "-H", "127.0.0.1:" + port, "-C", "public");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("PPTPD USERS UNKNOWN - the agent at udp:127.0.0.1:" + port + " answers, but not for PPTPD");
    }
}

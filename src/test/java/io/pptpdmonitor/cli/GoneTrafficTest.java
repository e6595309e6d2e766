package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.CliRun;
import io.pptpdmonitor.LoggedHost;
import io.pptpdmonitor.ServerLog;
import io.pptpdmonitor.proc.HostTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Of two looks, three seconds apart, bob is up at the first alone: he had got 1,400 octets by then, and sent 1,500. alice
 * stays, and gets 30,000 between them.
 */
class GoneTrafficTest {

    private static final Instant NOW = ServerLog.START.plusSeconds(330);
    private static final Duration BETWEEN = Duration.ofSeconds(3);

    private static final String LOGOUT = """
            pppd[1002]: LCP terminated by peer (User request)
            pppd[1002]: Connect time 3.0 minutes.
            pppd[1002]: Sent 3500 bytes, received 2100 bytes.
            pptpd[502]: CTRL: Reaping child PPP[1002]
            pppd[1002]: Exit.
            pptpd[502]: CTRL: Client 198.51.100.2 control connection finished
            """;

    @TempDir
    Path root = Path.of("");

    private HostTree host = new HostTree(root);

    @BeforeEach
    void boot() throws IOException {
        ServerLog.at(Files.createDirectories(root.resolve("var/log")).resolve("syslog"))
                .login(1, "alice")
                .login(2, "bob");
        host = LoggedHost.below(root)
                .serves(1, 1)
                .serves(2, 2)
                .tree()
                .with("sys/class/net/ppp1/ifindex", "7\n")
                .with("sys/class/net/ppp2/ifindex", "8\n");
        carry(List.of("ppp1: 1000 4 0 0 0 0 0 0 9000 5 0 0 0 0 0 0", "ppp2: 1500 4 0 0 0 0 0 0 1400 5 0 0 0 0 0 0"));
    }

    private void carry(List<String> interfaces) {
        host.with(
                "proc/net/dev",
                "Inter-|   Receive  |  Transmit\n face |bytes packets |bytes packets\n" + String.join("\n", interfaces)
                        + "\n");
    }

    private void aliceCarriesAlone() {
        carry(List.of("ppp1: 1000 4 0 0 0 0 0 0 39000 5 0 0 0 0 0 0"));
    }

    private void bobIsGone() {
        for (int pid : List.of(502, 1002)) {
            try (Stream<Path> files = Files.walk(root.resolve("proc/" + pid))) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> assertThat(file.toFile().delete()).isTrue());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        aliceCarriesAlone();
    }

    private void logs(Instant stamp, String messages) {
        StringBuilder lines = new StringBuilder();
        messages.lines()
                .forEach(message ->
                        lines.append(stamp).append(" vpn1 ").append(message).append('\n'));
        try {
            Files.writeString(root.resolve("var/log/syslog"), lines, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks twice. */
    private CliRun traffic(String thresholds, Runnable meanwhile) {
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        return CliRun.at(
                now::get,
                span -> {
                    now.set(NOW.plus(BETWEEN));
                    meanwhile.run();
                    return true;
                },
                ("check traffic " + thresholds + " --root " + root).split(" "));
    }

    /** 2,100 octets to him and 600 from him. The stamp of a line may be of long before, as of a router that sends it late. */
    @ParameterizedTest
    @ValueSource(ints = {2, -1, -10, -100})
    void isToldOfWhoHasLoggedOut(int second) {
        CliRun run = traffic("--per-user 20K", () -> {
            logs(NOW.plusSeconds(second), LOGOUT);
            bobIsGone();
        });
        assertThat(run.out())
                .isEqualTo("PPTPD TRAFFIC OK - 10.9KB/s, in 200.0B/s, out 10.7KB/s, most alice 10.0KB/s"
                        + " | rate=10900B;;;0 in_rate=200B;;;0 out_rate=10700B;;;0 in=3100c out=42500c"
                        + " max_user_rate=10000B;20000;;0\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, -100})
    void isHisOwnWhereHeHadMost(int second) {
        CliRun run = traffic("--per-user 20K", () -> {
            logs(NOW.plusSeconds(second), LOGOUT.replace("Sent 3500", "Sent 91400"));
            bobIsGone();
        });
        assertThat(run.out())
                .startsWith("PPTPD TRAFFIC WARNING - most bob 30.2KB/s (outside the warning range 20000),");
    }

    /** He was alice, who has another session. */
    @Test
    void isOneUsersWhereHeHasAnotherSession() throws IOException {
        Path log = root.resolve("var/log/syslog");
        Files.writeString(log, Files.readString(log).replace("bob", "alice"));
        CliRun run = traffic("--per-user 20K", () -> {
            logs(NOW.minusSeconds(100), LOGOUT);
            bobIsGone();
        });
        assertThat(run.out())
                .startsWith("PPTPD TRAFFIC OK - 10.9KB/s, in 200.0B/s, out 10.7KB/s, most alice 10.9KB/s ");
    }

    /** Killed, or its last lines were lost: nobody knows what he carried behind the first look. */
    @ParameterizedTest
    @ValueSource(strings = {"", "pppd[1002]: Exit.\n"})
    void isAtLeastWhatWasSeenWhereHeToldNothing(String words) {
        Runnable end = () -> {
            logs(NOW.plusSeconds(2), words);
            bobIsGone();
        };
        assertThat(traffic("--per-user 20K", end))
                .isEqualTo(new CliRun(
                        3,
                        "PPTPD TRAFFIC UNKNOWN - most alice at least 10.0KB/s (perhaps more: the octets of a"
                                + " session are not all known), at least 10.0KB/s, in at least 0.0B/s, out at least 10.0KB/s\n",
                        ""));
    }

    @Test
    void isJudgedWhereWhatWasSeenIsEnough() {
        assertThat(traffic("-c 9K", this::bobIsGone).out())
                .startsWith("PPTPD TRAFFIC CRITICAL - at least 10.0KB/s (outside the critical range 9000), ");
    }

    /** He is up, and his interface cannot be read any more. */
    @Test
    void isAtLeastWhatWasSeenWhereAnInterfaceIsNot() {
        assertThat(traffic("-w 1M", this::aliceCarriesAlone).out())
                .startsWith(
                        "PPTPD TRAFFIC UNKNOWN - at least 10.0KB/s (perhaps more: the octets of a session are not all known), ");
    }
}

package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.CliRun;
import io.pptpdmonitor.proc.HostTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server to which nobody has come for as long as its logs go back: it is as it should be, if that is what it is. */
class QuietServerTest {

    private static final Instant BOOT = Instant.parse("2026-11-01T06:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-22T13:00:00Z");
    /** From 06:25 on. */
    private static final String OTHERS = IntStream.range(25, 45)
            .mapToObj("2026-11-22T06:%d:01+00:00 vpn1 CRON[77]: (root) CMD (x)\n"::formatted)
            .collect(Collectors.joining());

    private static final String ALICE = """
            2026-11-22T13:00:01+00:00 vpn1 pptpd[827]: CTRL: Client 198.51.100.11 control connection started
            2026-11-22T13:00:01+00:00 vpn1 pptpd[827]: CTRL: Starting call (launching pppd, opening GRE)
            2026-11-22T13:00:01+00:00 vpn1 pppd[828]: pppd 2.4.9 started by root, uid 0
            2026-11-22T13:00:02+00:00 vpn1 pppd[828]: Using interface ppp0
            2026-11-22T13:00:02+00:00 vpn1 pppd[828]: peer from calling number 198.51.100.11 authorized
            """;

    @TempDir
    Path root = Path.of("");

    private Path logs = Path.of("");
    private HostTree host = new HostTree(root);

    @BeforeEach
    void boot() throws IOException {
        logs = Files.createDirectories(root.resolve("var/log"));
        host = new HostTree(root)
                .with("proc/stat", "cpu  1 2 3 4\nbtime " + BOOT.getEpochSecond() + "\n")
                .with("proc/1/stat", HostTree.stat(1, "systemd", "S", 0, 1));
        log("syslog", OTHERS);
    }

    private void log(String name, String text) throws IOException {
        Files.setLastModifiedTime(Files.writeString(logs.resolve(name), text), FileTime.from(NOW));
    }

    private void runs(int pid, String comm, int parent, Instant since) {
        long ticks = Duration.between(BOOT, since).toMillis() / 10;
        host.with("proc/" + pid + "/stat", HostTree.stat(pid, comm, "S", parent, ticks))
                .with("proc/" + pid + "/status", "Name:\t" + comm + "\nNSpid:\t" + pid + "\n")
                .with("proc/" + pid + "/cmdline", comm + "\0");
    }

    private CliRun run(String... args) {
        return CliRun.at(
                NOW,
                Stream.concat(Stream.of(args), Stream.of("--root", root.toString()))
                        .toArray(String[]::new));
    }

    private void assertUnknown() {
        assertThat(run("check", "users"))
                .returns(3, CliRun::exitCode)
                .extracting(CliRun::out)
                .asString()
                .contains("no line of pptpd or pppd in " + logs)
                .doesNotContain("0 users");
        assertThat(run("check", "collector").exitCode()).isEqualTo(2);
        assertThat(run("sessions").exitCode()).isEqualTo(3);
    }

    @Test
    void isHealthy() {
        runs(818, "pptpd", 1, BOOT.plusSeconds(60));

        assertThat(run("check", "users").out()).startsWith("PPTPD USERS OK - 0 active users, 0 sessions");
        assertThat(run("check", "collector").out()).startsWith("PPTPD COLLECTOR OK - the log is read");
        assertThat(run("sessions").exitCode()).isZero();
        assertThat(run("health").out())
                .contains("source      " + logs.resolve("syslog")
                        + ", no line of pptpd or pppd, nothing unread; nothing of pptpd or pppd since"
                        + " 2026-11-22T06:25:01Z, when it begins\n");
    }

    /** "MGR: Manager process started" would stand there, if it were the log. */
    @Test
    void isNotSureWherePptpdBeganAndSaidNothing() {
        runs(818, "pptpd", 1, NOW.minusSeconds(3600));
        assertUnknown();
    }

    @Test
    void isNotSureWhereSomebodyIsServed() {
        runs(818, "pptpd", 1, BOOT.plusSeconds(60));
        runs(827, "pptpctrl", 818, BOOT.plusSeconds(600));
        assertUnknown();
    }

    @Test
    void isNotSureWhereNoServerRuns() {
        assertUnknown();
    }

    @Test
    void isNotSureWhereProcessesAreHidden() throws IOException {
        runs(818, "pptpd", 1, BOOT.plusSeconds(60));
        Files.delete(root.resolve("proc/1/stat"));
        assertUnknown();
    }

    /** As an upgrade to Debian 12 leaves it, where journald keeps nothing either. */
    @Test
    void isNotSureWhereNobodyWritesTheLog() throws IOException {
        runs(818, "pptpd", 1, BOOT.plusSeconds(60));
        Files.setLastModifiedTime(logs.resolve("syslog"), FileTime.from(NOW.minus(Duration.ofDays(30))));
        assertUnknown();
    }

    @Test
    void theAgentBeginsAllTheSame() {
        assertThat(run("agent", "--community", "c", "--listen", "udp:127.0.0.1:0"))
                .satisfies(run -> {
                    assertThat(run.err()).isEmpty();
                    assertThat(run.exitCode()).isZero();
                });
    }

    /** Also in a file that was not there when it began. */
    @Test
    void whoFollowsFindsWhatComesLater() {
        runs(818, "pptpd", 1, BOOT.plusSeconds(60));
        int[] pauses = {0};
        CliRun run = CliRun.at(
                InstantSource.fixed(NOW.plusSeconds(2)),
                pause -> {
                    if (pauses[0] == 0) {
                        host.with("var/log/pptpd.log", ALICE);
                    }
                    return ++pauses[0] < 8;
                },
                "status",
                "--watch",
                "--live",
                "no",
                "--root",
                root.toString());

        assertThat(run.out()).contains("pool 1/?", logs.resolve("pptpd.log") + ", last line 0 s ago");
    }

    /** What ended long ago is still known; nobody reads the log again. */
    @Test
    void whatWasALogStaysOne() throws IOException {
        runs(818, "pptpd", 1, BOOT.plusSeconds(60));
        Files.createDirectories(root.resolve("var/lib/pptpd-monitor"));
        log("syslog", OTHERS + ALICE + ALICE.replace("827", "901").replace("828", "902"));
        String before = run("sessions", "-o", "csv").out();
        assertThat(before).contains("198.51.100.11");
        Files.move(logs.resolve("syslog"), logs.resolve("syslog.2"));
        log("syslog.1", OTHERS.replace("11-22", "11-23"));
        log("syslog", OTHERS.replace("11-22", "11-24"));
        log("messages", OTHERS);

        CliRun after = run("sessions", "-o", "csv");
        assertThat(after.err()).isEmpty();
        assertThat(after.out()).isEqualTo(before);
        assertThat(run("health").out()).contains("source      " + logs.resolve("syslog") + ", last line");
    }
}

package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.CliRun;
import io.pptpdmonitor.LoggedHost;
import io.pptpdmonitor.ServerLog;
import io.pptpdmonitor.proc.HostTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks on the server itself, by a tree that looks like its /proc, /sys and /etc. alice and bob are up. */
class LiveChecksTest {

    private static final Instant NOW = ServerLog.START.plusSeconds(330);

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
                .with("sys/class/net/ppp2/ifindex", "8\n")
                .with(
                        "etc/pptpd.conf",
                        "option /etc/ppp/pptpd-options\nlocalip 192.168.0.1\nremoteip 192.168.0.2-101\n")
                .with("etc/ppp/pptpd-options", "name pptpd\n")
                .with("etc/ppp/options", "lock\n");
        carry(1_000, 9_000, 0, 0);
    }

    private void carry(long fromAlice, long toAlice, long fromBob, long toBob) {
        host.with("proc/net/dev", """
                Inter-|   Receive  |  Transmit
                 face |bytes packets |bytes packets
                  ppp1: %d 4000 0 0 0 0 0 0 %d 5000 0 0 0 0 0 0
                  ppp2: %d 1 0 0 0 0 0 0 %d 1 0 0 0 0 0 0
                """.formatted(fromAlice, toAlice, fromBob, toBob));
    }

    private CliRun check(String line) {
        return CliRun.at(NOW, args(line));
    }

    private String[] args(String line) {
        return Stream.of(("check " + line + " --root " + root).split(" ")).toArray(String[]::new);
    }

    /** Between two looks alice sends 3,000 octets and gets 30,000, bob gets 300. */
    @Test
    void measureTrafficByTwoLooks() {
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        CliRun run = CliRun.at(
                now::get,
                span -> {
                    assertThat(span).isEqualTo(Duration.ofSeconds(3));
                    now.set(NOW.plus(span));
                    carry(4_000, 39_000, 0, 300);
                    return true;
                },
                args("traffic -w 10K -c 1M --per-user 10K,20K"));
        assertThat(run.out())
                .isEqualTo(
                        "PPTPD TRAFFIC WARNING - 11.1KB/s (outside the warning range 10000), most alice 11.0KB/s (outside"
                                + " the warning range 10000), in 1.0KB/s, out 10.1KB/s | rate=11100B;10000;1000000;0 in_rate=1000B;;;0"
                                + " out_rate=10100B;;;0 in=4000c out=39300c max_user_rate=11000B;10000;20000;0\n");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void doNotMeasureWhatIsNotSeen() {
        host.with("proc/net/dev", "Inter-|   Receive  |  Transmit\n face |bytes packets |bytes packets\n");
        CliRun run = CliRun.at(() -> NOW, span -> true, args("traffic"));
        assertThat(run.out()).startsWith("PPTPD TRAFFIC UNKNOWN - the traffic was not measured");
        assertThat(run.exitCode()).isEqualTo(3);
    }

    @Test
    void knowTheUsersOfChapSecrets() {
        host.with("etc/ppp/chap-secrets", "alice pptpd secret *\nbob pptpd secret *\n");
        assertThat(check("access").out()).isEqualTo("PPTPD ACCESS OK - 2 known users | unknown_users=0;;0;0\n");
        host.with("etc/ppp/chap-secrets", "alice pptpd secret *\n");
        assertThat(check("access --allow-net 198.51.100.1").out())
                .isEqualTo(
                        "PPTPD ACCESS CRITICAL - 1 unknown user: bob (outside the critical range 0), 1 client from outside:"
                                + " 198.51.100.2 (bob) (outside the critical range 0) | unknown_users=1;;0;0 outside=1;;0;0\n");
    }

    @Test
    void doNotKnowTheUsersWhereOthersMayLogIn() {
        host.with("etc/ppp/chap-secrets", "alice pptpd secret *\n")
                .with("etc/ppp/pptpd-options", "name pptpd\nplugin radius.so\n");
        assertThat(check("access").out())
                .isEqualTo(
                        "PPTPD ACCESS UNKNOWN - who may be a user is not known, name a list with --known-users, or see"
                                + " health on chap-secrets\n");
    }

    @Test
    void tellOfInterfacesWithoutASession() {
        assertThat(check("collector --stray 0").out())
                .isEqualTo("PPTPD COLLECTOR OK - the log is read, data 0 s old, nothing unread, 0 interfaces"
                        + " without a session | age=0s;60;300;0 lost=0c"
                        + " unread=0B;;;0 unnamed_share=0%;;;0;100 stray_interfaces=0;0;;0\n");
        host.with("sys/class/net/ppp9/ifindex", "9\n").with("sys/class/net/eth0/ifindex", "2\n");
        assertThat(check("collector --stray 0").out())
                .startsWith(
                        "PPTPD COLLECTOR WARNING - 1 interface without a session: ppp9 (outside the warning range 0)");
    }

    @Test
    void tellOfDebugThatFillsTheLog() {
        host.with("etc/pptpd.conf", "debug\noption /etc/ppp/pptpd-options\n");
        assertThat(check("collector --no-debug").out())
                .startsWith("PPTPD COLLECTOR WARNING - pptpd's debug fills the log for nothing (" + root
                        + "/etc/pptpd.conf:1), the log is read");
    }

    @Test
    void judgeHowLongTheyAreUp() {
        assertThat(check("sessions --duration 4m").out())
                .startsWith(
                        "PPTPD SESSIONS WARNING - longest 4 min (alice) (outside the warning range 240), 2 sessions up");
    }

    @Test
    void countWhatTheyCarryNow() {
        assertThat(check("quota -w 9K --top 1").out())
                .isEqualTo(
                        "PPTPD QUOTA WARNING - alice 10.0KB since 2026-11-22 10:01:00 (outside the warning range 9000)"
                                + " | quota=10000B;9000;;0 quota_alice=10000B;;;0\n");
    }
}

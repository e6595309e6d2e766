package io.pptpdmonitor.engines;

import io.pptpdmonitor.ServerLog;
import io.pptpdmonitor.proc.HostTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A VPN server below a directory, which serves now: its log, its processes, its interfaces and its secrets. It began a minute
 * ago, and its log a day before; every ten seconds something happens. User n has got n megabytes, and has sent half of that.
 */
public final class VpnServer {

    private static final Duration STEP = Duration.ofSeconds(10);
    private static final int MANAGER = 817;

    private final HostTree tree;
    private final Instant boot;
    private final ServerLog log;
    private final StringBuilder interfaces = new StringBuilder("Inter-| Receive | Transmit\n face |bytes |bytes\n");
    private Instant next;

    public VpnServer(Path root, String secrets) throws IOException {
        next = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);
        boot = next.minusSeconds(3600);
        tree = new HostTree(root)
                .with("proc/stat", "cpu  1 2 3 4\nbtime " + boot.getEpochSecond() + "\n")
                .with("proc/1/stat", HostTree.stat(1, "systemd", "S", 0, 1))
                .with(
                        "etc/pptpd.conf",
                        "option /etc/ppp/pptpd-options\nlocalip 192.168.0.1\nremoteip 192.168.0.2-101\n")
                .with("etc/ppp/pptpd-options", "name pptpd\nrequire-mschap-v2\n")
                .with("etc/ppp/chap-secrets", secrets);
        Path file = Files.createDirectories(root.resolve("var/log")).resolve("syslog");
        log = ServerLog.goingBack(file, next, STEP);
        runs(MANAGER, "pptpd", 1);
        next = next.plus(STEP);
    }

    /** From now on they have a session. */
    public void login(int number, String user) throws IOException {
        runs(500 + number, "pptpctrl", MANAGER);
        runs(1000 + number, "pppd", 500 + number);
        interfaces.append(
                "  ppp%d: %d 9 0 0 0 0 0 0 %d 9 0 0 0 0 0 0\n".formatted(number, number * 500_000, number * 1_000_000));
        tree.with("proc/net/dev", interfaces.toString()).with("sys/class/net/ppp" + number + "/ifindex", number + "\n");
        log.login(number, user);
        next = next.plus(STEP);
    }

    /** They knew no password. */
    void failed(int number, String user) throws IOException {
        log.failed(number, user);
        next = next.plus(STEP);
    }

    private void runs(int pid, String comm, int parent) {
        long ticks = Duration.between(boot, next).toMillis() / 10;
        tree.with("proc/" + pid + "/stat", HostTree.stat(pid, comm, "S", parent, ticks))
                .with("proc/" + pid + "/status", "Name:\t" + comm + "\nNSpid:\t" + pid + "\n")
                .with("proc/" + pid + "/cmdline", comm + "\0");
    }

    public Path root() {
        return tree.root();
    }
}

package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.CliRun;
import io.pptpdmonitor.model.Pool;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which pptpd the log's is, of those that run, and how many slots it has. */
class RunningServerTest {

    private static final String MANAGER = """
            12:10:00 pptpd[818]: MGR: Manager process started
            12:10:00 pptpd[818]: MGR: Maximum of 20 connections available
            """;
    private static final String ALICE_UP = ALICE.startsWithDebug("13:00:00") + ALICE.comesUp("13:00:01");

    @TempDir
    Path root = Path.of("");

    private Host host;

    @BeforeEach
    void boot() throws IOException {
        host = Host.below(root).logs(MANAGER + ALICE_UP);
        Path conf = Files.writeString(
                Files.createDirectories(root.resolve("etc")).resolve("pptpd.conf"),
                "localip 192.168.0.1\nremoteip 192.168.0.234-237\n");
        Files.setLastModifiedTime(conf, FileTime.from(Told.at("12:00:00").toInstant()));
        Files.writeString(root.resolve("etc/vpn.conf"), "localip 192.168.0.1\nremoteip 192.168.0.234-240\n");
        Files.setLastModifiedTime(
                root.resolve("etc/vpn.conf"), FileTime.from(Told.at("12:00:00").toInstant()));
    }

    private CliRun poolCheck() {
        return run("check", "pool");
    }

    private Host pptpd(int pid, String time, String... options) {
        host.runs(pid, "pptpd", time)
                .tree()
                .with("proc/" + pid + "/cmdline", "/usr/sbin/pptpd\0" + String.join("\0", options) + "\0");
        return host;
    }

    @Test
    void saysWhatItLoggedAtItsStart() {
        pptpd(818, "12:10:00").runs(828, "pppd", "13:00:00");
        assertThat(poolCheck().out()).contains("0 of 20 slots");
    }

    @Test
    void takesWhatItWasStartedWithWhereTheLogDoesNotTell() {
        host.logs(ALICE_UP).runs(828, "pppd", "13:00:00");
        pptpd(818, "12:10:00", "--conf", "/etc/vpn.conf");
        assertThat(poolCheck().out()).contains("0 of 7 slots");

        pptpd(818, "12:10:00", "-C", "2");
        assertThat(poolCheck().out()).contains("0 of 2 slots");
    }

    @Test
    void knowsNoSizeOfAFileThatWasChangedSinceItBegan() throws IOException {
        host.logs(ALICE_UP).runs(828, "pppd", "13:00:00");
        pptpd(818, "12:10:00");
        assertThat(poolCheck().out()).contains("0 of 4 slots");

        Files.setLastModifiedTime(
                root.resolve("etc/pptpd.conf"),
                FileTime.from(Told.at("13:08:00").toInstant()));

        assertThat(poolCheck())
                .returns(3, CliRun::exitCode)
                .extracting(CliRun::out)
                .asString()
                .startsWith("PPTPD POOL UNKNOWN - how many slots there are is not known");
        assertThat(run("health").out()).contains("pptpd.conf: it was changed after pptpd had begun");
    }

    /** One was started anew, and what it said at its start is not in the log. */
    @Test
    void doesNotTakeAnothersWordForTheOneThatRuns() {
        pptpd(9000, "13:05:00").runs(828, "pppd", "13:00:00");
        assertThat(poolCheck().out()).contains("0 of 4 slots");
    }

    /** A pid comes again, and what another one said at its start does not hold for it. */
    @Test
    void tellsManagersOfOnePidApart() {
        pptpd(818, "13:04:00", "-C", "2").runs(828, "pppd", "13:00:00");
        assertThat(poolCheck().out()).contains("0 of 2 slots");
    }

    /** pptpd 1.4.0 logs no size where pppd or RADIUS gives the addresses. */
    @Test
    void forgetsASizeWhenTheNextOneTellsNone() {
        host.logs(MANAGER + "12:50:00 pptpd[900]: MGR: Manager process started\n" + ALICE_UP)
                .runs(828, "pppd", "13:00:00");
        pptpd(900, "12:50:00", "-D", "-C", "3");
        assertThat(poolCheck().out()).contains("0 of 3 slots");
    }

    @Test
    void forgetsASizeWithTheBoot() {
        host.logs(MANAGER + "12:40:00 kernel: Linux version 6.1.0-18-amd64 (debian-kernel@lists.debian.org)\n"
                        + ALICE_UP)
                .runs(828, "pppd", "13:00:00");
        pptpd(900, "12:45:00", "-C", "2");
        assertThat(poolCheck().out()).contains("0 of 2 slots");
    }

    @Test
    void knowsNoSizeWhereItsCommandLineCannotBeRead() {
        host.logs(ALICE_UP).runs(828, "pppd", "13:00:00");
        pptpd(818, "12:10:00").tree().with("proc/818/cmdline", "");
        assertThat(poolCheck().out()).startsWith("PPTPD POOL UNKNOWN - ");
    }

    @Test
    void knowsNoSizeWhereSeveralServe() {
        pptpd(818, "12:10:00").runs(828, "pppd", "13:00:00");
        pptpd(819, "12:10:00", "-l", "192.0.2.7");
        assertThat(poolCheck().out()).startsWith("PPTPD POOL UNKNOWN - ");
    }

    /** What runs beside a pppd that the log names is the log's server as long as it runs, also for the next process. */
    @Test
    void provesTheLookAfterTheLastSessionWasKilled() {
        host.logs(ALICE_UP).runs(828, "pppd", "13:00:00").carries("ppp0", 7, 10, 10);
        pptpd(818, "12:10:00");
        assertThat(usersCheck()).contains("1 active user");

        host.stops(828).carriesNothing();

        assertThat(usersCheck()).contains("0 active users");
        assertThat(run("health", "--state", root.resolve("state").toString()).out())
                .contains("live view   yes, pptpd 818, beside a pppd of the log, runs");
    }

    /** Another manager may be another host's, as far as a copied log tells. */
    @Test
    void isNotProvenByAnotherManager() {
        host.logs(ALICE_UP).runs(828, "pppd", "13:00:00").carries("ppp0", 7, 10, 10);
        pptpd(818, "12:10:00");
        assertThat(usersCheck()).contains("1 active user");

        host.stops(828).stops(818).carriesNothing();
        pptpd(900, "13:09:00");

        assertThat(usersCheck()).contains("1 active user");
    }

    private String usersCheck() {
        return run("check", "users", "--state", root.resolve("state").toString())
                .out();
    }

    private CliRun run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--root", root.toString(), "--zone", "UTC"));
        return CliRun.at(Told.at("13:10:01").toInstant(), all.toArray(String[]::new));
    }

    // Containers.

    /** Container 4100 runs a server of its own on the same host; its numbers are its own, too. */
    private Host beside(String name) {
        host.runs(4100, "4100\t1", "pptpd", "12:05:00")
                .runs(4120, "4120\t24", "pptpctrl", "12:20:00", 4100)
                .runs(4121, "4121\t25", "pppd", "12:20:00", 4120)
                .tree();
        for (int pid : new int[] {4100, 4120, 4121}) {
            link("proc/" + pid + "/ns/pid", name);
        }
        return host;
    }

    private void link(String name, String to) {
        try {
            Path link = root.resolve(name);
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, Path.of(to));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void takesNoContainersServerForTheHosts() throws IOException {
        beside("pid:[4026532281]").runs(828, "pppd", "13:00:00");

        assertThat(host.look().server())
                .returns(Server.Status.DOWN, Server::status)
                .returns(new Pool(20, 0), Server::pool);
        assertThat(host.look().sessions()).extracting(Session::pid).containsExactly(828);
    }

    /** The log of a container that is read outside. */
    @Test
    void takesNoHostsServerForTheContainers() throws IOException {
        host.logs("12:20:00 pppd[25]: pppd 2.4.9 started by root, uid 0\n" + BOB.startsWithDebug("13:05:00"));
        beside("pid:[4026532281]");
        pptpd(818, "12:10:00").runs(863, "pptpctrl", "13:00:00", 818).runs(864, "pppd", "13:00:00", 863);

        assertThat(host.look().health().liveViewText()).startsWith("pppd 25 of the log runs");
        assertThat(host.look().server())
                .returns(Server.Status.UP, Server::status)
                .returns(1, server -> server.pool().used());
        assertThat(host.look().sessions()).extracting(Session::pid).doesNotContain(864);
        assertThat(poolCheck().out()).contains("how many slots there are is not known");
    }

    /** Two of one image, started together: their numbers are the same, and the log is of one of them. */
    @Test
    void takesNeitherOfTwoContainersThatUseTheSameNumbers() throws IOException {
        host.logs("12:05:00 pptpd[1]: MGR: Manager process started\n");
        for (int pid : new int[] {4100, 4200}) {
            host.runs(pid, pid + "\t1", "pptpd", "12:05:00");
            link("proc/" + pid + "/ns/pid", "pid:[40265" + pid + "]");
        }
        assertThat(host.look().health().liveView()).isFalse();
        assertThat(host.look().server().status()).isEqualTo(Server.Status.UNKNOWN);
    }

    @Test
    void takesNoFileOfThisHostForAContainers() {
        host.logs(ALICE_UP + ALICE.ends("13:02:00", "1.0", 7, 8)).runs(4100, "4100\t1", "pptpd", "12:05:00");
        link("proc/4100/ns/pid", "pid:[4026532281]");
        assertThat(poolCheck().out()).doesNotContain("of 4 slots");
    }
}

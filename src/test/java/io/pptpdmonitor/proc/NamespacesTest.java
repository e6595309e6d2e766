package io.pptpdmonitor.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pptpdmonitor.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real process called pppd, in a pid and a network name space of its own, as in a container. */
@Tag("programs")
@Timeout(30)
class NamespacesTest {

    @TempDir
    Path scratch;

    private Process unshare;
    private ProcessInfo pppd;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(
                Program.require("unshare").run("-n", "-p", "-f", "true").exit() == 0,
                "skipped: no right to make name spaces");
        Path program = Files.copy(Path.of("/bin/sleep"), scratch.resolve("pppd"));
        unshare = new ProcessBuilder("unshare", "-n", "-p", "-f", "--kill-child", program.toString(), "1000").start();
        ProcessInfo found;
        while ((found = child()) == null) {
            assertThat(unshare.isAlive()).isTrue();
            Thread.onSpinWait();
        }
        pppd = found;
    }

    private @Nullable ProcessInfo child() {
        return new Processes(Path.of("/"))
                .scan().named("pppd").stream()
                        .filter(process -> process.parentPid() == unshare.pid())
                        .findFirst()
                        .orElse(null);
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (unshare != null) {
            unshare.destroyForcibly();
            assertThat(unshare.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void hasTheNumberByWhichItsOwnLogCallsIt() {
        assertThat(pppd.innerPid()).isEqualTo(1);
        assertThat(pppd.pid()).isNotEqualTo(1);
        assertThat(new ProcessTable(List.of(pppd)).loggedAs(1)).containsExactly(pppd);
    }

    /** Nothing went over the loopback of the new name space; over ours went the net-snmp tests' packets, or none. */
    @Test
    void hasInterfacesOfItsOwn() throws IOException {
        LiveHost host = new LiveHost(Path.of("/"));
        InterfaceCounters beside = Objects.requireNonNull(host.countersBeside(pppd.pid(), "lo"));

        assertThat(beside).isEqualTo(new InterfaceCounters("lo", 0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(host.countersBeside(pppd.pid(), "no-such-one")).isNull();
        assertThat(Files.readSymbolicLink(Path.of("/proc/" + pppd.pid() + "/ns/net")))
                .isNotEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns/net")));
    }

    @Test
    void isSeenNoMoreWhenItIsGone() throws InterruptedException {
        stop();

        ProcessInfo left;
        while ((left = new Processes(Path.of("/")).find(pppd.pid())) != null
                && left.comm().equals("pppd")) {
            Thread.onSpinWait();
        }
        assertThat(new Processes(Path.of("/")).scan().find(pppd.pid())).isNull();
    }
}

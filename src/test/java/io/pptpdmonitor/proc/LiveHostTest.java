package io.pptpdmonitor.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LiveHostTest {
    private static final String PPP3 = "ppp3: 7 0 0 0 0 0 0 0 8 0 0 0 0 0 0 0\n";

    @TempDir
    Path root;

    @Test
    void seesTheWholeHost() {
        LiveHost.View view = new LiveHost(HostTree.vpn1()).look();

        assertThat(view.bootTime()).isEqualTo(Instant.ofEpochSecond(1795355899));
        assertThat(view.sight()).isEqualTo(Sight.OPEN);
        assertThat(view.processes().all()).hasSize(8);
        assertThat(view.interfaces()).containsOnlyKeys("lan0", "lo", "ppp0", "ppp1");
        assertThat(view.interfaces().get("ppp0"))
                .isEqualTo(new NetInterface(
                        "ppp0",
                        7,
                        864,
                        new InterfaceCounters("ppp0", 4294967438L, 3100542, 1, 2, 9012345678L, 6200311, 3, 4)));
        assertThat(view.interfaces().get("lan0")).returns(null, NetInterface::holder);
    }

    @Test
    void tellsCountersByName() {
        LiveHost.View view = new LiveHost(HostTree.vpn1()).look();

        assertThat(view.counters("ppp1")).isEqualTo(new InterfaceCounters("ppp1", 142, 9, 0, 0, 136, 9, 0, 0));
        assertThat(view.counters("ppp7")).isNull();
        assertThat(view.counters("../../..")).isNull();
    }

    @Test
    void seesAnInterfaceWithoutCountersWhereItsLineIsOdd() {
        new HostTree(root).with("sys/class/net/ppp3/ifindex", "12\n").with("proc/net/dev", "ppp3: 1 2 3\n");

        assertThat(new LiveHost(root).look().interfaces().get("ppp3"))
                .isEqualTo(new NetInterface("ppp3", 12, null, null));
    }

    @Test
    void seesAnInterfaceWithoutIndexWhereThereIsNoSys() {
        new HostTree(root).with("run/ppp3.pid", "77\n").with("proc/net/dev", PPP3);

        assertThat(new LiveHost(root).look().interfaces().get("ppp3"))
                .isEqualTo(new NetInterface("ppp3", null, 77, new InterfaceCounters("ppp3", 7, 0, 0, 0, 8, 0, 0, 0)));
    }

    @Test
    void makesNoInterfaceOfAPidFile() {
        new HostTree(root).with("run/ppp9.pid", "77\n").with("proc/net/dev", PPP3);

        assertThat(new LiveHost(root).look().interfaces()).containsOnlyKeys("ppp3");
    }

    @Test
    void seesNothingWhereNothingIs() {
        assertThat(new LiveHost(root).look())
                .returns(null, LiveHost.View::bootTime)
                .satisfies(view -> assertThat(view.processes().all()).isEmpty())
                .satisfies(view -> assertThat(view.interfaces()).isEmpty());
    }

    @Test
    void keepsNothingBetweenTwoLooks() {
        HostTree tree = new HostTree(root).with("proc/net/dev", PPP3);
        LiveHost host = new LiveHost(root);
        LiveHost.View before = host.look();
        tree.with("proc/net/dev", PPP3.replace("ppp3", "ppp4"));

        assertThat(host.look().interfaces()).containsOnlyKeys("ppp4");
        assertThat(before.interfaces()).containsOnlyKeys("ppp3");
    }

    @Test
    void cannotBeChanged() {
        LiveHost.View view = new LiveHost(HostTree.vpn1()).look();

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> view.interfaces().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> view.processes().all().clear());
    }

    /**
     * One pppd after the other takes ppp3, in pppd's order: interface, pid file; no pid file, no interface. The counters
     * tell whose the interface was. The looks fall anywhere in between.
     */
    @Test
    @Timeout(60)
    void neverGivesTheCountersOfOnePppdToAnother() throws Exception {
        Path pidFile = root.resolve("run/ppp3.pid");
        new HostTree(root).with("run/ppp3.pid", "1\n").with("proc/net/dev", PPP3.replace(": 7", ": 1"));
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> server = CompletableFuture.runAsync(() -> {
            for (int pid = 2; !enough.get(); pid++) {
                delete(pidFile);
                appear("proc/net/dev", PPP3.replace(": 7", ": " + pid));
                appear("run/ppp3.pid", pid + "\n");
                for (int spin = pid % 20 * 1000; spin > 0; spin--) {
                    Thread.onSpinWait();
                }
            }
        });
        try {
            int held = 0;
            for (int look = 0; look < 3000 || held == 0; look++) {
                held += heldByTheOneThatCounted(new LiveHost(root).look());
            }
        } finally {
            enough.set(true);
        }
        server.get();
    }

    private static int heldByTheOneThatCounted(LiveHost.View view) {
        NetInterface ppp3 = view.interfaces().get("ppp3");
        if (ppp3 == null || ppp3.holder() == null || ppp3.counters() == null) {
            return 0;
        }
        assertThat(ppp3.counters().rxOctets()).isEqualTo((long) ppp3.holder());
        return 1;
    }

    /** All at once, as a reader of the kernel sees it. */
    private void appear(String name, String content) {
        try {
            Path written = Files.writeString(root.resolve("new"), content);
            Files.move(written, root.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void seesTheLoopbackOfThisMachine() {
        assumeThat(Path.of("/sys/class/net/lo")).as("/sys is mounted").exists();
        LiveHost.View view = new LiveHost(Path.of("/")).look();

        assertThat(view.interfaces().get("lo")).satisfies(lo -> {
            assertThat(lo.index()).isEqualTo(1);
            assertThat(lo.counters()).isNotNull();
        });
        assertThat(view.bootTime()).isNotNull();
        assertThat(view.sight()).isNotEqualTo(Sight.NONE);
    }
}

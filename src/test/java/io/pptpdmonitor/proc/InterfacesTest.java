package io.pptpdmonitor.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterfacesTest {
    private final Interfaces interfaces = new Interfaces(HostTree.vpn1());

    @TempDir
    Path root;

    @Test
    void readsTheIndex() {
        assertThat(interfaces.index("ppp0")).isEqualTo(7);
    }

    @Test
    void listsInterfacesAndNothingElse() {
        assertThat(interfaces.indices())
                .containsExactly(entry("lan0", 2), entry("lo", 1), entry("ppp0", 7), entry("ppp1", 9));
    }

    @Test
    void knowsNothingOfAnAbsentInterface() {
        assertThat(interfaces.index("ppp7")).isNull();
        assertThat(new Interfaces(root).indices()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0\n", "-3\n", "4294967296\n", "7 8\n", "seven\n"})
    void hasNoIndexWhereItIsOdd(String content) {
        new HostTree(root).with("sys/class/net/ppp0/ifindex", content);

        assertThat(new Interfaces(root).index("ppp0")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "/",
                "a/b",
                "../../outside",
                "ppp0/../ppp1",
                "eth0:1",
                "ppp 0",
                "ppp\t0",
                "ppp0\n",
                "ppp0\0",
                "pppé",
                "\u001b[2J",
                "abcdefghijklmnop"
            })
    void takesNoNameThatTheKernelWouldRefuse(String name) {
        assertThat(Interfaces.validName(name)).isFalse();
        assertThat(interfaces.index(name)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ppp0", "lo", "vpn-alice", "eth0.100", "a", "...", "abcdefghijklmno", "100%"})
    void takesNamesThatTheKernelTakes(String name) {
        assertThat(Interfaces.validName(name)).isTrue();
    }

    @Test
    void neverLeavesTheTreeForAName() {
        new HostTree(root).with("outside/ifindex", "66\n").with("sys/class/net/lo/ifindex", "1\n");
        Interfaces tree = new Interfaces(root);

        assertThat(Path.of(root.toString(), "sys/class/net", "../../../outside", "ifindex"))
                .exists();
        assertThat(tree.index("../../../outside")).isNull();
        assertThat(tree.index("lo/../lo")).isNull();
    }
}

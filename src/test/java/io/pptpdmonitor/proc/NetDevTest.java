package io.pptpdmonitor.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetDevTest {
    private static final String HEAD = "Inter-|   Receive              |  Transmit\n face |bytes    packets|bytes\n";

    @TempDir
    Path root;

    @Test
    void readsAllInterfacesInTheKernelsOrder() {
        assertThat(new NetDev(HostTree.vpn1()).read().keySet()).containsExactly("lo", "lan0", "ppp0", "ppp1");
    }

    @Test
    void readsOctetsBeyond32Bits() {
        assertThat(new NetDev(HostTree.vpn1()).read().get("ppp0"))
                .isEqualTo(new InterfaceCounters("ppp0", 4294967438L, 3100542, 1, 2, 9012345678L, 6200311, 3, 4));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # line                                                  | name   | rxOctets | txOctets
                    'ppp0:       1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16'    | ppp0   | 1        | 9
                    '  ppp0:1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16'         | ppp0   | 1        | 9
                    'eth0:1: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16'        | eth0:1 | 1        | 9
                    'eth0:1:1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16'         | eth0:1 | 1        | 9
                    'ppp0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17'       | ppp0   | 1        | 9
                    'ppp0: 9223372036854775807 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0' | ppp0 | 9223372036854775807 | 0
                    'vpn-älice: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16'     | vpn-älice | 1     | 9
                    """)
    void readsLine(String line, String name, long rxOctets, long txOctets) {
        assertThat(read(line + "\n")).containsOnlyKeys(name);
        assertThat(read(line + "\n").get(name))
                .extracting(InterfaceCounters::rxOctets, InterfaceCounters::txOctets)
                .containsExactly(rxOctets, txOctets);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ppp0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15\n",
                "ppp0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", // cut: the last number may be longer
                "ppp0: -1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n",
                "ppp0: x 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n",
                "ppp0: ١ 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n", // a digit to Character.digit, not to the kernel
                "ppp0: 9223372036854775808 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n",
                "ppp0: 18446744073709551615 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n",
                "ppp0: 99999999999999999999999 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n",
                ": 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n",
                "ppp0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n",
                "ppp0:\n",
                ":\n",
                "\n\n"
            })
    void leavesOutOddLine(String line) {
        assertThat(read("ppp1: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n" + line))
                .containsOnlyKeys("ppp1");
    }

    @Test
    void tellsNothingWhereThereIsNoProc() {
        assertThat(new NetDev(root).read()).isEmpty();
    }

    @Test
    void readsTheNameSpaceOfAnotherProcess() {
        new HostTree(root).with("proc/41/net/dev", HEAD + "ppp0: 7 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n");

        assertThat(new NetDev(root).ofProcess(41).get("ppp0"))
                .isEqualTo(new InterfaceCounters("ppp0", 7, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void readsAFileThatIsLongerThanOneRead() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            lines.append("ppp").append(i).append(": ").append(i).append(" 0 0 0 0 0 0 0 1 0 0 0 0 0 0 0\n");
        }

        Map<String, InterfaceCounters> interfaces = read(lines.toString());

        assertThat(interfaces).hasSize(3000);
        assertThat(interfaces.get("ppp2999")).returns(2999L, InterfaceCounters::rxOctets);
    }

    @Test
    void refusesNegativeCounters() {
        assertThatIllegalArgumentException().isThrownBy(() -> new InterfaceCounters("ppp0", 0, 0, 0, 0, -1, 0, 0, 0));
    }

    private Map<String, InterfaceCounters> read(String lines) {
        new HostTree(root).with("proc/net/dev", HEAD + lines);
        return new NetDev(root).read();
    }
}

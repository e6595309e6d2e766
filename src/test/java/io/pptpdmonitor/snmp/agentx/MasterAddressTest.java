package io.pptpdmonitor.snmp.agentx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MasterAddressTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # text                      | what it means
        unix:/var/agentx/master     | unix:/var/agentx/master
        UNIX:/a path/with:colons    | unix:/a path/with:colons
        tcp:127.0.0.1:705           | tcp:127.0.0.1:705
        TCP:localhost:1             | tcp:localhost:1
        tcp:[::1]:65535             | tcp:[::1]:65535
        """)
    void readsWhereAMasterListens(String text, String meaning) {
        assertThat(MasterAddress.parse(text)).hasToString(meaning).isEqualTo(MasterAddress.parse(meaning));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "705",
                "/var/agentx/master",
                "unix:",
                "unix:master",
                "tcp:705",
                "tcp::705",
                "tcp:::1:705",
                "tcp:localhost:",
                "tcp:localhost:x",
                "udp:127.0.0.1:705"
            })
    void saysHowToWriteIt(String text) {
        assertThatThrownBy(() -> MasterAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'" + text + "'", "unix:PATH or tcp:HOST:PORT");
    }

    /** That of sun_path in unix(7). */
    @Test
    void knowsHowLongThePathOfASocketMayBe() {
        assertThat(MasterAddress.parse("unix:/" + "a".repeat(106))).isNotNull();
        assertThatThrownBy(() -> MasterAddress.parse("unix:/" + "a".repeat(107)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 107 octets");
        assertThatThrownBy(() -> MasterAddress.parse("tcp:localhost:65536"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a port is 1 to 65535, not 65536");
    }
}

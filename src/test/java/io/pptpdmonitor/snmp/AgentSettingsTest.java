package io.pptpdmonitor.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentSettingsTest {

    private static final List<ListenAddress> LOOPBACK = List.of(ListenAddress.parse("udp:127.0.0.1:1161"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # text               | what it means
            udp:127.0.0.1:161    | udp:127.0.0.1:161
            UDP:0.0.0.0:0        | udp:0.0.0.0:0
            udp:localhost:65535  | udp:127.0.0.1:65535
            udp:[::1]:161        | udp:[0:0:0:0:0:0:0:1]:161
            tcp:127.0.0.1:161    | tcp:127.0.0.1:161
            """)
    void readsAnAddressToListenOn(String text, String meaning) {
        assertThat(ListenAddress.parse(text)).hasToString(meaning);
        assertThat(ListenAddress.parse(meaning)).isEqualTo(ListenAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "161",
                "127.0.0.1:161",
                "sctp:127.0.0.1:161",
                "udp:127.0.0.1",
                "udp::161",
                "udp:::1:161",
                "udp:127.0.0.1:x",
                "udp:127.0.0.1:-1"
            })
    void saysHowToWriteAnAddress(String text) {
        assertThatThrownBy(() -> ListenAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'" + text + "'", "udp:ADDRESS:PORT", "tcp:ADDRESS:PORT");
    }

    @Test
    void saysWhichPortsThereAre() {
        assertThatThrownBy(() -> ListenAddress.parse("udp:127.0.0.1:65536"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a port is 0 to 65535, not 65536");
    }

    @Test
    void refusesSettingsThatCannotWork() {
        assertRefused(List.of(LOOPBACK.get(0), LOOPBACK.get(0)), "public", 64, "twice");
        assertRefused(LOOPBACK, "", 64, "1 to 255 octets");
        assertRefused(LOOPBACK, "ä".repeat(128), 64, "1 to 255 octets");
        assertRefused(LOOPBACK, "public", 0, "1 to 65535 rows");
        assertRefused(LOOPBACK, "public", 65_536, "1 to 65535 rows");
    }

    @Test
    void keepsTheCommunityToItself() {
        assertThat(new AgentSettings(LOOPBACK, "s3cret", 64).toString()).doesNotContain("s3cret");
    }

    private static void assertRefused(List<ListenAddress> listen, String community, int history, String reason) {
        assertThatThrownBy(() -> new AgentSettings(listen, community, history))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}

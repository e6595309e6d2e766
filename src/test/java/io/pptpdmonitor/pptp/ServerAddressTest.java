package io.pptpdmonitor.pptp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {

    @ParameterizedTest
    @CsvSource({
        "vpn1, vpn1, 1723",
        "vpn1.example.org:1724, vpn1.example.org, 1724",
        "192.0.2.1, 192.0.2.1, 1723",
        "2001:db8::1, 2001:db8::1, 1723",
        "[2001:db8::1]:1724, 2001:db8::1, 1724",
        "[fe80::1%eth0], fe80::1%eth0, 1723"
    })
    void isWrittenWithOrWithoutAPort(String text, String host, int port) {
        ServerAddress address = ServerAddress.parse(text);

        assertThat(address).isEqualTo(new ServerAddress(host, port));
        assertThat(ServerAddress.parse(address.toString())).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":1723", "vpn1:", "vpn1:pptp", "a b", "[::1", "tcp:vpn1:1723", "vpn1/1723"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> ServerAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected HOST, HOST:PORT or [IPV6]:PORT, but was '" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vpn1:0", "vpn1:65536"})
    void refusesAPortThatThereIsNot(String text) {
        assertThatThrownBy(() -> ServerAddress.parse(text)).hasMessageStartingWith("a port is 1 to 65535, not ");
    }

    @Test
    void knowsTheAddressesOfThisHost() {
        assertThat(ServerAddress.parse("127.0.0.1").isHere()).isTrue();
        assertThat(ServerAddress.parse("::1").isHere()).isTrue();
        assertThat(ServerAddress.parse("localhost").isHere()).isTrue();
        // RFC 5737 and RFC 6761: nobody has or is called that.
        assertThat(ServerAddress.parse("192.0.2.1").isHere()).isFalse();
        assertThat(ServerAddress.parse("vpn.invalid").isHere()).isFalse();
    }
}

package io.pptpdmonitor.snmp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentAddressTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            vpn1                      | udp:vpn1:161
            vpn1.example.org:1161     | udp:vpn1.example.org:1161
            192.0.2.1                 | udp:192.0.2.1:161
            udp:192.0.2.1             | udp:192.0.2.1:161
            TCP:192.0.2.1:1161        | tcp:192.0.2.1:1161
            ::1                       | udp:[::1]:161
            fe80::1%eth0              | udp:[fe80::1%eth0]:161
            [2001:db8::7]             | udp:[2001:db8::7]:161
            tcp:[2001:db8::7]:1161    | tcp:[2001:db8::7]:1161
            ::ffff:192.0.2.1          | udp:[::ffff:192.0.2.1]:161
            """)
    void isReadAndWritten(String text, String written) {
        AgentAddress address = AgentAddress.parse(text);
        assertThat(address).hasToString(written);
        assertThat(AgentAddress.parse(written)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "host:",
                "host:0",
                "host:65536",
                "host:x",
                "http://host",
                "dtls:host",
                "[host]",
                "[::1",
                "::1:",
                "a:b:c",
                "udp:",
                "host/24"
            })
    void whatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> AgentAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}

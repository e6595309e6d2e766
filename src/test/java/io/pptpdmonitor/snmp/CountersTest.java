package io.pptpdmonitor.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Snapshots;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is counted of messages that cannot be read (RFC 3418, snmp; RFC 3412, snmpMPDStats). */
@Timeout(60)
class CountersTest {

    private final PptpdAgent agent = new PptpdAgent(
            new AgentSettings(List.of(ListenAddress.parse("udp:127.0.0.1:0")), "c", 64),
            EngineIdentity.anew(),
            Snapshots::empty,
            Snapshots.NOW::toInstant);

    private ListenAddress address = ListenAddress.parse("udp:127.0.0.1:0");

    @BeforeEach
    void start() throws IOException {
        address = agent.start().get(0);
    }

    @AfterEach
    void close() throws IOException {
        agent.close();
    }

    @Test
    void countsWhatCannotBeDecoded() throws IOException {
        List<String> undecodable = List.of(
                // No sequence; no version; a community that ends nowhere; a PDU that ends nowhere.
                "0400",
                "300404020101",
                "3006020101047f63",
                "300a0201010401 63a01902 01".replace(" ", ""),
                // SNMPv3 whose header is cut off.
                "30050201033010",
                // A value of type 0x4f.
                "3023020101040163a01b0201010201000201003010300e06082b060102010103004f020000");
        for (String message : undecodable) {
            send(message);
        }
        assertThat(count(6)).isEqualTo(undecodable.size());
        assertThat(count(3)).isZero();
    }

    @Test
    void countsVersionsThatThereAreNot() throws IOException {
        send("3003020102");
        send("3003020107");
        assertThat(count(3)).isEqualTo(2);
        assertThat(count(6)).isZero();
    }

    private void send(String hex) throws IOException {
        byte[] message = HexFormat.of().parseHex(hex);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(message, message.length, address.address(), address.port()));
        }
    }

    /** A counter of the group snmp, asked after what was sent before. */
    private long count(int object) throws IOException {
        String request = "302102010104" + "0163" + "a019" + "020101" + "020100" + "020100" + "300e300c"
                + "06082b060102010b" + HexFormat.of().toHexDigits((byte) object) + "00" + "0500";
        byte[] message = HexFormat.of().parseHex(request);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
            socket.send(new DatagramPacket(message, message.length, address.address(), address.port()));
            DatagramPacket answer = new DatagramPacket(new byte[1000], 1000);
            socket.receive(answer);
            // The value is the last that stands there: 41 01 xx.
            byte[] data = answer.getData();
            assertThat(data[answer.getLength() - 3]).isEqualTo((byte) 0x41);
            return data[answer.getLength() - 1];
        }
    }
}

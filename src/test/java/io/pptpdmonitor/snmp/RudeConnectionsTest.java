package io.pptpdmonitor.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.snmp.mib.Examples;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers that open TCP connections and do not behave. */
@Timeout(60)
class RudeConnectionsTest {

    /** An SNMPv2c GET of sysUpTime.0 under the community "c". */
    private static final byte[] GET = HexFormat.of()
            .parseHex("302102010104" + "0163" + "a019" + "020101" + "020100" + "020100" + "300e300c"
                    + "06082b06010201010300" + "0500");

    private final PptpdAgent agent = new PptpdAgent(
            new AgentSettings(List.of(ListenAddress.parse("tcp:127.0.0.1:0")), "c", 64),
            Examples::morning,
            Snapshots.NOW::toInstant);

    private ListenAddress address = ListenAddress.parse("tcp:127.0.0.1:0");

    @BeforeEach
    void start() throws IOException {
        address = agent.start().get(0);
    }

    @AfterEach
    void close() throws IOException {
        agent.close();
    }

    @Test
    void isAnsweredWhoBehaves() throws IOException {
        try (Socket socket = connected()) {
            assertAnswered(socket);
            assertAnswered(socket);
        }
    }

    @Test
    void areLimitedInNumber() throws IOException {
        List<Socket> idle = new ArrayList<>();
        for (int i = 0; i < BoundedTcp.MOST_CONNECTIONS; i++) {
            idle.add(connected());
        }
        assertAnswered(idle.get(BoundedTcp.MOST_CONNECTIONS - 1));
        try (Socket oneMore = connected()) {
            assertThat(ended(oneMore)).isTrue();
        }
        for (Socket socket : idle) {
            socket.close();
        }
        assertAnsweredSoon();
    }

    /** Answers of some 16 kB are asked for, and never read. */
    @Test
    void areClosedWhereNobodyReadsTheAnswers() throws IOException {
        byte[] bulk = HexFormat.of()
                .parseHex("302102010104" + "0163" + "a519" + "020101" + "020100" + "0202" + "7fff" + "300d300b"
                        + "06072b060104010000" + "0500");
        long asked = 0;
        try (Socket socket = connected()) {
            socket.setReceiveBufferSize(4096);
            while (asked < 5_000_000) {
                socket.getOutputStream().write(bulk);
                asked++;
            }
        } catch (SocketException closedByTheAgent) {
            assertThat(asked).isPositive();
        }
        assertThat(asked).isLessThan(5_000_000);
        assertAnsweredSoon();
    }

    @Test
    void doNotEndTheListening() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            try (Socket socket = connected()) {
                byte[] message = rude(random, i % 5);
                socket.getOutputStream().write(message);
                // With this a close is a reset.
                socket.setSoLinger(i % 2 == 0, 0);
            } catch (SocketException closedByTheAgent) {
                // That is its right.
            }
        }
        assertAnsweredSoon();
    }

    private static byte[] rude(Random random, int kind) {
        byte[] message = new byte[random.nextInt(2000)];
        random.nextBytes(message);
        return switch (kind) {
            case 0 -> message;
            case 1 -> HexFormat.of().parseHex("30847fffffff");
            case 2 -> HexFormat.of().parseHex("3084ffffffff0201");
            case 3 -> new byte[] {0x30};
            default -> java.util.Arrays.copyOf(GET, random.nextInt(GET.length));
        };
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket(address.address(), address.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void assertAnswered(Socket socket) throws IOException {
        socket.getOutputStream().write(GET);
        assertThat(socket.getInputStream().read()).isEqualTo(0x30);
        int length = socket.getInputStream().read();
        assertThat(socket.getInputStream().readNBytes(length)).hasSize(length);
    }

    /** Connections that were closed here are noticed there a moment later. */
    private void assertAnsweredSoon() throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        boolean answered = false;
        while (!answered && System.nanoTime() < deadline) {
            try (Socket socket = connected()) {
                socket.getOutputStream().write(GET);
                answered = socket.getInputStream().read() == 0x30;
            } catch (SocketException refused) {
                answered = false;
            }
        }
        assertThat(answered).isTrue();
    }

    private static boolean ended(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }
}

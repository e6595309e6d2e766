package io.pptpdmonitor.pptp;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.pptp.Finding.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against servers that do not do what they should; {@link PptpdTest} is against one that does. */
@Timeout(30)
class ProbeTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    private static Finding of(Duration timeout, Peer.Behaviour behaviour) throws IOException {
        try (Peer peer = new Peer(behaviour)) {
            return Probe.of(peer.address(), timeout);
        }
    }

    /** A server that says this, and closes the connection. */
    private static Finding saying(byte[] octets) throws IOException {
        return of(LONG, (in, out) -> {
            in.readNBytes(156);
            out.write(octets);
        });
    }

    private static byte[] reply(int at, int... octets) {
        byte[] reply = Peer.START_REPLY.clone();
        for (int i = 0; i < octets.length; i++) {
            reply[at + i] = (byte) octets[i];
        }
        return reply;
    }

    /** RFC 2637, 2.1 and 2.3, octet by octet. */
    @Test
    void asksAndStopsAsTheRfcHasIt() throws Exception {
        CompletableFuture<byte[]> asked = new CompletableFuture<>();
        CompletableFuture<byte[]> stopped = new CompletableFuture<>();
        Finding finding = of(LONG, (in, out) -> {
            asked.complete(in.readNBytes(156));
            out.write(Peer.START_REPLY);
            stopped.complete(in.readNBytes(16));
            out.write(Peer.STOP_REPLY);
        });

        String name = HexFormat.of().formatHex("pptpd-monitor".getBytes(StandardCharsets.US_ASCII)) + "00".repeat(51);
        assertThat(HexFormat.of().formatHex(asked.get()))
                .isEqualTo("009c" + "0001" + "1a2b3c4d" + "0001" + "0000" + "0100" + "0000" + "00000003" + "00000003"
                        + "0000" + "0001" + name + name);
        assertThat(HexFormat.of().formatHex(stopped.get()))
                .isEqualTo("0010" + "0001" + "1a2b3c4d" + "0003" + "0000" + "01" + "00" + "0000");
        assertThat(finding.kind()).isEqualTo(Kind.ANSWERED);
        assertThat(finding.text()).matches("answers in [0-9]+\\.[0-9]{3} s");
        assertThat(finding.time()).isNotNull();
    }

    @Test
    void decodesTheReply() throws Exception {
        StartReply reply = Objects.requireNonNull(saying(Peer.START_REPLY).reply());

        assertThat(reply).isEqualTo(new StartReply(0x0100, 1, 0, 1, 1, "local", "linux"));
        assertThat(reply.described())
                .isEqualTo("protocol 1.0, result 1, error 0, host name local, vendor linux, firmware 1");
    }

    @Test
    void takesTextsThatFillTheirFieldAndHoldAnything() throws Exception {
        byte[] reply = Peer.START_REPLY.clone();
        Arrays.fill(reply, 28, 92, (byte) 0xff);
        System.arraycopy("\u001b[31m|\n".getBytes(StandardCharsets.US_ASCII), 0, reply, 92, 7);

        StartReply decoded = Objects.requireNonNull(saying(reply).reply());
        assertThat(decoded.hostName()).isEqualTo("\u00ff".repeat(64));
        assertThat(decoded.vendor()).isEqualTo("\u001b[31m|\n");
    }

    /** RFC 2637, 2.2 and 2.16. */
    @ParameterizedTest
    @CsvSource({
        "2, 4, general error: no resources",
        "2, 2, general error: bad format",
        "2, 99, general error: no error code of RFC 2637",
        "3, 0, a command channel already exists",
        "4, 0, the requester is not authorized",
        "5, 0, the protocol version is not supported",
        "0, 0, no result code of RFC 2637"
    })
    void tellsWhyItIsRejected(int result, int error, String reason) throws Exception {
        Finding finding = saying(reply(14, result, error));

        assertThat(finding.kind()).isEqualTo(Kind.REJECTED);
        assertThat(finding.text())
                .isEqualTo("rejects the control connection with result " + result + " (" + reason + ")");
        assertThat(finding.time()).isNotNull();
    }

    @Test
    void knowsWhatIsNoPptp() throws Exception {
        assertThat(saying("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(Finding.of(Kind.NO_PPTP, "speaks something else than PPTP: 'SSH-2.0-Open'"));
        assertThat(saying(reply(4, 0xde, 0xad, 0xbe, 0xef)))
                .isEqualTo(Finding.of(Kind.NO_PPTP, "speaks something else than PPTP"));
        assertThat(saying(reply(9, 6)))
                .isEqualTo(Finding.of(
                        Kind.NO_PPTP, "answers with PPTP's message 6, which is no Start-Control-Connection-Reply"));
        assertThat(saying(reply(0, 0xff, 0xff)))
                .isEqualTo(Finding.of(
                        Kind.NO_PPTP, "answers with a Start-Control-Connection-Reply of 65535 octets, which has 156"));
    }

    @ParameterizedTest
    @CsvSource({"1, closes the connection after 1 of 156 octets", "155, closes the connection after 155 of 156 octets"})
    void tellsHowMuchCameBeforeTheConnectionWasClosed(int octets, String text) throws Exception {
        assertThat(saying(Arrays.copyOf(Peer.START_REPLY, octets))).isEqualTo(Finding.of(Kind.NO_PPTP, text));
    }

    /** As pptpd does where hosts.deny names us. */
    @Test
    void asksTwiceBeforeItSaysThatTheConnectionIsClosedAtOnce() throws Exception {
        try (Peer peer = new Peer((in, out) -> in.readNBytes(156))) {
            assertThat(Probe.of(peer.address(), LONG))
                    .isEqualTo(Finding.of(Kind.CLOSED, "closes the connection without an answer"));
            assertThat(peer.clients()).isEqualTo(2);
        }
    }

    /** pptpd does so to whoever calls at the moment at which another one's process ends. */
    @Test
    void isAnsweredAtTheSecondTime() throws Exception {
        AtomicInteger times = new AtomicInteger();

        Finding finding = of(LONG, (in, out) -> {
            in.readNBytes(156);
            if (times.incrementAndGet() == 2) {
                out.write(Peer.START_REPLY);
                in.readNBytes(16);
                out.write(Peer.STOP_REPLY);
            }
        });

        assertThat(finding.kind()).isEqualTo(Kind.ANSWERED);
    }

    @Test
    void waitsNoLongerThanItShouldForOneWhoIsSilent() throws Exception {
        Finding finding = of(SHORT, (in, out) -> in.readAllBytes());

        assertThat(finding.kind()).isEqualTo(Kind.SILENT);
        assertThat(finding.text()).startsWith("takes the connection, and does not answer within 0.2");
    }

    @Test
    void waitsNoLongerThanItShouldForTheOtherHalf() throws Exception {
        Finding finding = of(SHORT, (in, out) -> {
            out.write(Peer.START_REPLY, 0, 78);
            in.readAllBytes();
        });

        assertThat(finding.kind()).isEqualTo(Kind.NO_PPTP);
        assertThat(finding.text()).startsWith("sent 78 of 156 octets and no more within 0.2");
    }

    /** Each octet comes soon enough, and all of them never. */
    @Test
    void waitsNoLongerThanItShouldForOneWhoDrips() throws Exception {
        CountDownLatch judged = new CountDownLatch(1);
        Finding finding = of(SHORT, (in, out) -> {
            for (byte octet : Peer.START_REPLY) {
                out.write(octet);
                if (judged.await(20, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        });
        judged.countDown();

        assertThat(finding.kind()).isEqualTo(Kind.NO_PPTP);
        assertThat(finding.text()).matches("sent [0-9]+ of 156 octets and no more within 0\\.[2-9].*");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0x1a})
    void readsNoMoreOfOneWhoNeverEndsThanItNeeds(int octet) throws Exception {
        byte[] many = new byte[65_536];
        Arrays.fill(many, (byte) octet);

        Finding finding = of(LONG, (in, out) -> {
            while (true) {
                out.write(many);
            }
        });

        assertThat(finding.kind()).isEqualTo(Kind.NO_PPTP);
        assertThat(finding.text()).isEqualTo("speaks something else than PPTP");
    }

    /** It has answered; what it does when it is stopped is no fault of its service. */
    @Test
    void isAnsweredAlsoByOneWhoDoesNotStop() throws Exception {
        byte[] echo = HexFormat.of().parseHex("001000011a2b3c4d0005000000000001");

        Finding finding = of(LONG, (in, out) -> {
            out.write(Peer.START_REPLY);
            while (true) {
                out.write(echo);
            }
        });

        assertThat(finding.kind()).isEqualTo(Kind.ANSWERED);
        assertThat(finding.text()).matches("answers in [0-9.]+ s, and not to being stopped");
    }

    @Test
    void hearsAnEchoRequestBeforeTheAnswerToStop() throws Exception {
        Finding finding = of(LONG, (in, out) -> {
            in.readNBytes(156);
            out.write(Peer.START_REPLY);
            in.readNBytes(16);
            out.write(HexFormat.of().parseHex("001000011a2b3c4d0005000000000001"));
            out.write(Peer.STOP_REPLY);
        });

        assertThat(finding.text()).matches("answers in [0-9.]+ s");
    }

    @Test
    void isRefusedWhereNobodyListens() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        assertThat(Probe.of(new ServerAddress("127.0.0.1", free), LONG))
                .isEqualTo(Finding.of(Kind.UNREACHABLE, "refuses connections"));
    }

    /** RFC 6761, 6.4: nobody is called so. */
    @Test
    void knowsNoHostThatThereIsNot() {
        assertThat(Probe.of(new ServerAddress("vpn.invalid", 1723), LONG).kind())
                .isEqualTo(Kind.UNKNOWN_HOST);
    }
}

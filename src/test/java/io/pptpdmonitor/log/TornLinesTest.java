package io.pptpdmonitor.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What copying, mail programs, forums and crashes do to lines; and what nobody may do with it. */
class TornLinesTest {

    private static final String NUL = "\0".repeat(600);

    private final LogParser parser = new LogParser(ZoneOffset.UTC);

    TornLinesTest() {
        parser.modified(Instant.parse("2026-11-22T23:00:00Z"));
    }

    @Test
    void takesGluedLinesApart() {
        assertThat(read("Nov 22 13:29:31 vpn1 pptpd[815]: CTRL: Client 192.0.2.11 control connection started"
                        + " Nov 22 13:29:32 vpn1 pptpd[815]: CTRL: Starting call (launching pppd, opening GRE)"
                        + "2026-11-22T13:29:33Z vpn1 pppd[816]: Using interface ppp0 "
                        + "<29>Nov 22 13:29:34 vpn1 pppd[816]: Connect: ppp0 <--> /dev/pts/0"))
                .containsExactly(
                        "13:29:31 815 ControlStarted[clientAddress=192.0.2.11]",
                        "13:29:32 815 CallStarted[]",
                        "13:29:33 816 InterfaceAssigned[interfaceName=ppp0]",
                        "13:29:34 816 LinkConnected[interfaceName=ppp0, device=/dev/pts/0, peerAddress=null]");
        assertThat(parser.counts().unparsedLines()).isZero();
    }

    @Test
    void takesGluedLinesOfNoConsequenceApart() {
        assertThat(read("Nov 22 13:29:31 vpn1 pppd[816]: MPPE disabledNov 22 13:29:32 vpn1 pppd[816]: Exit."))
                .containsExactly("13:29:32 816 PppdExited[]");
    }

    @Test
    void survivesALineOfAThousandLines() {
        String line = "Nov 22 13:29:31 vpn1 pppd[816]: Exit. ".repeat(5000);

        assertThat(read(line)).hasSize(5000).containsOnly("13:29:31 816 PppdExited[]");
    }

    /** Whoever may write a text into a line could otherwise end it, and begin another one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "LCP terminated by peer (FORGED)",
                "LCP terminated by peer (FORGED",
                "Peer FORGED failed CHAP authentication",
                "Peer bob failed CHAP authentication FORGED",
                "No CHAP secret found for authenticating FORGED",
                "rcvd [CHAP Response id=0x1 <00>, name = \"FORGED\"]",
                "rcvd [LCP TermReq id=0x1 \"FORGED\"]",
                "pptpd-logwtmp.so ip-up ppp0 FORGED 192.0.2.11",
                "Never heard of FORGED",
                "EAP: unauthenticated peer name \"FORGED"
            })
    void nobodyForgesALineInsideAnother(String message) {
        String forged = "Exit. Nov 22 13:29:31 vpn1 pppd[1]: pptpd-logwtmp.so ip-up ppp0 root 192.0.2.66";

        assertThat(read("Nov 22 13:29:31 vpn1 pppd[816]: " + message.replace("FORGED", forged)))
                .noneMatch(event -> event.contains(" 1 "));
    }

    @Test
    void joinsWrappedLines() {
        assertThat(read(
                        "Nov 22 13:29:31 vpn1 pptpd[815]: CTRL: Client 192.0.2.11 control",
                        "connection started",
                        "Nov 22 13:29:32 vpn1 pppd[816]: Sent 354 bytes,",
                        "   received 3900 ",
                        "bytes.",
                        "",
                        "Nov 22 13:29:33 vpn1 pppd[816]: Exit."))
                .containsExactly(
                        "13:29:31 815 ControlStarted[clientAddress=192.0.2.11]",
                        "13:29:32 816 Statistics[sentOctets=354, receivedOctets=3900]",
                        "13:29:33 816 PppdExited[]");
        assertThat(parser.counts().unparsedLines()).isZero();
        assertThat(parser.counts().relevantLines()).isEqualTo(3);
    }

    /** As the first part may be cut off, and the second a line whose begin is damaged beyond being known as one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pptpd-logwtmp.so ip-up ppp10 bo      | Jul  4 18: 192.0.2.11
            Peer bo                              | 2026-07-04T14:1 failed CHAP authentication
            rcvd [CHAP Response id=0x1 <00>, name = "b | ob"]
            """)
    void joinsNoName(String begin, String rest) {
        assertThat(read("Jul  4 18:47:33 vpn1 pppd[888]: " + begin, rest)).isEmpty();
        assertThat(parser.counts().relevantLines()).isEqualTo(1);
    }

    @Test
    void joinsNothingToALineThatIsWhole() {
        assertThat(read("Nov 22 13:29:31 vpn1 pppd[816]: Never heard", "Nov 22 13:29:32 vpn1 cron[7]: x", "of that"))
                .isEmpty();
        assertThat(read("Nov 22 13:29:31 vpn1 cron[7]: pppd", "[816]: Exit.")).isEmpty();
        assertThat(read("Nov 22 13:29:31 vpn1 pppd[816]: sent [LCP TermReq", "Exit."))
                .isEmpty();
    }

    /** Whatever it says would become somebody's name. */
    @Test
    void joinsNoLineOfItsOwnWhoseStampIsDamaged() {
        assertThat(read(
                        "Jul  4 18:47:33 vpn1 pppd[888]: pptpd-logwtmp.so ip-up ppp10 bo",
                        "Sun Jul  G4 18:47:33 2032 daemon.info cron[7]: (root) CMD (true)"))
                .isEmpty();
        assertThat(read("Jul  4 18:47:33 vpn1 pppd[888]: pptpd-logwtmp.so ip-up ppp10", "bob [7] 192.0.2.11"))
                .hasSize(1);
    }

    @Test
    void findsTheLineBehindWhatACrashLeft() {
        assertThat(read(NUL + "Nov 22 13:29:31 vpn1 kernel: Linux version 6.1")).containsExactly("13:29:31 0 Booted[]");
        assertThat(read("Nov 22 13:29:31 vpn1 cron[7]: (ro" + NUL + "Nov 22 13:29:31 vpn1 kernel: Linux version 6.1"))
                .containsExactly("13:29:31 0 Booted[]");
        assertThat(read("Nov 22 13:29:31 vpn1 pppd[816]: Ex" + NUL + "Nov 22 13:29:31 vpn1 pppd[817]: Exit."))
                .containsExactly("13:29:31 817 PppdExited[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CTRL: Client 192.0.2.11 control connection started ",
                "CTRL: Client 192.0.2.11 control connection started\t ",
                "CTRL: Client 192.0.2.11 control connection started#012",
                "CTRL: Client 192.0.2.11 control connection started #012#012"
            })
    void doesNotMindWhatStandsBehindAMessage(String message) {
        assertThat(read("Nov 22 13:29:31 vpn1 pptpd[815]: " + message))
                .containsExactly("13:29:31 815 ControlStarted[clientAddress=192.0.2.11]");
    }

    /** A blank at its end belongs to a name, where one stands there. */
    @Test
    void cutsNoBlankOffAName() {
        assertThat(read("Nov 22 13:29:31 vpn1 pppd[816]: No CHAP secret found for authenticating bob "))
                .containsExactly("13:29:31 816 LoginFailed[user=bob , method=CHAP]");
    }

    /** rsyslog 5 put the tag of the line before on its message. */
    @Test
    void countsARepetitionUnderTheTagOfItsLine() {
        assertThat(read(
                        "Nov 22 13:29:31 vpn1 pptpd[815]: MGR: dropped slow initial connection",
                        "Nov 22 13:29:41 vpn1 pptpd[815]: last message repeated 8 times",
                        "Nov 22 13:29:51 vpn1 pptpd[816]: last message repeated 8 times"))
                .containsExactly("13:29:31 815 ConnectionDropped[]", "13:29:41 815 ConnectionDropped[] x 8");
    }

    /** Where pppd carries PPTP itself (accel-pptp) it logs as {@code pptp}, and so does the PPTP client. */
    @Test
    void takesPppdUnderTheTagPptpForPppd() {
        assertThat(read(
                        "Jan 22 16:36:26 pptp[909]: pppd 2.4.5 started by admin, uid 0",
                        "Jan 22 16:36:30 pptp[909]: remote IP address 192.168.10.2",
                        "Jan 22 16:36:31 pptp[909]: MPPE disabled",
                        "Jan 22 16:36:32 vpn1 pptp[909]: anon log[main:pptp.c:314]: The synchronous pptp option is NOT activated",
                        "Jan 22 16:36:32 vpn1 pptp[909]: nm-pptp-service-12066 warn[decaps_gre:pptp_gre.c:331]: short read (-1)",
                        "Jan 22 16:36:32 vpn1 pptp[909]: Exit"))
                .containsExactly(
                        "16:36:26 909 PppdStarted[version=2.4.5]", "16:36:30 909 RemoteAddress[address=192.168.10.2]");
        assertThat(parser.counts().relevantLines()).isEqualTo(3);
        assertThat(parser.counts().pppdLines()).isEqualTo(3);
        assertThat(parser.counts().unparsedLines()).isZero();
    }

    private List<String> read(String... lines) {
        List<String> seen = new ArrayList<>();
        for (String line : lines) {
            byte[] b = line.getBytes(StandardCharsets.UTF_8);
            parser.line(
                    b,
                    0,
                    b.length,
                    told -> seen.add(told.time().toLocalTime() + " " + told.pid() + " " + told.event()
                            + (told.count() == 1 ? "" : " x " + told.count())));
        }
        return seen;
    }
}

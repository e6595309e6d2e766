package io.pptpdmonitor.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.log.MessagePattern.Match;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagePatternTest {

    private final Match match = new Match();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    # template                        | message                                         | holes, in brackets
                    Exit.                             | Exit.                                           |
                    Using interface %w                | Using interface ppp0                            | [ppp0]
                    Connect: %w <--> %w               | Connect: ppp0 <--> /dev/pts/1                   | [ppp0][/dev/pts/1]
                    PPP[%d]                           | PPP[971]                                        | [971]
                    (%d)                              | (0)                                             | [0]
                    sent [%s                          | sent [LCP EchoReq id=0x1]                       | [LCP EchoReq id=0x1]]
                    sent [%s                          | sent [                                          | []
                    Peer %s failed                    | Peer bob failed                                 | [bob]
                    Peer %s failed                    | Peer  failed                                    | []
                    Peer %s failed                    | Peer x failed failed                            | [x failed]
                    ip-up %w %s %w                    | ip-up ppp0 bob 10.0.0.1                         | [ppp0][bob][10.0.0.1]
                    ip-up %w %s %w                    | ip-up ppp0  10.0.0.1                            | [ppp0][][10.0.0.1]
                    ip-up %w %s %w                    | ip-up ppp0  b  10.0.0.1                         | [ppp0][ b ][10.0.0.1]
                    ip-up %w %s %w                    | ip-up ppp0 bob 10.0.0.9 10.0.0.1                | [ppp0][bob 10.0.0.9][10.0.0.1]
                    <%w>, name = "%s"]                | <00ff>, name = "a"], name = "b"]                | [00ff][a"], name = "b]
                    %s lost (%d in %d s)              | a lost (1 in 2 s) lost (30 in 4 s)              | [a lost (1 in 2 s)][4][30]
                    n %d                              | n 999999999999999999                            | [999999999999999999]
                    """)
    void takesTheWholeMessage(String template, String message, String holes) {
        assertThat(holes(template, message)).isEqualTo(holes == null ? "" : holes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    # template           | message
                    Exit.                | `Exit. `
                    Exit.                | ` Exit.`
                    Exit.                | Exit
                    Exit.                | Exit.Exit.
                    Exit.                | exit.
                    Using interface %w   | `Using interface `
                    Using interface %w   | Using interface ppp0 ppp1
                    Using interface %w   | `Using interface ppp0 `
                    PPP[%d]              | PPP[]
                    PPP[%d]              | PPP[97a]
                    PPP[%d]              | PPP[-1]
                    PPP[%d]              | PPP[1] and more
                    Peer %s failed       | Peer failed
                    Peer %s failed       | Peer bob failed.
                    Peer %s failed       | A Peer bob failed
                    Peer %s failed       | (Peer bob failed)
                    ip-up %w %s %w       | ip-up ppp0 10.0.0.1
                    ip-up %w %s %w       | `ip-up ppp0 bob 10.0.0.1 `
                    n %d                 | n 1000000000000000000
                    n %d                 | n 99999999999999999999999999999999
                    """)
    void takesNothingBesides(String template, String message) {
        assertThat(holes(template, message)).isEqualTo("no match");
    }

    /** From anyone without a password (recorded), and from one who has one: each claims that root is up at 1.2.3.4. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    LCP terminated by peer (x) pppd[1]: pptpd-logwtmp.so ip-up ppp0 root 1.2.3.4)                            | LCP terminated by peer (%s
                    LCP terminated by peer (pptpd-logwtmp.so ip-up ppp0 root 1.2.3.4                                         | LCP terminated by peer (%s
                    Peer root 1.2.3.4 failed CHAP authentication                                                             | Peer %s failed CHAP authentication
                    Peer pptpd-logwtmp.so ip-up ppp0 root 1.2.3.4 failed CHAP authentication                                 | Peer %s failed CHAP authentication
                    Peer x authenticated with CHAP failed CHAP authentication                                                | Peer %s failed CHAP authentication
                    Peer is not authorized to use remote address 1.2.3.4 failed CHAP authentication                          | Peer %s failed CHAP authentication
                    No CHAP secret found for authenticating mallory pppd[1]: pptpd-logwtmp.so ip-up ppp0 root 1.2.3.4        | No CHAP secret found for authenticating %s
                    No CHAP secret found for authenticating x authenticated with CHAP                                        | No CHAP secret found for authenticating %s
                    pptpd-logwtmp.so ip-up ppp0 eve] pppd[1]: pptpd-logwtmp.so ip-up ppp0 root 1.2.3.4 10.99.0.11            | pptpd-logwtmp.so ip-up %w %s %w
                    sent [CHAP Challenge id=0x1 <aa>, name = "x"] rcvd [CHAP Response id=0x1 <aa>, name = "root"]            | sent [%s
                    rcvd [LCP TermReq id=0x2 "Exit."]                                                                        | rcvd [%s
                    EAP: unauthenticated peer name "x Peer root authenticated with EAP"                                      | EAP: %s
                    PAP peer authentication failed for x authenticated with PAP                                              | PAP peer authentication failed for %s
                    no PAP secret found for x failed CHAP authentication                                                     | no PAP secret found for %s
                    11 LOGIN FAILURES ON ppp0, Exit.                                                                         | %d LOGIN FAILURES ON %s
                    """)
    void forgedTextStaysInItsGap(String message, String template) {
        assertThat(new Recognised.Eye().message(Program.PPPD, message).template())
                .isEqualTo(template);
    }

    @Test
    void forgedNameIsTheWholeText() {
        assertThat(new Recognised.Eye()
                        .message(
                                Program.PPPD,
                                "pptpd-logwtmp.so ip-up ppp0 eve] pppd[1]: pptpd-logwtmp.so ip-up ppp0 root 1.2.3.4 10.99.0.11")
                        .event())
                .isEqualTo(new LogEvent.PluginUp(
                        "ppp0", "eve] pppd[1]: pptpd-logwtmp.so ip-up ppp0 root 1.2.3.4", "10.99.0.11"));
    }

    /** At 1,023 bytes pppd cuts a message off. */
    @Test
    void terminationCutByPppdIsStillOne() {
        String cut = "LCP terminated by peer (" + "T".repeat(1023 - 24);

        assertThat(new Recognised.Eye().message(Program.PPPD, cut).event())
                .isEqualTo(new LogEvent.EndTold(io.pptpdmonitor.model.EndCause.USER_REQUEST, false));
    }

    private String holes(String template, String message) {
        byte[] around = ("<<" + message + ">>").getBytes(StandardCharsets.UTF_8);
        MessagePattern pattern = new MessagePattern(Program.PPPD, template, "test", m -> null);
        if (!pattern.matches(around, 2, around.length - 2, match)) {
            return "no match";
        }
        StringBuilder holes = new StringBuilder();
        int count = template.split("%", -1).length - 1;
        for (int i = 0; i < count; i++) {
            holes.append('[').append(match.text(i)).append(']');
        }
        return holes.toString();
    }
}

package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pptpdmonitor.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the help desk reads out. */
class WhyCommandTest {

    private static final String GUESSES = "etc/demo/guesses";
    private static final String RECORDED = "src/test/resources/recordings/e/syslog.rfc3339";

    /** Lines of pptpd 1.4.0 and ppp 2.4.9 without debug. */
    private static final String STARTS = """
            pptpd[%1$d]: CTRL: Client %3$s control connection started
            pptpd[%1$d]: CTRL: Starting call (launching pppd, opening GRE)
            pppd[%2$d]: Plugin /usr/lib/pptpd/pptpd-logwtmp.so loaded.
            pppd[%2$d]: pppd 2.4.9 started by root, uid 0
            pppd[%2$d]: Using interface ppp%2$d
            pppd[%2$d]: Connect: ppp%2$d <--> /dev/pts/1
            """;

    /** By its option dump a pppd tells who calls before it has heard anything. */
    private static final String DUMPS = "pppd[%2$d]: remotenumber %3$s#011#011# (from command line)\n";

    private static final String UP = """
            pppd[%2$d]: peer from calling number %3$s authorized
            pppd[%2$d]: local  IP address 192.168.0.1
            pppd[%2$d]: remote IP address 192.168.0.%2$d
            pppd[%2$d]: pptpd-logwtmp.so ip-up ppp%2$d alice %3$s
            """;

    private static final String FAILS = """
            pppd[%2$d]: %4$s
            pppd[%2$d]: Connection terminated.
            pptpd[%1$d]: CTRL: Reaping child PPP[%2$d]
            pppd[%2$d]: Exit.
            pptpd[%1$d]: CTRL: Client %3$s control connection finished
            """;

    @TempDir
    Path scratch = Path.of("");

    private String log = "";
    private int seconds;

    private void writes(String lines) {
        StringBuilder stamped = new StringBuilder(log);
        lines.lines()
                .forEach(line -> stamped.append(
                        "2026-11-22T13:%02d:%02dZ vpn1 %s%n".formatted(seconds / 60, seconds++ % 60, line)));
        log = stamped.toString();
    }

    private String why(String subject) throws IOException {
        Path file = Files.writeString(scratch.resolve("log"), log);
        CliRun run = CliRun.of("why", subject, "-f", file.toString());
        assertThat(run.exitCode()).isZero();
        return run.out();
    }

    @Test
    void tellsAnUnknownNameFromAWrongPassword() {
        assertThat(CliRun.of("why", "mallory", "-f", GUESSES).out())
                .contains(
                        "No CHAP secret found for authenticating mallory", "-> the name is not in the file of secrets");
        assertThat(CliRun.of("why", "alice", "-f", GUESSES).out())
                .contains("Peer alice failed CHAP authentication", "-> the password is wrong");
    }

    @Test
    void findsWhatCameFromAnAddressTheNewestFirst() {
        assertThat(CliRun.of("why", "10.99.0.11", "-n", "-f", GUESSES)
                        .out()
                        .lines()
                        .filter(line -> !line.startsWith(" ")))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("3  2026-11-22 13:57:10  None")
                                .contains("user-request"),
                        line -> assertThat(line)
                                .startsWith("2  2026-11-22 13:57:09  mallory")
                                .contains("auth-failed"),
                        line -> assertThat(line)
                                .startsWith("1  2026-11-22 13:57:07  alice")
                                .contains("auth-failed"));
    }

    /** As sessions says it: the first line that is in the log is not its begin. */
    @Test
    void saysThatASessionBeganBeforeTheLog() throws IOException {
        writes("""
                pppd[11]: Terminating connection due to lack of activity.
                pppd[11]: Connect time 777.3 minutes.
                pppd[11]: Sent 300 bytes, received 200 bytes.
                pptpd[10]: CTRL: Reaping child PPP[11]
                pppd[11]: Exit.
                pptpd[10]: CTRL: Client 10.99.0.14 control connection finished
                """);
        assertThat(why("10.99.0.14"))
                .containsPattern("  before 2026-11-22 13:00:00 .* closed  +12:57:18  idle-timeout\n");
    }

    @Test
    void findsWhoHadAnAddressOfTheTunnel() {
        assertThat(CliRun.of("why", "192.168.0.234", "-f", GUESSES).out().lines())
                .anyMatch(line -> line.startsWith("3  ") && line.contains("10.99.0.11  192.168.0.234"))
                .noneMatch(line -> line.contains("mallory"));
    }

    @Test
    void showsNoMoreThanTen() throws IOException {
        for (int i = 0; i < 14; i++) {
            writes((STARTS + FAILS).formatted(500 + i, 600 + i, "203.0.113.7", "Peer bob failed CHAP authentication"));
        }
        assertThat(why("bob").lines().filter(line -> line.contains("auth-failed")))
                .hasSize(10)
                .first()
                .asString()
                .startsWith("14 ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LCP: timeout sending Config-Requests | GRE (protocol 47) most likely does not arrive from 203.0.113.7: a firewall or router
            MPPE required but peer refused | the client does not encrypt
            Peer is not authorized to use remote address 10.0.0.9 | the fourth column of chap-secrets
            peer refused to authenticate: terminating link | none of the methods
            IPCP: timeout sending Config-Requests | did not agree
            """)
    void hintsAtWhyASessionNeverCameUp(String line, String hint) throws IOException {
        writes((STARTS + FAILS).formatted(500, 600, "203.0.113.7", line));
        assertThat(why("203.0.113.7")).contains("    " + line + "\n    -> ").contains(hint);
    }

    /** Lines of ppp 2.4.9, also of its option debug; {@code ;} stands between two. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # without debug nobody knows whether the peer has said anything
            using channel 1 | GRE (protocol 47) may not arrive from 203.0.113.7: a firewall or router on the way drops it; or the login is not answered
            sent [LCP ConfReq id=0x1 <mru 1496> <asyncmap 0x0> <auth chap MS-v2> <magic 0x927cfcb5>] | GRE (protocol 47) may not arrive from 203.0.113.7: a firewall or router
            rcvd [LCP ConfReq id=0x1 <asyncmap 0x0> <magic 0x9d9f2c8b> <pcomp> <accomp>] | GRE (protocol 47) arrives from 203.0.113.7, but no reply does
            rcvd [LCP ConfAck id=0x1 <asyncmap 0x0> <auth chap MS-v2> <magic 0x927cfcb5>] | GRE (protocol 47) arrives, but nobody is authorized yet
            rcvd [CHAP Response id=0xdd <fe51d48d>, name = "alice"] | GRE (protocol 47) arrives, but nobody is authorized yet
            peer from calling number 203.0.113.7 authorized | it is past the login and has no address: client and server do not agree on MPPE or in IPCP
            Peer alice authenticated with CHAP | it is past the login
            peer from calling number 203.0.113.7 authorized;MPPE 128-bit stateless compression enabled | it is past the login and has no address: client and server do not agree in IPCP
            # IPv6 alone, as IPv4 is refused
            local  LL address fe80::1;remote LL address fe80::2;Peer is not authorized to use remote address 10.0.0.9 | it is past the login
            """)
    void hintsAtHowFarASlowSessionHasGot(String lines, String hint) throws IOException {
        writes((STARTS + DUMPS).formatted(500, 600, "203.0.113.7"));
        writes("pppd[600]: " + lines.replace(";", "\npppd[600]: "));
        passes(40);
        assertThat(why("203.0.113.7")).contains("starting").contains("    -> " + hint);
    }

    /** Lines of ppp 2.4.9 with its option debug; {@code ;} stands between two. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # nothing of the peer
            sent [LCP ConfReq id=0x1 <mru 1496> <asyncmap 0x0> <auth chap MS-v2> <magic 0x927cfcb5>];LCP: timeout sending Config-Requests | GRE (protocol 47) most likely does not arrive
            # its requests, which are answered again and again
            rcvd [LCP ConfReq id=0x1 <asyncmap 0x0> <magic 0x9d9f2c8b> <pcomp> <accomp>];sent [LCP ConfAck id=0x1 <asyncmap 0x0> <magic 0x9d9f2c8b> <pcomp> <accomp>];LCP: timeout sending Config-Requests | GRE (protocol 47) arrives from 203.0.113.7, but no reply does: what the server sends may not reach the client
            # its replies
            rcvd [LCP ConfRej id=0x1 <auth chap MS-v2>];LCP: timeout sending Config-Requests | GRE (protocol 47) arrives, but client and server did not agree in LCP
            rcvd [LCP ConfAck id=0x1 <asyncmap 0x0> <magic 0x927cfcb5>];LCP: timeout sending Config-Requests | GRE (protocol 47) arrives, but client and server did not agree in LCP
            # gone without a word
            Modem hangup | the client was gone before it had an address; GRE (protocol 47) may not pass
            rcvd [LCP ConfReq id=0x1 <asyncmap 0x0> <magic 0x9d9f2c8b> <pcomp> <accomp>];Modem hangup | the client was gone before it had logged in, and GRE (protocol 47) had arrived from it
            peer from calling number 203.0.113.7 authorized;Modem hangup | the client was gone after the login, before it had an address
            """)
    void blamesGreWhereNothingOfThePeerWasSeenAlone(String lines, String hint) throws IOException {
        writes((STARTS + DUMPS + FAILS).formatted(500, 600, "203.0.113.7", lines.replace(";", "\npppd[600]: ")));
        assertThat(why("203.0.113.7")).contains("failed").contains("    -> " + hint);
    }

    @Test
    void leavesASessionTimeToNegotiate() throws IOException {
        writes((STARTS + DUMPS).formatted(500, 600, "203.0.113.7"));
        passes(20);
        assertThat(why("203.0.113.7")).contains("    -> it is still negotiating\n");
    }

    /** Time passes, as a line of another client shows. */
    private void passes(int more) {
        seconds += more;
        writes("pptpd[999]: CTRL: Client 198.51.100.9 control connection started");
    }

    @Test
    void suspectsNatOfASlowSessionToo() throws IOException {
        writes((STARTS + UP).formatted(500, 60, "203.0.113.7"));
        writes((STARTS + DUMPS).formatted(501, 61, "203.0.113.7"));
        passes(40);
        assertThat(why("203.0.113.7"))
                .contains(
                        "GRE (protocol 47) may not arrive from 203.0.113.7, from where another client (session 1) was up:"
                                + " NAT without a PPTP helper; or the login");
    }

    @Test
    void suspectsNatWhereAnotherClientBehindTheAddressIsUp() throws IOException {
        writes((STARTS + UP).formatted(500, 60, "203.0.113.7"));
        writes((STARTS + FAILS).formatted(501, 61, "203.0.113.7", "LCP: timeout sending Config-Requests"));
        assertThat(why("203.0.113.7"))
                .contains(
                        "GRE (protocol 47) most likely does not arrive from 203.0.113.7, from where another client (session 1) was up:"
                                + " NAT without a PPTP helper");
    }

    @Test
    void doesNotSuspectNatForASessionOfAnotherTime() throws IOException {
        writes((STARTS + UP + FAILS).formatted(500, 60, "203.0.113.7", "LCP terminated by peer"));
        writes((STARTS + FAILS).formatted(501, 61, "203.0.113.7", "LCP: timeout sending Config-Requests"));
        assertThat(why("203.0.113.7")).contains("a firewall or router").doesNotContain("PPTP helper");
    }

    @ParameterizedTest
    @CsvSource({
        "idle-timeout,    option 'idle'",
        "session-timeout, option 'maxconnect'",
        "nas-request,     option 'maxoctets'",
        "admin-reset,     with a signal",
        "lost-carrier,    the client",
        "lost-service,    GRE (protocol 47)"
    })
    void hintsAtWhyARecordedSessionEnded(String cause, String hint) throws IOException {
        JsonNode attempts = new ObjectMapper()
                .readTree(CliRun.of("sessions", "-o", "json", "-f", RECORDED).out())
                .get("sessions");
        String address = null;
        for (JsonNode session : attempts) {
            address = cause.equals(session.get("endCause").asText())
                    ? session.get("clientAddress").asText()
                    : address;
        }
        assertThat(address).isNotNull();
        assertThat(CliRun.of("why", String.valueOf(address), "-f", RECORDED).out())
                .contains(cause, hint);
    }

    @Test
    void tellsTheSameAsJson() throws IOException {
        JsonNode told = new ObjectMapper()
                .readTree(
                        CliRun.of("why", "mallory", "-o", "json", "-f", GUESSES).out());
        assertThat(told.get("schema").asText()).isEqualTo("pptpd-monitor/1");
        assertThat(told.get("subject").asText()).isEqualTo("mallory");
        JsonNode attempt = told.get("attempts").get(0);
        assertThat(List.of(
                        attempt.get("user").asText(),
                        attempt.get("clientAddress").asText(),
                        attempt.get("state").asText(),
                        attempt.get("endCause").asText(),
                        attempt.get("endText").asText()))
                .containsExactly(
                        "mallory",
                        "10.99.0.11",
                        "failed",
                        "auth-failed",
                        "No CHAP secret found for authenticating mallory");
        assertThat(attempt.get("hint").asText()).startsWith("the name is not");
    }

    @Test
    void saysWhatIsKnownWhereThereWasNoAttempt() {
        CliRun run = CliRun.of("why", "nobody", "-f", GUESSES);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo("pptpd-monitor: the log tells of no attempt of 'nobody'; 1 session that came up has no known"
                        + " name\n");
    }

    @Test
    void printsOfHostileNamesOneLine() {
        CliRun run = CliRun.of("why", "10.99.0.12", "-f", "src/test/resources/recordings/d/syslog");
        assertThat(run.out().codePoints().filter(c -> c != '\n')).allMatch(c -> !Character.isISOControl(c));
        assertThat(run.out()).doesNotContain("\u202e");
    }

    @Test
    void needsSomebody() {
        assertThat(CliRun.of("why").exitCode()).isEqualTo(2);
    }

    @Test
    void saysOnlyThatTheLogHoldsNothing() throws IOException {
        CliRun run = CliRun.of(
                "why", "alice", "-f", Files.createFile(scratch.resolve("empty")).toString());
        assertThat(run.err())
                .startsWith("pptpd-monitor: no line of pptpd or pppd in ")
                .hasLineCount(1);
    }

    @Test
    void doesNotDenyAnAttemptThatIsNoLongerKept() throws IOException {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 111_000; i++) {
            many.append("2026-11-22T13:%1$02d:%2$02dZ vpn1 pppd[%3$d]: Peer u%3$d failed CHAP authentication%n"
                    .formatted(i / 60 % 60, i % 60, 100 + i));
        }
        Path file = Files.writeString(scratch.resolve("log"), many);
        CliRun run = CliRun.of("why", "u100", "--service", "all", "-f", file.toString());
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("no attempt of 'u100'", "the newest alone")
                .hasLineCount(1);
    }
}

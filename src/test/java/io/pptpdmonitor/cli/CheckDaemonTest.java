package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.CliRun;
import io.pptpdmonitor.proc.HostTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class CheckDaemonTest {

    private static final String LOG = "src/test/resources/recordings/f/syslog.rfc3339";

    @TempDir
    Path scratch;

    /** A server that answers each client so. */
    private static String probed(String hex, String... arguments) throws Exception {
        byte[] answer = HexFormat.of().parseHex(hex);
        try (ServerSocket listening = new ServerSocket(0, 4, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> serve(listening, answer), "peer");
            thread.start();
            String[] all = new String[arguments.length + 4];
            all[0] = "check";
            all[1] = "daemon";
            all[2] = "--probe";
            all[3] = "127.0.0.1:" + listening.getLocalPort();
            System.arraycopy(arguments, 0, all, 4, arguments.length);
            CliRun run = CliRun.of(all);
            assertThat(run.err()).isEmpty();
            return run.exitCode() + " " + run.out().replace(all[3], "SERVER").strip();
        }
    }

    private static void serve(ServerSocket listening, byte[] answer) {
        while (!listening.isClosed()) {
            try (Socket client = listening.accept()) {
                InputStream in = client.getInputStream();
                OutputStream out = client.getOutputStream();
                in.readNBytes(156);
                out.write(answer);
                in.readAllBytes();
            } catch (IOException ended) {
                // The client has gone, or the test is over.
            }
        }
    }

    /** Of a server whose names are as bad as 64 octets can be. */
    @Test
    void printsWhatTheServerCallsItselfHarmlessly() throws Exception {
        String names = HexFormat.of().formatHex("a|b;$(x)`<i>\n\u001b[2J".getBytes(StandardCharsets.US_ASCII));
        String text = names + "00".repeat(64 - names.length() / 2);
        String answer = "009c00011a2b3c4d000200000100010000000000000000000001" + "0001" + text + text;

        String told = probed(answer, "-v", "--root", scratch.toString());

        assertThat(told).startsWith("0 PPTPD DAEMON OK - SERVER answers in 0.").contains(" | time=0.");
        assertThat(told.lines().skip(1).findFirst().orElseThrow())
                .isEqualTo(
                        "SERVER: protocol 1.0, result 1, error 0, host name a_b,_(x)__i_ [2J, vendor a_b,_(x)__i_ [2J,"
                                + " firmware 1");
    }

    @Test
    void isCriticalWhereSomethingElseAnswers() throws Exception {
        assertThat(probed("5353482d322e302d4f70656e5353480d0a", "--root", scratch.toString()))
                .isEqualTo("2 PPTPD DAEMON CRITICAL - SERVER speaks something else than PPTP: 'SSH-2.0-Open'");
    }

    /** Nobody is on the server any more when that log ends; the pool has room. */
    @Test
    void isCriticalWhereNobodyAnswersInTime() throws Exception {
        assertThat(probed("", "-t", "1", "--file", LOG))
                .startsWith("2 PPTPD DAEMON CRITICAL - SERVER takes the connection, and does not answer within 0.8");
        assertThat(probed("", "-t", "1", "--file", LOG, "--unreachable-state", "unknown"))
                .startsWith("3 PPTPD DAEMON UNKNOWN - SERVER takes");
    }

    /** The same log, cut where both of its two slots are taken. */
    @Test
    void callsAFullServerFull() throws Exception {
        String whole = Files.readString(Path.of(LOG));
        Path full = Files.writeString(
                scratch.resolve("full"),
                whole.substring(0, whole.indexOf("CTRL: Client 10.99.0.11 control connection fin")));

        assertThat(probed("", "-t", "1", "--file", full.toString()))
                .startsWith(
                        "1 PPTPD DAEMON WARNING - the pool is FULL (2 of 2 slots), so SERVER takes the connection, and"
                                + " does not answer within 0.8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            -w 1                      ; -w and -c are of the time that an answer takes, add --probe
            --probe vpn1:pptp         ; --probe: expected HOST, HOST:PORT or [IPV6]:PORT, but was 'vpn1:pptp'
            --unreachable-state ok    ; expected critical, warning or unknown, but was 'ok'
            """)
    void refusesWhatMakesNoSense(String arguments, String reason) {
        CliRun run = CliRun.of(("check daemon " + arguments).split(" "));

        assertThat(run.out()).startsWith("PPTPD DAEMON UNKNOWN - ").contains(reason);
        assertThat(run.exitCode()).isEqualTo(3);
    }

    /** Nobody has that one of the loopback's addresses. */
    @ParameterizedTest
    @CsvSource({"listen 127.99.98.97, 127.99.98.97", "listen vpn1, 127.0.0.1", "debug, 127.0.0.1"})
    void asksThisHostWherePptpdIsToldToListen(String setting, String address) throws Exception {
        Files.createDirectory(scratch.resolve("etc"));
        Files.writeString(scratch.resolve("etc/pptpd.conf"), "localip 192.168.0.1\n" + setting + "\n");

        assertThat(CliRun.of("check", "daemon", "--probe", "--root", scratch.toString())
                        .out())
                .startsWith("PPTPD DAEMON ")
                .contains(" - " + address + ":1723 ");
    }

    @Test
    void asksThisHostWherePptpdWasStartedToListen() throws Exception {
        new HostTree(scratch)
                .withProcess(817, "pptpd", "817")
                .with("etc/pptpd.conf", "localip 192.168.0.1\nlisten 127.99.98.97\n")
                .with("proc/817/cmdline", "/usr/sbin/pptpd\0--listen=127.99.98.96\0");

        assertThat(CliRun.of("check", "daemon", "--probe", "--root", scratch.toString())
                        .out())
                .contains(" - 127.99.98.96:1723 ");
    }

    @Test
    void isUnknownOfACopiedLog() {
        assertThat(CliRun.of("check", "daemon", "--file", LOG).out())
                .isEqualTo(
                        "PPTPD DAEMON UNKNOWN - whether pptpd runs cannot be seen from here (the log is not taken for"
                                + " this host's), ask its port with --probe\n");
    }

    /** RFC 6761, 6.4. */
    @Test
    void asksNoLogOfThisHostAboutAnother() {
        assertThat(CliRun.of("check", "daemon", "--probe", "vpn.invalid").out())
                .isEqualTo("PPTPD DAEMON UNKNOWN - vpn.invalid:1723 is no known host, check the name, or write its"
                        + " address\n");
    }
}

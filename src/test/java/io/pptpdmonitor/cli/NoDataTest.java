package io.pptpdmonitor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pptpdmonitor.CliRun;
import io.pptpdmonitor.Program;
import io.pptpdmonitor.ServerLog;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where there is nothing to read, or nothing of the server in it: that must never look like nobody being there. */
class NoDataTest {

    private static final String[] VIEWS = {"status", "sessions", "users", "failures"};
    private static final String[] AGENT = {"agent", "--community", "c", "--listen", "udp:127.0.0.1:0"};

    private static final String NO_LINE =
            "no line of pptpd or pppd in %s; name the log that they write to (--file), or read its rotated past, too (--rotate)";

    @TempDir
    Path scratch = Path.of("");

    @Test
    void saysThatTheFileIsMissing() {
        saysEverywhere("no such file: " + scratch + "/missing", "-f", scratch + "/missing");
        saysEverywhere("no such file: " + scratch + "/missing.gz", "-f", scratch + "/missing.gz");
        saysEverywhere("no such file: " + scratch + "/missing", "-r", "-f", scratch + "/missing/syslog");
    }

    @Test
    void saysThatItIsADirectory() throws IOException {
        Path directory = Files.createDirectory(scratch.resolve("log.gz"));
        saysEverywhere(scratch + " is a directory; name a log file", "-f", scratch.toString());
        saysEverywhere(directory + " is a directory; name a log file", "-f", directory.toString());
        saysEverywhere("/ is a directory; name a log file", "-r", "-f", "/");
    }

    @Test
    void saysThatItIsNoFile() {
        saysEverywhere("/dev/null is a pipe or a device; write it to a file, and name that", "-f", "/dev/null");
    }

    @Test
    void saysThatItCannotBeUnpacked() throws IOException {
        Path plain = Files.writeString(scratch.resolve("plain.gz"), "Nov 22 14:10:10 vpn1 pptpd[818]: MGR\n");
        saysEverywhere(
                plain
                        + " cannot be unpacked, it is damaged or no gzip file; copy it again, or rename it if it is not"
                        + " compressed",
                "-f",
                plain.toString());
    }

    @Test
    void saysThatTheSecondFileIsMissing() throws IOException {
        ServerLog log = ServerLog.at(scratch.resolve("syslog"));
        saysEverywhere("no such file: " + scratch + "/missing", "-f", log.toString(), "-f", scratch + "/missing");
    }

    @Test
    void saysThatTheWtmpFileIsMissing() throws IOException {
        ServerLog log = ServerLog.at(scratch.resolve("syslog"));
        saysEverywhere("no such file: " + scratch + "/missing", "-f", log.toString(), "--wtmp", scratch + "/missing");
    }

    @Test
    void saysThatThereIsNoLogWhereNoneIsNamed() {
        saysEverywhere(
                "no line of pptpd or pppd in " + scratch
                        + "/var/log/{pptpd.log,syslog,messages,daemon.log} nor in the journal; name the log that they"
                        + " write to with --file",
                "--root",
                scratch.toString());
    }

    @Test
    void saysThatTheRootIsMissing() {
        String missing = scratch + "/missing";
        String reason = "Invalid value for option '--root': expected a directory, but there is none: '" + missing + "'";

        CliRun view = CliRun.of("status", "--root", missing);
        assertThat(view.exitCode()).isEqualTo(2);
        assertThat(view.err()).isEqualTo("pptpd-monitor: " + reason + "; see pptpd-monitor status --help\n");

        CliRun check = CliRun.of("check", "users", "--root", missing);
        assertThat(check.exitCode()).isEqualTo(3);
        assertThat(check.out()).startsWith("PPTPD USERS UNKNOWN - " + reason);
    }

    @Test
    @Timeout(20)
    void looksForTheLogPastDirectoriesAndPipes() throws Exception {
        Path logs = Files.createDirectories(scratch.resolve("var/log"));
        Files.createDirectory(logs.resolve("pptpd.log"));
        ServerLog.at(logs.resolve("messages")).login(11, "alice");
        assertThat(Program.require("mkfifo")
                        .run(logs.resolve("syslog").toString())
                        .exit())
                .isZero();
        CliRun run = CliRun.of("users", "-n", "--root", scratch.toString());
        assertThat(run.out()).startsWith("alice ");
        assertThat(run.exitCode()).isZero();
    }

    private static void saysEverywhere(String reason, String... source) {
        for (String view : VIEWS) {
            assertThat(CliRun.of(joined(List.of(view), source)))
                    .isEqualTo(new CliRun(3, "", "pptpd-monitor: " + reason + "\n"));
        }
        assertThat(CliRun.of(joined(List.of("--watch"), source)))
                .isEqualTo(new CliRun(3, "", "pptpd-monitor: " + reason + "\n"));
        assertThat(CliRun.of(joined(List.of(AGENT), source)))
                .isEqualTo(new CliRun(3, "", "pptpd-monitor: " + reason + "\n"));
        CliRun check = CliRun.of(joined(List.of("check", "users"), source));
        assertThat(check.out()).startsWith("PPTPD USERS UNKNOWN - ").hasLineCount(1);
        assertThat(letters(check.out())).endsWith(letters(reason));
        assertThat(check.exitCode()).isEqualTo(3);
        assertThat(check.err()).isEmpty();
    }

    /** A status line has its own signs. */
    private static String letters(String text) {
        return text.replaceAll("[^A-Za-z0-9]", "");
    }

    private static String[] joined(List<String> command, String... source) {
        return Stream.concat(command.stream(), Stream.of(source)).toArray(String[]::new);
    }

    static Stream<byte[]> logsWithoutTheServer() {
        byte[] garbage = new byte[300_000];
        new Random(4).nextBytes(garbage);
        String others = """
                2026-11-22T10:00:00Z vpn1 sshd[77]: pppd[12]: Exit.
                Nov 22 14:10:10 vpn1 kernel: [pppd] pptpd
                """;
        return Stream.of(
                new byte[0],
                garbage,
                new byte[5000],
                "\n".repeat(5000).getBytes(UTF_8),
                others.getBytes(UTF_8),
                "x".getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("logsWithoutTheServer")
    void neverTakesALogWithoutTheServerForNobody(byte[] content) throws IOException {
        String path = Files.write(scratch.resolve("log"), content).toString();
        String reason = NO_LINE.formatted(path);

        CliRun check = CliRun.of("check", "users", "-w", "5", "-f", path);
        assertThat(check)
                .isEqualTo(new CliRun(
                        3, "PPTPD USERS UNKNOWN - there is no log to read: " + reason.replace(";", ",") + "\n", ""));

        CliRun status = CliRun.of("-f", path);
        assertThat(status.out().lines().limit(3))
                .anyMatch(line -> line.endsWith("users and sessions are not known"))
                .anyMatch(line -> line.contains("no source: " + reason));
        assertThat(status.err()).isEmpty();
        assertThat(status.exitCode()).isEqualTo(3);
        for (String[] command : new String[][] {{"why", "alice"}, {"events"}}) {
            assertThat(CliRun.of(joined(List.of(command), "-f", path)).exitCode())
                    .isEqualTo(3);
        }
        assertThat(CliRun.of("health", "-f", path).exitCode())
                .as("it tells why")
                .isZero();

        for (String view : VIEWS) {
            for (String format : new String[] {"table", "csv", "json"}) {
                CliRun run = CliRun.of(view, "-n", "-o", format, "-f", path);
                assertThat(run.err()).isEqualTo("pptpd-monitor: " + reason + "\n");
                assertThat(run.exitCode()).isEqualTo(3);
            }
        }
    }

    /** journalctl -o cat and pppd's option logfile; ts and rsyslog without a stamp; a stamp of nobody's. */
    static Stream<String> logsWithoutStamps() {
        return Stream.of("""
                pppd 2.4.9 started by root, uid 0
                Using interface ppp0
                peer from calling number 198.51.100.11 authorized
                """, """
                pptpd[827]: CTRL: Client 198.51.100.11 control connection started
                vpn1 pppd[828]: pppd 2.4.9 started by root, uid 0
                vpn1 pppd[828]: rcvd [LCP ConfReq id=0x1 <magic 0x1>]
                """, """
                [22/11/26 13:00:00] vpn1 pppd[828] pppd 2.4.9 started by root, uid 0
                [22/11/26 13:00:00] vpn1 pppd[828] Using interface ppp0
                [22/11/26 13:00:00] vpn1 pptpctrl[827] nothing that we know
                [22/11/26 13:00:00] vpn1 sshd[77] pppd, [pppd], pppd[x], xpppd[1]
                """);
    }

    @ParameterizedTest
    @MethodSource("logsWithoutStamps")
    void saysThatTheLinesHaveNoStamps(String content) throws IOException {
        String path = Files.writeString(scratch.resolve("log"), content).toString();
        String undated = path + " (3 lines of theirs without a stamp that is known, which cannot be dated)";
        String reason = NO_LINE.formatted(undated);

        assertThat(CliRun.of("check", "users", "-f", path).exitCode()).isEqualTo(3);
        CliRun sessions = CliRun.of("sessions", "-o", "json", "-f", path);
        assertThat(sessions.err()).isEqualTo("pptpd-monitor: " + reason + "\n");
        assertThat(new ObjectMapper().readTree(sessions.out()).get("sessions")).isEmpty();
        assertThat(CliRun.of("health", "-f", path).out()).contains("collector   no source: " + reason + "\n");
    }

    @Test
    void tellsOfLinesWithoutStampsAmongOthers() throws IOException {
        ServerLog log = ServerLog.at(scratch.resolve("syslog")).login(11, "alice");
        CliRun before = CliRun.at(ServerLog.START, "sessions", "-f", log.toString());
        Files.writeString(log.path(), Files.readString(log.path()) + "vpn1 pppd[828]: Exit.\n");

        assertThat(CliRun.at(ServerLog.START, "sessions", "-f", log.toString())).isEqualTo(before);
        assertThat(CliRun.at(ServerLog.START, "health", "-f", log.toString()).out())
                .contains("; 1 line of theirs without a stamp that is known, which cannot be dated\n");
    }

    @Test
    void saysThatARoutersLinesAloneNameNoProcess() throws IOException {
        String path = Files.writeString(scratch.resolve("log"), """
                Nov 22 13:00:06 VPN server: peer 203.0.113.7 (alice) connected - ifname: ppp10, local IP: 192.168.1.245
                Nov 22 13:10:06 VPN server: peer 203.0.113.7 (alice) disconnected
                """).toString();
        CliRun users = CliRun.of("users", "-n", "-f", path);

        assertThat(users.out()).isEmpty();
        assertThat(users.err())
                .isEqualTo("pptpd-monitor: "
                        + NO_LINE.formatted(path
                                + " (2 lines of a router's VPN server, which names no process: pppd's own are needed)")
                        + "\n");
    }

    @Test
    void isSureOfNobodyWhereTheServerSaysSomething() throws IOException {
        ServerLog log = ServerLog.at(scratch.resolve("syslog"));
        CliRun check = CliRun.of("check", "users", "-f", log.toString());
        assertThat(check.out()).startsWith("PPTPD USERS OK - 0 active users, 0 sessions, as of ");
        assertThat(check.exitCode()).isZero();
        CliRun sessions = CliRun.of("sessions", "-o", "json", "-f", log.toString());
        JsonNode document = new ObjectMapper().readTree(sessions.out());
        assertThat(document.get("sessions")).isEmpty();
        assertThat(document.at("/health/relevantLines").asInt()).isEqualTo(2);
        assertThat(sessions.err()).isEmpty();
    }

    @Test
    void isSureWhereOneOfTheLogsHasLines() throws IOException {
        ServerLog log = ServerLog.at(scratch.resolve("pptpd.log"));
        ServerLog other = ServerLog.withoutServer(scratch.resolve("syslog"));
        assertThat(CliRun.of("check", "users", "-f", log.toString(), "-f", other.toString())
                        .exitCode())
                .isZero();
    }

    @Test
    void theAgentSaysThatThePortIsTaken() throws IOException {
        ServerLog log = ServerLog.at(scratch.resolve("syslog"));
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            String address = "udp:127.0.0.1:" + taken.getLocalPort();
            assertThat(CliRun.of("agent", "--community", "c", "--listen", address, "-f", log.toString()))
                    .isEqualTo(new CliRun(
                            1,
                            "",
                            "pptpd-monitor: cannot listen on " + address + ": the port is taken; stop the program that"
                                    + " has it ('ss -lunp' shows it) or take another port\n"));
        }
    }

    /** What a fault of ours, or a log beyond all measure, does to a command. */
    private static InstantSource failing(String kind) {
        return () -> {
            switch (kind) {
                case "stack" -> throw new StackOverflowError();
                case "memory" -> throw new OutOfMemoryError("Java heap space");
                case "linkage" -> throw new NoClassDefFoundError("x/Y");
                case "assertion" -> throw new AssertionError("a\nb");
                default -> throw new IllegalStateException("a\nb");
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "stack, internal error: java.lang.StackOverflowError; please report it with the log that it was read from",
        "memory, out of memory: Java heap space",
        "linkage, internal error: java.lang.NoClassDefFoundError: x/Y; please report it with the log that it was read from",
        "assertion, internal error: java.lang.AssertionError: a?b; please report it with the log that it was read from",
        "state, internal error: java.lang.IllegalStateException: a?b; please report it with the log that it was read from"
    })
    void saysInOneLineThatItFailed(String kind, String said) throws IOException {
        String log = ServerLog.at(scratch.resolve("syslog")).toString();
        assertThat(CliRun.at(failing(kind), delay -> false, "status", "-f", log))
                .isEqualTo(new CliRun(1, "", "pptpd-monitor: " + said + "\n"));
        CliRun check = CliRun.at(failing(kind), delay -> false, "check", "users", "-f", log);
        assertThat(letters(check.out())).isEqualTo(letters("PPTPD USERS UNKNOWN - " + said));
        assertThat(check.out()).hasLineCount(1);
        assertThat(check.exitCode()).isEqualTo(3);
        assertThat(check.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "sessions", "users", "failures"})
    void showsAPartialLastLine(String view) throws IOException {
        String log = ServerLog.at(scratch.resolve("syslog")).login(11, "alice").toString();
        String whole = Files.readString(Path.of(log));
        CliRun before = CliRun.at(ServerLog.START, view, "-n", "-f", log);
        Files.writeString(Path.of(log), whole.strip());
        assertThat(CliRun.at(ServerLog.START, view, "-n", "-f", log)).isEqualTo(before);
    }
}

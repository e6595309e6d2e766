package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent of the distribution on a log that is being written, asked by net-snmp. */
@Tag("programs")
@Timeout(120)
class AgentIT {

    private static final String MIB = "PPTPD-MONITOR-MIB::";
    private static final String USERS = MIB + "pptpdServerActiveUsers.0";
    private static final String STATUS = MIB + "pptpdCollectorStatus.0";

    private static final String DEAD_RECEIVER = """
        [agent]
        listen = ["udp:127.0.0.1:0"]
        [[community]]
        name = "public"
        sources = ["127.0.0.1"]
        [[receiver]]
        address = "%s"
        version = "v2c"
        community = "traps"
        timeout = "100ms"
        retries = 1
        [[alert]]
        name = "collector"
        enabled = false
        [[alert]]
        name = "sessions"
        metric = "sessions"
        warning = 1
        """;

    @TempDir
    Path scratch;

    private Path directory;
    private Path path;
    private ServerLog log;

    @BeforeEach
    void write() throws IOException {
        directory = Files.createDirectory(scratch.resolve("cwd"));
        path = Files.createDirectory(scratch.resolve("log")).resolve("syslog");
        log = ServerLog.at(path).login(11, "alice");
    }

    @Test
    void answersByTheNamesOfItsMib() throws Exception {
        log.login(12, "bob").logout(12);
        try (RunningProgram agent = RunningProgram.agent(directory, path)) {
            NetSnmp manager = manager(agent);
            assertThat(manager.get(USERS)).isEqualTo("1 users");
            assertThat(manager.get(MIB + "pptpdServerPoolSize.0")).isEqualTo("100 slots");
            assertThat(manager.get(MIB + "pptpdUserOutOctets.\"bob\"")).isEqualTo("3000 octets");
            assertThat(manager.get(MIB + "pptpdUserInOctets.\"bob\"")).isEqualTo("2000 octets");
            assertThat(manager.column(MIB + "pptpdUserName")).containsExactly("bob", "alice");
            assertThat(table(manager, "pptpdUserTable"))
                    .anyMatch(row -> row.startsWith("alice|1 sessions|1 sessions|"))
                    .anyMatch(row -> row.startsWith("bob|0 sessions|1 sessions|"));
            assertThat(table(manager, "pptpdSessionTable"))
                    .anyMatch(row -> row.startsWith("alice|up|198.51.100.11|192.168.0.11|ppp11|"));
            assertThat(manager.query("snmpset", List.of(), MIB + "pptpdServerName.0", "s", "x")
                            .exit())
                    .isNotZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "g", "i"})
    void isWalkedToItsEndInOrderWithARecordedLog(String recording) throws Exception {
        Path recorded =
                Path.of("src/test/resources/recordings", recording, "syslog").toAbsolutePath();
        try (RunningProgram agent = RunningProgram.agent(directory, recorded)) {
            NetSnmp manager = manager(agent);
            // snmpwalk itself ends with an error where an OID does not increase.
            Program.Result walk = manager.query("snmpwalk", List.of("-On"), ".1.3.6.1");
            assertThat(walk.exit()).isZero();
            assertThat(walk.err()).isEmpty();
            assertThat(walk.lines()).hasSizeGreaterThan(60).last().asString().endsWith(NetSnmp.END_OF_TREE);
            assertThat(table(manager, "pptpdUserTable")).hasSizeGreaterThan(2);
        }
    }

    private static List<String> table(NetSnmp manager, String table) {
        Program.Result result = manager.query("snmptable", List.of("-CB", "-Cf", "|", "-CH"), MIB + table);
        assertThat(result.err()).isEmpty();
        return result.lines();
    }

    @Test
    void seesSessionsBeginAndEnd() throws Exception {
        try (RunningProgram agent = RunningProgram.agent(directory, path)) {
            NetSnmp manager = manager(agent);
            log.login(12, "bob");
            await("2 users", () -> manager.get(USERS));
            assertThat(manager.column(MIB + "pptpdUserName")).containsExactly("bob", "alice");
            log.logout(11);
            await("1 users", () -> manager.get(USERS));
            assertThat(manager.get(MIB + "pptpdUserActiveSessions.\"alice\"")).isEqualTo("0 sessions");
            assertThat(manager.column(MIB + "pptpdHistoryUserName")).containsExactly("alice");
        }
    }

    /** Whatever SNMP4J says of it would stand beside the line. */
    @Test
    void spendsOneLineOnADeadReceiver() throws Exception {
        Path file = scratch.resolve("pptpd-monitor.toml");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            String address = "udp:127.0.0.1:" + silent.getLocalPort();
            Files.writeString(file, DEAD_RECEIVER.formatted(address));
            List<String> arguments =
                    List.of("agent", "--config", file.toString(), "--state", "none", "-f", path.toString());
            try (RunningProgram agent = RunningProgram.start(directory, arguments)) {
                while (!agent.err().contains("\n")) {
                    Thread.onSpinWait();
                }
                assertThat(agent.endedBy("TERM")).isZero();
                assertThat(agent.err())
                        .isEqualTo("pptpd-monitor: notification 1 to " + address
                                + " was given up: no answer to 2 attempts of 100 ms\n");
            }
        }
    }

    @Test
    void followsALogThatIsRotated() throws Exception {
        try (RunningProgram agent = RunningProgram.agent(directory, path)) {
            NetSnmp manager = manager(agent);
            Files.move(path, path.resolveSibling("syslog.1"));
            log.login(12, "bob");
            await("2 users", () -> manager.get(USERS));
            Files.delete(path);
            log.login(13, "carol");
            await("3 users", () -> manager.get(USERS));
            assertThat(manager.get(STATUS)).isEqualTo("ok");
        }
    }

    @Test
    void doesNotCallItNobodyWhenTheLogIsGone() throws Exception {
        try (RunningProgram agent = RunningProgram.agent(directory, path)) {
            NetSnmp manager = manager(agent);
            assertThat(manager.get(STATUS)).isEqualTo("ok");
            Files.delete(path);
            await("failed", () -> manager.get(STATUS));
            assertThat(manager.get(MIB + "pptpdCollectorStatusText.0")).isEqualTo("no such file: " + path);
            assertThat(manager.get(USERS)).contains("No Such Instance");
            ServerLog.at(path).login(12, "bob");
            await("ok", () -> manager.get(STATUS));
            assertThat(manager.get(MIB + "pptpdUserActiveSessions.\"bob\"")).isEqualTo("1 sessions");
        }
    }

    @Test
    void doesNotCallItNobodyWhenTheServerHasSaidNothing() throws Exception {
        Files.delete(path);
        ServerLog others = ServerLog.withoutServer(path);
        try (RunningProgram agent = RunningProgram.agent(directory, path)) {
            NetSnmp manager = manager(agent);
            assertThat(manager.get(STATUS)).isEqualTo("noSource");
            assertThat(manager.get(USERS)).contains("No Such Instance");
            others.login(11, "alice");
            await("1 users", () -> manager.get(USERS));
        }
    }

    /** Asks until the answer comes; each question takes its time. */
    private static void await(String expected, Supplier<String> question) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        String answer;
        do {
            answer = question.get();
        } while (!answer.equals(expected) && System.nanoTime() < deadline);
        assertThat(answer).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "HUP"})
    void endsInOrderWhenTold(String signal) throws Exception {
        try (RunningProgram agent = RunningProgram.agent(directory, path)) {
            String address = agent.address();
            assertThat(agent.endedBy(signal)).isZero();
            assertThat(agent.err()).isEmpty();
            int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
            try (DatagramSocket socket = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
                assertThat(socket.isBound()).isTrue();
            }
        }
    }

    @Test
    void leavesNothingBehindEvenWhenKilled() throws Exception {
        Path home = Files.createDirectory(scratch.resolve("home"));
        Path temporary = Files.createDirectory(scratch.resolve("tmp"));
        Map<String, String> environment = Map.of("HOME", home.toString(), "TMPDIR", temporary.toString());
        String[] command = {
            RunningProgram.LAUNCHER,
            "agent",
            "--listen",
            "udp:127.0.0.1:0",
            "--community",
            NetSnmp.COMMUNITY,
            "-f",
            path.toString()
        };
        try (RunningProgram agent = RunningProgram.start(directory, environment, command)) {
            assertThat(manager(agent).get(USERS)).isEqualTo("1 users");
            assertThat(ofProcess(agent.pid())).isEmpty();
            assertThat(agent.endedBy("KILL")).isEqualTo(128 + 9);
            assertThat(ofProcess(agent.pid())).isEmpty();
        }
        for (Path empty : new Path[] {directory, home, temporary}) {
            assertThat(empty).isEmptyDirectory();
        }
        assertThat(path.getParent()).isDirectoryContaining(path::equals);
        try (Stream<Path> files = Files.list(path.getParent())) {
            assertThat(files).hasSize(1);
        }
    }

    /** What a JVM writes below /tmp whatever TMPDIR says. */
    private static List<Path> ofProcess(long pid) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(Path.of("/tmp"), "hsperfdata_*")) {
            directories.forEach(directory -> found.add(directory.resolve(Long.toString(pid))));
        }
        found.add(Path.of("/tmp/.java_pid" + pid));
        found.removeIf(Files::notExists);
        return found;
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (RunningProgram first = RunningProgram.agent(directory, path)) {
            String address = first.address();
            Launched second = Launched.run(
                    scratch,
                    Map.of("PATH", System.getenv("PATH")),
                    RunningProgram.LAUNCHER,
                    "agent",
                    "--listen",
                    address,
                    "--community",
                    "c",
                    "-f",
                    path.toString());
            assertThat(second)
                    .isEqualTo(new Launched(
                            1,
                            "",
                            "pptpd-monitor: cannot listen on " + address + ": the port is taken; stop the program that"
                                    + " has it ('ss -lunp' shows it) or take another port\n"));
        }
    }

    private NetSnmp manager(RunningProgram agent) throws Exception {
        return new NetSnmp(Files.createDirectories(scratch.resolve("net-snmp")), agent.address());
    }
}

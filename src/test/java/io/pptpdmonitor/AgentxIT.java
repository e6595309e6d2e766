package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pptpdmonitor.snmp.agentx.MasterAddress;
import io.pptpdmonitor.snmp.agentx.Snmpd;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The agent of the distribution behind snmpd. */
@Tag("programs")
@Timeout(120)
class AgentxIT {

    private static final String USERS = "PPTPD-MONITOR-MIB::pptpdServerActiveUsers.0";
    private static final List<String> NOBODY = List.of("setpriv", "--reuid", "65534", "--clear-groups");

    @TempDir
    Path scratch;

    private Path directory;
    private Path home;
    private Path socket;
    private MasterAddress address;
    private ServerLog log;

    @BeforeEach
    void write() throws IOException {
        mode(scratch, "rwxr-xr-x");
        directory = Files.createDirectory(scratch.resolve("cwd"));
        home = scratch.resolve("agentx");
        socket = home.resolve("master");
        address = MasterAddress.parse("unix:" + socket);
        log = ServerLog.at(scratch.resolve("syslog")).login(11, "alice");
    }

    @Test
    void servesThroughSnmpdAndOpensNoPort() throws Exception {
        try (Snmpd snmpd = Snmpd.with(scratch, address);
                RunningProgram agent = agent(List.of("env"))) {
            NetSnmp manager = new NetSnmp(scratch, snmpd.address());
            snmpd.start();
            await("1 users", manager);
            log.login(12, "bob");
            await("2 users", manager);
            assertThat(sockets(agent.pid())).isNotEmpty().doesNotContainAnyElementsOf(ports());
            assertThat(agent.endedBy("TERM")).isZero();
            await("No Such", manager);
        }
    }

    /** snmpd makes the socket, and the directory that it is in, for its own user alone. */
    @Test
    void saysWhatToDoWithoutTheRightToConnect() throws Exception {
        assumeTrue(mayBecomeNobody(), "not root, or the distribution cannot be read by others");
        try (Snmpd snmpd = Snmpd.with(scratch, address)) {
            NetSnmp manager = new NetSnmp(scratch, snmpd.address());
            snmpd.start();
            while (Files.notExists(socket)) {
                Thread.onSpinWait();
            }
            try (RunningProgram agent = agent(NOBODY)) {
                awaitError(agent, "no right to enter its directory; as root: chmod 755 " + home);
                mode(home, "rwxr-xr-x");
                awaitError(agent, "no right to use it; have 'agentXPerms 0660 0755 root GROUP' in snmpd.conf");
                mode(socket, "rwxrwxrwx");
                await("1 users", manager);
                assertThat(agent.err().split("cannot reach the AgentX master at " + address))
                        .hasSize(3);
            }
        }
    }

    /** As the message says; here the group is one that nobody is in. */
    @Test
    void connectsWhereItsGroupMay() throws Exception {
        assumeTrue(mayBecomeNobody(), "not root, or the distribution cannot be read by others");
        try (Snmpd snmpd = Snmpd.with(scratch, address, "agentXPerms 0660 0755 root 65534");
                RunningProgram agent =
                        agent(List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"))) {
            NetSnmp manager = new NetSnmp(scratch, snmpd.address());
            snmpd.start();
            await("1 users", manager);
            assertThat(agent.err()).doesNotContain("no right");
        }
    }

    private RunningProgram agent(List<String> as) throws IOException {
        List<String> command = new ArrayList<>(as);
        command.addAll(List.of(
                RunningProgram.LAUNCHER,
                "agent",
                "--agentx",
                address.toString(),
                "-f",
                log.path().toString()));
        return RunningProgram.start(directory, Map.of(), command.toArray(String[]::new));
    }

    private static void await(String answer, NetSnmp manager) {
        while (!manager.query("snmpget", List.of("-Oqv", "-r", "20"), USERS)
                .out()
                .contains(answer)) {
            Thread.onSpinWait();
        }
    }

    private static void awaitError(RunningProgram program, String text) throws IOException {
        while (!program.err().contains(text)) {
            Thread.onSpinWait();
        }
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    /** The numbers of a process's sockets. */
    private static List<String> sockets(long pid) throws IOException {
        List<String> sockets = new ArrayList<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : descriptors) {
                String target = Files.readSymbolicLink(descriptor).toString();
                if (target.startsWith("socket:[")) {
                    sockets.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        }
        return sockets;
    }

    /** Those of all sockets of UDP and TCP. */
    private static List<String> ports() throws IOException {
        List<String> ports = new ArrayList<>();
        for (String table : List.of("udp", "udp6", "tcp", "tcp6")) {
            try (Stream<String> lines = Files.lines(Path.of("/proc/net", table))) {
                lines.skip(1).map(line -> line.strip().split("\\s+", -1)[9]).forEach(ports::add);
            }
        }
        return ports;
    }

    private boolean mayBecomeNobody() throws Exception {
        List<String> test = new ArrayList<>(NOBODY);
        test.addAll(List.of("test", "-r", RunningProgram.LAUNCHER));
        return Launched.run(scratch, Map.of(), test.toArray(String[]::new)).code() == 0;
    }
}

package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.local.SocketClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packed plugin and a real agent, which lives, is stopped, is killed and comes again. */
@Timeout(120)
@SuppressWarnings("try") // What is there while something is asked need not be named.
class CheckLauncherIT {

    private static final Path BIN = Path.of("target/pptpd-monitor/bin").toAbsolutePath();
    private static final String PLUGIN = BIN.resolve("check_pptpd").toString();
    private static final String ALICE = "PPTPD USERS OK - 1 active user, 1 session";

    @TempDir
    Path scratch;

    private Path socket;
    private Path configuration;
    private ServerLog log;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void configure() throws Exception {
        Program.require("perl");
        socket = scratch.resolve("check");
        log = ServerLog.at(scratch.resolve("syslog")).login(11, "alice");
        configuration = Files.writeString(
                scratch.resolve("pptpd-monitor.toml"), "[agent]\nsocket = \"" + socket + "\"\nlog_level = \"debug\"\n");
        Files.setPosixFilePermissions(configuration, PosixFilePermissions.fromString("rw-------"));
        environment.put("PATH", "/usr/bin:/bin");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("PPTPD_MONITOR_SOCKET", socket.toString());
    }

    private RunningProgram agent() throws Exception {
        RunningProgram agent = RunningProgram.start(
                scratch,
                List.of("agent", "--config", configuration.toString(), "--state", "none", "-f", log.toString()));
        assertThat(agent.line()).isEqualTo("listening on unix:" + socket);
        return agent;
    }

    private Launched check(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(PLUGIN));
        command.addAll(List.of(arguments));
        return Launched.run(scratch, environment, command.toArray(String[]::new));
    }

    @Test
    void theAgentTellsWhatAJvmOfItsOwnTells() throws Exception {
        try (RunningProgram agent = agent()) {
            Launched asked = check("users", "-w", "80", "-v");
            assertThat(asked.out()).startsWith(ALICE).contains("\nsource: agent on this host, data ");
            assertThat(asked.code()).isZero();
            Launched own = check("users", "-w", "80", "-v", "--file", log.toString());
            assertThat(own.out()).contains("\nsource: " + log + ", data ");
            assertThat(own.out().lines().findFirst())
                    .isEqualTo(asked.out().lines().findFirst());
            assertThat(check("users", "-c", "0").code()).isEqualTo(2);
            assertThat(agent.err()).contains("check users is asked for by ");
        }
    }

    /** -r is not among those that the launcher itself knows. */
    @Test
    void whatTheAgentRefusesRunsInAJvmOfItsOwn() throws Exception {
        try (RunningProgram agent = agent()) {
            assertThat(SocketClient.ask(socket, "users", "--file", log.toString()))
                    .matches("PPTPD-CHECK 1 3 \\d+\nPPTPD USERS UNKNOWN - not through the socket: .*\n");
            assertThat(check("users", "-v", "-r", "-f" + log).out())
                    .startsWith(ALICE)
                    .contains(log + ", data");
            assertThat(check("users", "-r", "--nonsense").out())
                    .startsWith("PPTPD USERS UNKNOWN - Unknown option: '--nonsense'");
        }
    }

    @Test
    void nothingIsLeftOfAnAgentThatEnds() throws Exception {
        try (RunningProgram agent = agent()) {
            assertThat(socket).exists();
            assertThat(agent.endedBy("TERM")).isZero();
        }
        assertThat(socket).doesNotExist();
    }

    @Test
    void anAgentThatWasKilledIsNoHindrance() throws Exception {
        try (RunningProgram agent = agent()) {
            agent.endedBy("KILL");
        }
        assertThat(socket).exists();
        Launched own = check("users", "--zone", "UTC");
        assertThat(own.out()).matches("PPTPD USERS [^\n]*\n");
        assertThat(own.code()).isBetween(0, 3);
        try (RunningProgram next = agent()) {
            assertThat(check("users").out()).startsWith(ALICE);
        }
    }

    @Test
    void aSecondAgentDoesNotTakeTheSocketOfTheFirst() throws Exception {
        try (RunningProgram first = agent();
                RunningProgram second = RunningProgram.start(
                        scratch,
                        List.of(
                                "agent",
                                "--config",
                                configuration.toString(),
                                "--state",
                                "none",
                                "-f",
                                log.toString()))) {
            assertThat(second.ended()).isEqualTo(1);
            assertThat(second.err()).contains("pptpd-monitor: another agent answers checks on " + socket + "; stop it");
            assertThat(check("users").out()).startsWith(ALICE);
        }
    }

    @Test
    void anAgentThatIsStoppedIsUnknown() throws Exception {
        try (RunningProgram agent = agent()) {
            new ProcessBuilder("sh", "-c", "kill -STOP " + agent.pid()).start().waitFor();
            assertThat(check("users", "-t", "1"))
                    .isEqualTo(
                            new Launched(3, "PPTPD UNKNOWN - the agent of this host did not answer within 1 s\n", ""));
        }
    }

    @Test
    void aChangeIsToldToWaitForTheNextStart() throws Exception {
        try (RunningProgram agent = agent()) {
            Files.writeString(configuration, "[agent]\nsocket = \"none\"\n");
            new ProcessBuilder("sh", "-c", "kill -HUP " + agent.pid()).start().waitFor();
            while (!agent.err().contains("but for socket, which changes with the next start")) {
                Thread.onSpinWait();
            }
            assertThat(check("users").out()).startsWith(ALICE);
        }
    }

    /** No Java, one that cannot start, one that is killed. */
    @Test
    void withoutAgentAndJavaItIsUnknownInOneLine() throws Exception {
        environment.put("JAVA_HOME", "/nowhere");
        assertThat(check("users").out()).matches("PPTPD UNKNOWN - no Java in JAVA_HOME=/nowhere; [^\n]*\n");
        assertThat(check("users").code()).isEqualTo(3);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        Launched starved =
                Launched.run(scratch, environment, "/bin/sh", "-c", "ulimit -v 300000; exec \"$0\" users", PLUGIN);
        assertThat(starved.out()).matches("PPTPD UNKNOWN - the check did not run: Java ended with 1: [^\n]*\n");
        assertThat(starved.code()).isEqualTo(3);
        assertThat(starved.err()).isEmpty();
    }
}

package io.pptpdmonitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.local.CheckSocket;
import io.pptpdmonitor.local.Reply;
import io.pptpdmonitor.local.SocketSettings;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The plugin's launcher between agents of all kinds and a stand-in for the program with a JVM of its own. */
@Tag("programs")
@Timeout(60)
@SuppressWarnings("try") // What is there while something is asked need not be named.
class CheckLauncherTest {

    private static final Path LAUNCHER =
            Path.of("src/main/dist/bin/check_pptpd").toAbsolutePath();
    private static final String OK = "PPTPD USERS OK - 3 active users | users=3\n";

    @TempDir
    Path scratch;

    private Path home;
    private Path socket;
    private Path tools;
    private String plugin;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void unpack() throws IOException {
        Program.require("perl");
        home = Files.createDirectories(scratch.resolve("home/bin"));
        plugin = Files.copy(LAUNCHER, home.resolve("check_pptpd")).toString();
        script(home.resolve("pptpd-monitor"), "printf 'PPTPD OWN OK -'; printf ' <%s>' \"$@\"; echo; exit 1");
        tools = Files.createDirectory(scratch.resolve("tools"));
        for (String tool : List.of("readlink", "perl")) {
            script(tools.resolve(tool), "exec /usr/bin/" + tool + " \"$@\"");
        }
        socket = scratch.resolve("check");
        environment.put("PATH", tools.toString());
        environment.put("PPTPD_MONITOR_SOCKET", socket.toString());
    }

    private Launched launch(String... arguments) throws Exception {
        return launchAs(plugin, arguments);
    }

    private Launched launchAs(String name, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(List.of(arguments));
        return Launched.run(scratch, environment, command.toArray(String[]::new));
    }

    private static Launched own(String arguments) {
        return new Launched(1, "PPTPD OWN OK - <check>" + arguments + "\n", "");
    }

    private CheckSocket agent() throws IOException {
        return new CheckSocket(socket, SocketSettings.USUAL, asked -> new Reply(2, "PPTPD " + asked + "\n"));
    }

    @Test
    void handsOverArgumentsAsTheyAreAndPrintsWhatComesBack() throws Exception {
        try (CheckSocket agent = agent()) {
            assertThat(launch("users", "-w", "@10:20", "", "a  b", "$(id)|;*'\"`\\", "--x=\u00e4"))
                    .isEqualTo(new Launched(2, "PPTPD [users, -w, @10:20, , a  b, $(id)|;*'\"`\\, --x=\u00e4]\n", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void endsWithTheCodeOfTheCheck(int code) throws Exception {
        try (CheckSocket agent =
                new CheckSocket(socket, SocketSettings.USUAL, asked -> new Reply(code, OK + "more\n\nand more\n"))) {
            assertThat(launch("users")).isEqualTo(new Launched(code, OK + "more\n\nand more\n", ""));
        }
    }

    @Test
    void asksByNetcatWhereThereIsNoPerl() throws Exception {
        withoutPerl();
        try (CheckSocket agent = agent()) {
            assertThat(launch("users", "-w", "@10:20", "", "a  b", "$(id)|;*'\"`\\", "--x=\u00e4"))
                    .isEqualTo(new Launched(2, "PPTPD [users, -w, @10:20, , a  b, $(id)|;*'\"`\\, --x=\u00e4]\n", ""));
        }
        for (int code = 0; code <= 3; code++) {
            Files.deleteIfExists(socket);
            int each = code;
            try (CheckSocket agent = new CheckSocket(
                    socket, SocketSettings.USUAL, asked -> new Reply(each, OK + "more\n\nand more\n"))) {
                assertThat(launch("users")).isEqualTo(new Launched(code, OK + "more\n\nand more\n", ""));
            }
        }
        Files.deleteIfExists(socket);
        assertThat(launch("users")).isEqualTo(own(" <users>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PPTPD-CHECK",
                "PPTPD-CHECK 1 0 42~PPTPD USERS OK - 3 activ",
                "PPTPD-CHECK 1 0 5~PPTPD USERS OK",
                "PPTPD-CHECK 1 4 6~PPTPD",
                "HTTP/1.1 200 OK"
            })
    void isUnknownWhereTheAnswerToNetcatIsCut(String said) throws Exception {
        withoutPerl();
        try (ServerSocketChannel agent = saying(said.replace('~', '\n'), true)) {
            assertThat(launch("users"))
                    .isEqualTo(new Launched(3, "PPTPD UNKNOWN - the answer of the agent was cut\n", ""));
        }
    }

    private void withoutPerl() throws IOException {
        Program.require("nc.openbsd");
        Files.delete(tools.resolve("perl"));
        script(tools.resolve("nc"), "exec /usr/bin/nc.openbsd \"$@\"");
        script(tools.resolve("wc"), "exec /usr/bin/wc \"$@\"");
    }

    @Test
    void isAlsoTheCheckOfItsName() throws Exception {
        try (CheckSocket agent = agent()) {
            Path link = Files.createSymbolicLink(scratch.resolve("check_pptpd_users"), Path.of(plugin));
            assertThat(launchAs(link.toString(), "-w", "1").out()).isEqualTo("PPTPD [users, -w, 1]\n");
        }
        Path again = Files.createSymbolicLink(scratch.resolve("check_pptpd_pool"), Path.of("home/bin/check_pptpd"));
        assertThat(launchAs(again.toString(), "-w", "1")).isEqualTo(own(" <pool> <-w> <1>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-H",
                "-Hvpn2",
                "--agent",
                "--agent=vpn2",
                "--file",
                "--file=x",
                "-f",
                "-fx",
                "--root",
                "--root=/x",
                "--credentials",
                "--credentials=x",
                "-h",
                "--help",
                "-V",
                "--version"
            })
    void asksNoAgentOfOtherSources(String option) throws Exception {
        try (CheckSocket agent = agent()) {
            assertThat(launch("users", "-w", "1", option)).isEqualTo(own(" <users> <-w> <1> <" + option + ">"));
        }
    }

    @Test
    void runsItselfWhatTheAgentDoesNotAnswer() throws Exception {
        try (CheckSocket agent = new CheckSocket(
                socket,
                SocketSettings.USUAL,
                asked -> new Reply(3, "PPTPD USERS UNKNOWN - not through the socket: Unknown option: '-r'\n"))) {
            assertThat(launch("users", "-r")).isEqualTo(own(" <users> <-r>"));
            String[] many = Collections.nCopies(65, "-v").toArray(String[]::new);
            assertThat(launch(many).out()).startsWith("PPTPD OWN");
            assertThat(launch("x".repeat(9000)).out()).startsWith("PPTPD OWN");
        }
    }

    @Test
    void runsItselfWhereThereIsNoAgent() throws Exception {
        assertThat(launch("users", "-w", "1 2")).isEqualTo(own(" <users> <-w> <1 2>"));
        environment.put("PPTPD_MONITOR_SOCKET", "");
        assertThat(launch("users")).isEqualTo(own(" <users>"));
        Files.writeString(socket, "no socket");
        environment.put("PPTPD_MONITOR_SOCKET", socket.toString());
        assertThat(launch("users")).isEqualTo(own(" <users>"));
    }

    @Test
    void runsItselfWhereTheAgentIsDead() throws Exception {
        ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        dead.bind(UnixDomainSocketAddress.of(socket));
        dead.close();
        assertThat(launch("users")).isEqualTo(own(" <users>"));
    }

    @Test
    void runsItselfWhereThereIsNoPerlOrABrokenOne() throws Exception {
        try (CheckSocket agent = agent()) {
            Files.delete(tools.resolve("perl"));
            assertThat(launch("users")).isEqualTo(own(" <users>"));
            for (String broken : List.of("exit 127", "kill -9 $$", "echo Segmentation fault; exit 139", "exit 0")) {
                script(tools.resolve("perl"), broken);
                assertThat(launch("users")).as(broken).isEqualTo(own(" <users>"));
            }
        }
    }

    /** One that closes early, or says something else. */
    /** As the user of the checks who is not in the socket's group; he may not read the log, or else he does. */
    @Test
    void tellsWhoMayAskWhereThisUserMayNot() throws Exception {
        script(
                home.resolve("pptpd-monitor"),
                "echo 'PPTPD USERS UNKNOWN - no permission to read /var/log/syslog, or run the agent, which answers check_pptpd"
                        + " by its socket'; exit 3");
        script(tools.resolve("stat"), "exec /usr/bin/stat \"$@\"");
        try (CheckSocket agent = agent()) {
            Launched refused = asStranger("users");
            assertThat(refused)
                    .isEqualTo(new Launched(
                            3,
                            "PPTPD USERS UNKNOWN - no permission to read /var/log/syslog, or let the agent be asked: "
                                    + socket + " is for group " + agent.group() + " (see socket_group)\n",
                            ""));
            script(home.resolve("pptpd-monitor"), "echo 'PPTPD USERS WARNING - 3 active'; exit 1");
            assertThat(asStranger("users")).isEqualTo(new Launched(1, "PPTPD USERS WARNING - 3 active\n", ""));
        }
    }

    private Launched asStranger(String... arguments) throws Exception {
        Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
        if (!System.getProperty("user.name").equals("root")) {
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("r--r--r--"));
            return launch(arguments);
        }
        List<String> command =
                new ArrayList<>(List.of("--reuid", "65534", "--regid", "65534", "--clear-groups", plugin));
        command.addAll(List.of(arguments));
        return launchAs("/usr/bin/setpriv", command.toArray(String[]::new));
    }

    /** Other shells than Debian's that systems have as their sh. */
    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash --posix", "busybox sh", "mksh"})
    void runsInAnyPosixShell(String shell) throws Exception {
        List<String> command = new ArrayList<>(List.of(shell.split(" ", -1)));
        String program = Program.require(command.remove(0)).path();
        // mksh has none of its own.
        script(tools.resolve("printf"), "exec /usr/bin/printf \"$@\"");
        command.addAll(List.of(plugin, "users", "a  b", "line\nfeed", "$ARG1$ 100%", "'\"`\\", ""));
        String[] arguments = command.toArray(String[]::new);
        try (CheckSocket agent = agent()) {
            assertThat(launchAs(program, arguments))
                    .isEqualTo(new Launched(2, "PPTPD [users, a  b, line\nfeed, $ARG1$ 100%, '\"`\\, ]\n", ""));
        }
        Files.deleteIfExists(socket);
        assertThat(launchAs(program, arguments))
                .isEqualTo(own(" <users> <a  b> <line\nfeed> <$ARG1$ 100%> <'\"`\\> <>"));
    }

    /** A check's own name counts, not that of what it links to; from a directory of any name, and by PATH. */
    @Test
    void findsItselfThroughLinksOfLinks() throws Exception {
        Path libexec = Files.createDirectories(scratch.resolve("lib exec\n\u00e4"));
        Path first = Files.createSymbolicLink(libexec.resolve("check_pptpd_users"), Path.of("../home/bin/check_pptpd"));
        Files.createSymbolicLink(libexec.resolve("check_pptpd_pool"), first.getFileName());
        assertThat(launchAs(libexec.resolve("check_pptpd_pool").toString(), "-w", "1"))
                .isEqualTo(own(" <pool> <-w> <1>"));
        environment.put("PATH", libexec + ":" + tools);
        assertThat(launchAs("/bin/sh", "-c", "cd / && exec check_pptpd_users")).isEqualTo(own(" <users>"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                             | was cut
                    PPTPD-CHECK                                    | was cut
                    PPTPD-CHECK 1 0 42                             | was cut
                    PPTPD-CHECK 1 0 42~PPTPD USERS OK - 3 activ    | was cut
                    PPTPD-CHECK 1 0 41~PPTPD USERS OK - 3 active users | was cut
                    PPTPD-CHECK 1 0 5~PPTPD USERS OK               | was cut
                    PPTPD-CHECK 1 4 6~PPTPD                        | was cut
                    PPTPD-CHECK 2 0 6~PPTPD                        | was cut
                    PPTPD-CHECK 1 0 0~                             | was cut
                    HTTP/1.1 200 OK                                | was cut
                    """)
    void isUnknownWhereTheAnswerIsCut(String said, String why) throws Exception {
        try (ServerSocketChannel agent = saying(said.replace('~', '\n'))) {
            assertThat(launch("users"))
                    .isEqualTo(new Launched(3, "PPTPD UNKNOWN - the answer of the agent " + why + "\n", ""));
        }
    }

    /** Reads nothing, says that to each client and closes. */
    private ServerSocketChannel saying(String text) throws IOException {
        return saying(text, false);
    }

    private ServerSocketChannel saying(String text, boolean afterReading) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread thread = new Thread(() -> {
            try (SocketChannel client = server.accept()) {
                if (afterReading) {
                    client.read(ByteBuffer.allocate(1 << 13));
                }
                client.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
            } catch (IOException closed) {
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    @ParameterizedTest
    @ValueSource(strings = {"-t 1", "-t1", "--timeout 1", "--timeout=1", "-t 1.9", "-t 0.2"})
    void isUnknownWhereTheAgentHangs(String option) throws Exception {
        try (ServerSocketChannel hanging = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            hanging.bind(UnixDomainSocketAddress.of(socket));
            List<String> arguments = new ArrayList<>(List.of("users"));
            arguments.addAll(List.of(option.split(" ")));
            assertThat(launch(arguments.toArray(String[]::new)))
                    .isEqualTo(
                            new Launched(3, "PPTPD UNKNOWN - the agent of this host did not answer within 1 s\n", ""));
        }
    }

    /** As NRPE, a hostile user or a minimal system may have it. */
    @ParameterizedTest
    @CsvSource({
        "LC_ALL, xx_YY.UTF-8",
        "LANG, de_DE.UTF-8",
        "PERL5OPT, -d",
        "PERL5LIB, /nowhere",
        "PERL_UNICODE, SDA",
        "ENV, /nowhere",
        "IFS, u",
        "NRPE_MULTILINESUPPORT, 1"
    })
    void mindsNoEnvironment(String variable, String value) throws Exception {
        environment.put(variable, value);
        try (CheckSocket agent = agent()) {
            assertThat(launch("users", "\u00e4 u")).isEqualTo(new Launched(2, "PPTPD [users, \u00e4 u]\n", ""));
        }
    }

    @Test
    void isUnknownWhereItsResultCannotBeWritten() throws Exception {
        try (CheckSocket agent = agent()) {
            assertThat(launchAs("/bin/sh", "-c", "exec \"$0\" users >/dev/full", plugin)
                            .code())
                    .isEqualTo(3);
            assertThat(launchAs("/bin/sh", "-c", "exec \"$0\" users >&-", plugin)
                            .code())
                    .isEqualTo(3);
        }
    }

    @Test
    void needsNoPath() throws Exception {
        environment.remove("PATH");
        try (CheckSocket agent = agent()) {
            assertThat(launch("users").out()).isEqualTo("PPTPD [users]\n");
        }
        assertThat(launch("users")).isEqualTo(own(" <users>"));
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

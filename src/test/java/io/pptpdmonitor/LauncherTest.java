package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher before a stand-in for Java: which one it takes, what it hands over, and what it makes of the result. */
class LauncherTest {

    private static final Path LAUNCHER =
            Path.of("src/main/dist/bin/pptpd-monitor").toAbsolutePath();

    private static final String ADVICE = "install one (Debian: apt-get install openjdk-17-jre-headless)\n";

    @TempDir
    Path scratch;

    /** A PATH with what the launcher calls, and without Java. */
    private Path tools;

    @BeforeEach
    void gatherTools() throws IOException {
        tools = Files.createDirectory(scratch.resolve("tools"));
        script(tools.resolve("readlink"), "exec /usr/bin/readlink \"$@\"");
    }

    @Test
    void asksForJavaInOneLineWhereThereIsNone() throws Exception {
        String reason = "needs Java 17 or newer and found none; " + ADVICE;
        assertThat(launch(Map.of(), "status")).isEqualTo(new Launched(3, "", "pptpd-monitor: " + reason));
        assertThat(launch(Map.of(), "check", "users")).isEqualTo(new Launched(3, "PPTPD UNKNOWN - " + reason, ""));
    }

    @ParameterizedTest
    @CsvSource({"1.8.0_392, 8", "11.0.22, 11", "16, 16"})
    void refusesAJavaThatIsTooOld(String version, int major) throws Exception {
        Path jdk = jdk("old", version, "echo started");
        String reason = "needs Java 17 or newer, but " + jdk + "/bin/java is " + major + "; " + ADVICE;
        assertThat(launch(home(jdk), "status")).isEqualTo(new Launched(3, "", "pptpd-monitor: " + reason));
        assertThat(launch(home(jdk), "check", "users")).isEqualTo(new Launched(3, "PPTPD UNKNOWN - " + reason, ""));
    }

    @ParameterizedTest
    @CsvSource({"17", "17.0.15", "21-ea", "25.0.3"})
    void takesEveryJavaFrom17On(String version) throws Exception {
        assertThat(launch(home(jdk("new", version, "echo started")), "status"))
                .isEqualTo(new Launched(0, "started\n", ""));
    }

    @Test
    void takesTheJavaOfJavaHomeBeforeThatOfThePath() throws Exception {
        Files.createSymbolicLink(
                tools.resolve("java"), jdk("path", "17", "echo of the path").resolve("bin/java"));
        assertThat(launch(Map.of(), "status").out()).isEqualTo("of the path\n");
        assertThat(launch(home(jdk("home", "17", "echo of the home")), "status").out())
                .isEqualTo("of the home\n");
    }

    @Test
    void saysSoWhenJavaHomeHoldsNone() throws Exception {
        assertThat(launch(Map.of("JAVA_HOME", "/nowhere"), "status"))
                .isEqualTo(new Launched(
                        3, "", "pptpd-monitor: no Java in JAVA_HOME=/nowhere; correct it, or unset it and " + ADVICE));
    }

    @Test
    void findsItsJarThroughSymbolicLinks() throws Exception {
        Path real = Files.createDirectories(scratch.resolve("opt/pptpd-monitor/bin"))
                .resolve("pptpd-monitor");
        Files.copy(LAUNCHER, real);
        Files.createSymbolicLink(scratch.resolve("link"), Path.of("opt/pptpd-monitor/bin/pptpd-monitor"));
        Path linkToLink = Files.createSymbolicLink(scratch.resolve("again"), Path.of("link"));
        Path jdk = jdk("jdk", "17", "for argument; do case $argument in *.jar) echo \"$argument\"; esac; done");
        assertThat(launch(linkToLink, home(jdk), "status").out())
                .isEqualTo(scratch.toRealPath() + "/opt/pptpd-monitor/lib/pptpd-monitor.jar\n");
    }

    @ParameterizedTest
    @CsvSource({"status", "check"})
    void handsOverArgumentsAsTheyAre(String command) throws Exception {
        Path jdk = jdk(
                "jdk",
                "17",
                "while [ \"$1\" != -jar ]; do shift; done; shift 2; printf 'PPTPD '; printf '<%s>' \"$@\"");
        assertThat(launch(home(jdk), command, "", "a  b", "@10:20", "$(id)|;*'\"")
                        .out()
                        .strip())
                .isEqualTo("PPTPD <" + command + "><><a  b><@10:20><$(id)|;*'\">");
    }

    /**
     * To compile late makes a look from a state shorter, and one that reads a whole log longer. Two threads that collect
     * garbage are of use where nothing else goes on, and for a moment only.
     */
    @ParameterizedTest
    @CsvSource({
        "check users -w 80, late Serial",
        "check users --root /x -H vpn1, late Serial",
        "check users --file /x, Parallel",
        "check users --file=/x, Parallel",
        "check users -f /x, Parallel",
        "check users -f/x, Parallel",
        "status, Serial",
        "status --watch --file /x, Serial",
        "events --follow --file /x, Serial",
        "agent --file /x, Serial"
    })
    void letsJavaCompileAndCollectAsItPays(String line, String expected) throws Exception {
        Path jdk = jdk(
                "jdk",
                "17",
                "for argument; do case $argument in -XX:CompileThreshold*) late='late ';;"
                        + " -XX:+Use*GC) used=$used${argument#*Use};; esac; done; echo \"PPTPD $late$used\"");
        assertThat(launch(home(jdk), line.split(" ")).out()).isEqualTo("PPTPD " + expected + "GC\n");
    }

    @Test
    void leavesStreamsAndCodeOfACommandAlone() throws Exception {
        Path jdk = jdk("jdk", "17", "echo out; echo err >&2; exit 2");
        assertThat(launch(home(jdk), "users")).isEqualTo(new Launched(2, "out\n", "err\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0 | PPTPD USERS OK - 3 active           | 0 | PPTPD USERS OK - 3 active
                    1 | PPTPD USERS WARNING - 81 active     | 1 | PPTPD USERS WARNING - 81 active
                    2 | PPTPD USERS CRITICAL - 91 active    | 2 | PPTPD USERS CRITICAL - 91 active
                    3 | Usage: pptpd-monitor check          | 3 | Usage: pptpd-monitor check
                    1 | Error occurred during initialization of VM | 3 | PPTPD UNKNOWN - the check did not run: Java ended with 1: Error occurred during initialization of VM
                    1 | ''                                  | 3 | PPTPD UNKNOWN - the check did not run: Java ended with 1
                    2 | Exception in thread main            | 3 | PPTPD UNKNOWN - the check did not run: Java ended with 2: Exception in thread main
                    0 | Picked up something                 | 3 | PPTPD UNKNOWN - the check did not run: Java ended with 0: Picked up something
                    1 | Error: no room~and more             | 3 | PPTPD UNKNOWN - the check did not run: Java ended with 1: Error: no room
                    1 | Error: users=1!users=2              | 3 | PPTPD UNKNOWN - the check did not run: Java ended with 1: Error: users=1
                    0 | ''                                  | 3 | PPTPD UNKNOWN - the check did not run: Java ended with 0
                    3 | ''                                  | 3 | PPTPD UNKNOWN - the check did not run: Java ended with 3
                    134 | # A fatal error                   | 3 | PPTPD UNKNOWN - the check did not run: Java ended with 134: # A fatal error
                    """)
    void neverLetsAFailureOfJavaPassForAResultOfACheck(int code, String said, int expected, String line)
            throws Exception {
        Path jdk = jdk(
                "jdk",
                "17",
                "echo noise >&2; printf '%s' '" + said.replace('~', '\n').replace('!', '|') + "'; exit " + code);
        assertThat(launch(home(jdk), "check", "users")).isEqualTo(new Launched(expected, line + "\n", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "LANG, C, C.UTF-8",
        "LC_ALL, POSIX, C.UTF-8",
        "LC_CTYPE, C, C.UTF-8",
        "OTHER, x, C.UTF-8",
        "LANG, de_DE.UTF-8, ''"
    })
    void givesDaemonsInTheCLocaleAllLetters(String variable, String value, String expected) throws Exception {
        Map<String, String> environment = home(jdk("jdk", "17", "echo \"$LC_ALL\""));
        environment.put(variable, value);
        assertThat(launch(environment, "status").out()).isEqualTo(expected + "\n");
    }

    @Test
    void saysNothingOfACrashButThatTheCheckDidNotRun() throws Exception {
        assertThat(launch(home(jdk("jdk", "17", "kill -SEGV $$")), "check", "users"))
                .isEqualTo(new Launched(3, "PPTPD UNKNOWN - the check did not run: Java ended with 139\n", ""));
    }

    @Test
    void tellsThatAPluginWasCopiedAway() throws Exception {
        Path copy = Files.copy(LAUNCHER.resolveSibling("check_pptpd"), scratch.resolve("check_pptpd"));
        assertThat(launch(copy, Map.of("PPTPD_MONITOR_SOCKET", "none"), "users"))
                .returns(3, Launched::code)
                .returns("", Launched::err)
                .satisfies(told -> assertThat(told.out())
                        .startsWith("PPTPD UNKNOWN - the check did not run: " + scratch
                                + " has no pptpd-monitor beside it (link the plugin, do not copy it)"));
    }

    /** Where no file can be opened any more the shell ends by itself, with a code of its own. */
    @Test
    void letsNoFailureOfTheShellPassForAResult() throws Exception {
        Path jdk = jdk("jdk", "17", "echo 'PPTPD USERS OK - never'");
        Map<String, String> environment = home(jdk);
        environment.put("PATH", tools.toString());
        for (int files = 11; files <= 13; files++) {
            Launched told = Launched.run(
                    scratch,
                    environment,
                    "/bin/sh",
                    "-c",
                    "ulimit -n " + files + "; exec /bin/sh " + LAUNCHER + " check users");
            assertThat(told.code()).as("%s files", files).isIn(0, 3);
            assertThat(told.out()).as("%s files", files).startsWith("PPTPD ");
        }
    }

    @Test
    void tellsJavaWhetherItWritesToATerminal() throws Exception {
        Map<String, String> environment =
                home(jdk("jdk", "17", "for argument; do case $argument in *terminal*) echo \"$argument\"; esac; done"));
        assertThat(launch(environment, "status").out()).isEqualTo("-Dpptpdmonitor.terminal=false\n");

        environment.put("PATH", tools.toString());
        environment.put("SHELL", "/bin/sh");
        assumeTrue(onTerminal(environment, "true").code() == 0, "no pseudo-terminals here");
        assertThat(onTerminal(environment, LAUNCHER + " status").out().strip())
                .isEqualTo("-Dpptpdmonitor.terminal=true");
    }

    private Launched onTerminal(Map<String, String> environment, String command) throws Exception {
        return Launched.run(scratch, environment, "/usr/bin/script", "-qec", command, "/dev/null");
    }

    private Launched launch(Map<String, String> environment, String... arguments) throws Exception {
        return launch(LAUNCHER, environment, arguments);
    }

    private Launched launch(Path launcher, Map<String, String> environment, String... arguments) throws Exception {
        Map<String, String> whole = new HashMap<>(environment);
        whole.put("PATH", tools.toString());
        String[] command = new String[arguments.length + 2];
        command[0] = "/bin/sh";
        command[1] = launcher.toString();
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        return Launched.run(scratch, whole, command);
    }

    private static Map<String, String> home(Path jdk) {
        return new HashMap<>(Map.of("JAVA_HOME", jdk.toString()));
    }

    /** A home whose Java is a shell script. */
    private Path jdk(String name, String version, String script) throws IOException {
        Path home = scratch.resolve(name);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(
                home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\nOS_ARCH=\"x\"\n");
        script(java, script);
        return home;
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

package io.pptpdmonitor;

import static io.pptpdmonitor.RunningProgram.LAUNCHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The distribution's commands as a shell, a pipe, a terminal and a monitoring system meet them. */
@Timeout(120)
class CommandsIT {

    private static final String FULL = "pptpd-monitor: cannot write to standard output: No space left on device\n";
    private static final String RUN = "exec \"$0\" $1";
    private static final List<String> NOBODY = List.of("setpriv", "--reuid", "65534", "--clear-groups");

    @TempDir
    Path scratch;

    private Path cwd;
    private ServerLog log;

    @BeforeEach
    void write() throws IOException {
        cwd = Files.createDirectory(scratch.resolve("cwd"));
        log = ServerLog.at(scratch.resolve("syslog")).login(11, "alice");
    }

    @Test
    void showsWhoIsThere() throws Exception {
        Launched status = launch(LAUNCHER, "-f", log.toString());
        assertThat(status.out()).contains("*  alice", "1 user, 1 session up").doesNotContain("\u001b");
        assertThat(status.err()).isEmpty();
        assertThat(status.code()).isZero();
        assertThat(launch(LAUNCHER, "check", "users", "-c", "0", "-f", log.toString())
                        .code())
                .isEqualTo(2);
    }

    @Test
    void takesARangeForARangeThoughAFileIsCalledSo() throws Exception {
        for (String name : new String[] {"80", "10:20", "@10:20"}) {
            Files.writeString(cwd.resolve(name), "5\n");
        }
        String meant = "pptpd-monitor: thresholds belong to a check; did you mean: pptpd-monitor check users -w ";
        assertThat(shell(RUN, "-w 80")).isEqualTo(new Launched(2, "", meant + "80\n"));
        assertThat(shell(RUN, "-w @10:20")).isEqualTo(new Launched(2, "", meant + "@10:20\n"));
        assertThat(shell(RUN, "check users -c @10:20 -f " + log).out())
                .startsWith("PPTPD USERS OK - 1 active user,")
                .contains("users=1;;@10:20;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "sessions -o json", "users -o csv", "failures", "--help", "--version", "-w"})
    void failsWhereStandardOutputIsFullOrClosed(String command) throws Exception {
        String arguments = command.startsWith("--") ? command : command + " -f " + log;
        assertThat(shell("exec \"$0\" $1 >/dev/full", arguments)).isEqualTo(new Launched(1, "", FULL));
        assertThat(shell("exec \"$0\" $1 >&-", arguments))
                .isEqualTo(
                        new Launched(1, "", "pptpd-monitor: cannot write to standard output: Bad file descriptor\n"));
    }

    @Test
    void isUnknownWhereTheResultOfACheckCannotBeWritten() throws Exception {
        assertThat(shell("exec \"$0\" $1 >/dev/full", "check users -f " + log).code())
                .isEqualTo(3);
        assertThat(shell("exec \"$0\" $1 >&-", "check users -f " + log).code()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "sessions -o json", "-w"})
    void isQuietWhereTheReaderHadEnough(String command) throws Exception {
        // It starts when nobody reads any more.
        String script = "read go; exec \"$0\" $1";
        try (RunningProgram program =
                RunningProgram.start(cwd, Map.of(), "sh", "-c", script, LAUNCHER, command + " -f " + log)) {
            program.process().getInputStream().close();
            program.process().getOutputStream().write('\n');
            program.process().getOutputStream().close();
            assertThat(program.ended()).isEqualTo(128 + 13);
            assertThat(program.err()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aWatchEndsInOrderWhenTold(String signal) throws Exception {
        try (RunningProgram watch =
                RunningProgram.start(cwd, List.of("--watch", "--delay", "0.1", "-f", log.toString()))) {
            watch.lineWith("*  alice");
            log.login(12, "bob");
            watch.lineWith("*  bob");
            assertThat(watch.endedBy(signal)).isZero();
            assertThat(watch.err()).isEmpty();
        }
    }

    /** The failed login waits for the client's address, which does not come. */
    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aFollowedLogEndsInOrderAndTellsWhatStillWaited(String signal) throws Exception {
        try (RunningProgram events =
                RunningProgram.start(cwd, List.of("events", "--follow", "--all", "-f", log.toString()))) {
            events.lineWith("\"user\":\"alice\"");
            String stamp = ServerLog.START.plusSeconds(119) + " vpn1 pppd[1099]: ";
            Files.writeString(
                    log.path(),
                    stamp + "Plugin /usr/lib/pptpd/pptpd-logwtmp.so loaded.\n" + stamp
                            + "Peer mallory failed CHAP authentication\n",
                    StandardOpenOption.APPEND);
            log.login(12, "bob");
            events.lineWith("\"user\":\"bob\"");
            assertThat(events.endedBy(signal)).isZero();
            assertThat(events.line()).contains("\"type\":\"login-failed\"", "\"user\":\"mallory\"");
            assertThat(events.err()).isEmpty();
        }
    }

    @Test
    void redrawsATerminal() throws Exception {
        Map<String, String> shell = Map.of("SHELL", "/bin/sh");
        assumeTrue(
                Launched.run(scratch, shell, "script", "-qec", "true", "/dev/null")
                                .code()
                        == 0,
                "no terminals here");
        String command = "'" + LAUNCHER + "' -w -f '" + log + "'";
        try (RunningProgram script = RunningProgram.start(cwd, shell, "script", "-qec", command, "/dev/null")) {
            assertThat(script.line()).startsWith("\u001b[H").endsWith("\u001b[K");
            script.lineWith("*  alice");
            log.login(12, "bob");
            assertThat(script.lineWith("PPTP on ")).startsWith("\u001b[J\u001b[H");
        }
        Launched once =
                Launched.run(scratch, shell, "script", "-qec", "'" + LAUNCHER + "' -f '" + log + "'", "/dev/null");
        assertThat(once.out()).doesNotContain("\u001b");
    }

    @Test
    void saysWhoMayReadTheLog() throws Exception {
        assumeTrue(mayBecomeNobody(), "not root, or the distribution cannot be read by others");
        Files.setPosixFilePermissions(log.path(), PosixFilePermissions.fromString("rw-------"));
        String reason = "no permission to read " + log + "; run as root, or as a member of the group that owns it";
        assertThat(asNobody("status", "-f", log.toString()))
                .isEqualTo(new Launched(3, "", "pptpd-monitor: " + reason + "\n"));
        assertThat(asNobody("agent", "--community", "c", "--listen", "udp:127.0.0.1:0", "-f", log.toString()))
                .isEqualTo(new Launched(3, "", "pptpd-monitor: " + reason + "\n"));
        assertThat(asNobody("check", "users", "-f", log.toString()))
                .isEqualTo(new Launched(3, "PPTPD USERS UNKNOWN - " + reason.replace(";", ",") + "\n", ""));
    }

    /** The file that can be read may be one that an upgrade left behind. */
    @Test
    void saysWhoMayReadTheJournal() throws Exception {
        assumeTrue(mayBecomeNobody(), "not root, or the distribution cannot be read by others");
        Path logs = Files.createDirectories(scratch.resolve("host/var/log"));
        Files.copy(log.path(), logs.resolve("syslog"));
        Path machine = Files.createDirectories(logs.resolve("journal/0123456789abcdef0123456789abcdef"));
        Path journal = Files.createFile(machine.resolve("system.journal"));
        Files.setPosixFilePermissions(journal, PosixFilePermissions.fromString("rw-------"));
        String reason = "no permission to read " + journal
                + ", which may be the log; run as root or as a member of group adm, or name the log with --file";

        String root = scratch.resolve("host").toString();
        assertThat(asNobody("status", "--root", root))
                .isEqualTo(new Launched(3, "", "pptpd-monitor: " + reason + "\n"));
        assertThat(asNobody("check", "users", "--root", root))
                .isEqualTo(new Launched(
                        3,
                        "PPTPD USERS UNKNOWN - " + reason.replace(';', ',')
                                + ", or run the agent, which answers check_pptpd by its socket\n",
                        ""));
        assertThat(asNobody(
                                "status",
                                "--live",
                                "no",
                                "-f",
                                logs.resolve("syslog").toString())
                        .out())
                .contains("alice");
        Files.setPosixFilePermissions(journal, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(asNobody("status", "--live", "no", "--root", root).out()).contains("alice");
    }

    /** And is rotated meanwhile: nothing is lost, nor told twice. */
    @Test
    void readsOnWhereTheLogsDirectoryMayBeReadAgain() throws Exception {
        assumeTrue(mayBecomeNobody(), "not root, or the distribution cannot be read by others");
        Path folder = Files.createDirectory(scratch.resolve("log"));
        ServerLog away = ServerLog.at(folder.resolve("syslog")).login(11, "alice");
        String[] command = Stream.concat(
                        NOBODY.stream(), Stream.of(LAUNCHER, "events", "--follow", "--all", "-f", away.toString()))
                .toArray(String[]::new);
        try (RunningProgram events = RunningProgram.start(cwd, Map.of(), command)) {
            assertThat(events.line()).contains("server-started");
            assertThat(events.line()).contains("session-up", "alice");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            while (!events.err().contains("no permission to read " + away)) {
                Thread.onSpinWait();
            }
            away.login(12, "bob");
            Files.move(away.path(), folder.resolve("syslog.1"));
            away.login(13, "carol");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

            assertThat(events.line()).contains("session-up", "bob");
            assertThat(events.line()).contains("session-up", "carol");
            assertThat(events.endedBy("TERM")).isZero();
            assertThat(events.err()).hasLineCount(1);
        }
    }

    @Test
    void saysThatALowPortNeedsARight() throws Exception {
        assumeTrue(mayBecomeNobody(), "not root, or the distribution cannot be read by others");
        // In pieces, as the JDK reads it, the kernel gives the first digit only.
        String start =
                launch("cat", "/proc/sys/net/ipv4/ip_unprivileged_port_start").out();
        int first = Integer.parseInt(start.strip());
        assumeTrue(first > 161, "here anybody may listen on port 161");
        assertThat(asNobody("agent", "--community", "c", "--listen", "udp:127.0.0.1:161", "-f", log.toString()))
                .isEqualTo(new Launched(
                        1,
                        "",
                        "pptpd-monitor: cannot listen on udp:127.0.0.1:161: ports below 1024 need a right"
                                + " (CAP_NET_BIND_SERVICE); grant it or take a higher port\n"));
    }

    private boolean mayBecomeNobody() throws Exception {
        Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> test = Stream.concat(NOBODY.stream(), Stream.of("test", "-r", LAUNCHER))
                .toList();
        return launch(test.toArray(String[]::new)).code() == 0;
    }

    private Launched asNobody(String... arguments) throws Exception {
        Stream<String> command = Stream.concat(NOBODY.stream(), Stream.of(LAUNCHER));
        return launch(Stream.concat(command, Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void runsFromAPathWithBlanksAndThroughALink() throws Exception {
        Path home = scratch.resolve("odd 'place'/of the program");
        Files.createDirectories(home.getParent());
        assertThat(launch("cp", "-r", RunningProgram.HOME.toString(), home.toString())
                        .code())
                .isZero();
        Path link = Files.createSymbolicLink(scratch.resolve("a link"), home.resolve("bin/pptpd-monitor"));
        Path odd = Files.copy(log.path(), scratch.resolve("a log; rm -rf $HOME"));
        for (Path launcher : new Path[] {home.resolve("bin/pptpd-monitor"), link}) {
            assertThat(launch(launcher.toString(), "users", "-n", "-f", odd.toString())
                            .out())
                    .startsWith("alice ");
            assertThat(launch(launcher.toString(), "check", "users", "-f", odd.toString())
                            .code())
                    .isZero();
        }
    }

    /** As cron, NRPE or a resource limit may leave too little memory for a JVM. */
    @ParameterizedTest
    @CsvSource({"100000", "400000"})
    void isUnknownWhereJavaCannotStart(int kilobytes) throws Exception {
        Launched check = shell("ulimit -c 0; ulimit -v " + kilobytes + "; exec \"$0\" $1", "check users -f " + log);
        assertThat(check.code()).isEqualTo(3);
        assertThat(check.out()).startsWith("PPTPD UNKNOWN - ").hasLineCount(1);
        assertThat(cwd).isEmptyDirectory();
    }

    @Test
    void leavesNoFileBehind() throws Exception {
        Path home = Files.createDirectory(scratch.resolve("home"));
        Map<String, String> environment =
                Map.of("PATH", System.getenv("PATH"), "HOME", home.toString(), "TMPDIR", home.toString());
        for (String command : new String[] {"status", "check users"}) {
            String script = "cd \"$2\" && exec \"$0\" $1";
            Launched run = Launched.run(
                    scratch, environment, "sh", "-c", script, LAUNCHER, command + " -f " + log, cwd.toString());
            assertThat(run.code()).isZero();
        }
        assertThat(home).isEmptyDirectory();
        assertThat(cwd).isEmptyDirectory();
    }

    private Launched shell(String script, String arguments) throws Exception {
        return launch("sh", "-c", "cd '" + cwd + "'; " + script, LAUNCHER, arguments);
    }

    private Launched launch(String... command) throws Exception {
        return Launched.run(scratch, Map.of("PATH", System.getenv("PATH")), command);
    }
}

package io.pptpdmonitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code pptpd-submit} where nobody takes what it brings; EnginesIT has it where Nagios and Icinga do. */
@Tag("programs")
@Timeout(60)
class SubmitTest {

    private static final String SUBMIT =
            Path.of("nagios/pptpd-submit").toAbsolutePath().toString();

    /** After that the agent ends its command. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String RAISED = """
            {"schema": "pptpd-monitor-alert/1", "alert": "pool", "level": "critical", "value": 97, "warning": 80,
             "critical": 95, "text": "97 of 100, a|b;$(x)<i>'\\"%`y`\\u001b\\nz"}""";

    @TempDir
    Path scratch;

    private Path pipe;

    @BeforeEach
    void make() throws Exception {
        Program.require("perl");
        pipe = scratch.resolve("nagios.cmd");
        assertThat(Program.require("mkfifo").run(pipe.toString()).exit()).isZero();
        told("nagios=" + pipe);
    }

    private void told(String where) throws IOException {
        Files.writeString(scratch.resolve("submit.conf"), "host=vpn1\n" + where + "\n");
    }

    /** As the agent calls it, which gives it that on standard input. */
    private Launched submit(String event) throws Exception {
        return run("\"$0\" <event", event);
    }

    private Launched run(String command, String event) throws Exception {
        Files.writeString(scratch.resolve("event"), event);
        Map<String, String> environment = Map.of(
                "PATH",
                "/usr/bin:/bin",
                "PPTPD_SUBMIT_CONF",
                scratch.resolve("submit.conf").toString(),
                "PPTPD_SUBMIT_PLUGIN",
                scratch.resolve("plugin").toString());
        long begun = System.nanoTime();
        Launched run =
                Launched.run(scratch, environment, "sh", "-c", "cd " + scratch + " && umask 077 && " + command, SUBMIT);
        assertThat(System.nanoTime() - begun).isLessThan(PATIENCE.toNanos());
        return run;
    }

    @Test
    void tellsAnAlertInOneLineOfNagiosCommands() throws Exception {
        Launched run = run("exec 3<>" + pipe + " && \"$0\" <event && head -n 1 <&3", RAISED);

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .matches("\\[\\d+] PROCESS_SERVICE_CHECK_RESULT;vpn1;pptpd-alert-pool;2;"
                        + "PPTPD ALERT CRITICAL - 97 of 100, a_b,_\\(x\\)_i_'_%_y_\\? z \\| pool=97;80;95\n");
    }

    @Test
    void saysThatNobodyReadsThePipe() throws Exception {
        assertThat(submit(RAISED))
                .isEqualTo(new Launched(1, "", "pptpd-submit: cannot write to " + pipe + ": no Nagios reads there\n"));
    }

    /** Nagios hangs, and its pipe is full. */
    @Test
    void doesNotWaitForAPipeThatIsFull() throws Exception {
        Launched run = run("exec 3<>" + pipe + " && head -c 65536 /dev/zero >&3 && \"$0\" <event", RAISED);
        assertThat(run.err()).startsWith("pptpd-submit: cannot write to " + pipe + ": ");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void writesIntoNoOtherFile() throws Exception {
        Path other = Files.writeString(scratch.resolve("other"), "another's");
        told("nagios=" + other);
        assertThat(submit(RAISED))
                .isEqualTo(new Launched(
                        1,
                        "",
                        "pptpd-submit: cannot write to " + other
                                + ": it is no pipe; command_file in nagios.cfg tells where that is\n"));
        assertThat(other).hasContent("another's");
        told("nagios=/nowhere/nagios.cmd");
        assertThat(submit(RAISED).err())
                .isEqualTo("pptpd-submit: cannot write to /nowhere/nagios.cmd: No such file or directory\n");
    }

    /** One that takes the connection and says nothing, and a port at which nobody is. */
    @Test
    void waitsNoLongerForTheApiThanTheAgentForIt() throws Exception {
        Program.require("curl");
        String refusing;
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refusing = "https://127.0.0.1:" + silent.getLocalPort();
            told("icinga=" + refusing);
            Launched run = submit(RAISED);
            assertThat(run.err()).endsWith("pptpd-submit: " + refusing + " did not take it\n");
            assertThat(run.code()).isEqualTo(1);
        }
        Launched run = submit(RAISED);
        assertThat(run.err()).endsWith("pptpd-submit: " + refusing + " did not take it\n");
        assertThat(run.code()).isEqualTo(1);
    }

    /** Of both that are told, one does not keep the other from it. */
    @Test
    void tellsNagiosThoughTheApiIsAway() throws Exception {
        Program.require("curl");
        told("nagios=" + pipe + "\nicinga=https://127.0.0.1:1");
        Launched run = run("exec 3<>" + pipe + "; \"$0\" <event; echo $?; head -n 1 <&3", RAISED);
        assertThat(run.out()).startsWith("1\n[").contains(";pptpd-alert-pool;2;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "{}",
                "{\"schema\": \"pptpd-monitor-alert/1\", \"alert\": \"a;b\", \"level\": \"ok\", \"text\": \"x\"}",
                "{\"schema\": \"pptpd-monitor-alert/1\", \"alert\": \"pool\", \"level\": \"fine\", \"text\": \"x\"}",
                "{\"schema\": \"pptpd-monitor-event/1\", \"alert\": \"pool\", \"level\": \"ok\", \"text\": \"x\"}"
            })
    void takesNothingElseThanAnAlert(String event) throws Exception {
        Launched run = run("exec 3<>" + pipe + " && \"$0\" <event", event);
        assertThat(run).isEqualTo(new Launched(1, "", "pptpd-submit: standard input is no alert of pptpd-monitor\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 4", "exit 0", "echo PPTPD USERS OK; exit 127"})
    void tellsNoResultOfACheckThatHasNone(String plugin) throws Exception {
        Path file = Files.writeString(scratch.resolve("plugin"), "#!/bin/sh\n" + plugin + "\n", UTF_8);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        Launched run = run("exec 3<>" + pipe + " && \"$0\" users", "");
        assertThat(run.err()).matches("pptpd-submit: .*/plugin ended with \\d+\n");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void saysWhatItsConfigurationDoesNot() throws Exception {
        told("");
        assertThat(submit(RAISED).err()).endsWith("submit.conf says neither nagios=... nor icinga=...\n");
        Files.delete(scratch.resolve("submit.conf"));
        assertThat(submit(RAISED).err())
                .isEqualTo("pptpd-submit: cannot read " + scratch.resolve("submit.conf") + "\n");
    }
}

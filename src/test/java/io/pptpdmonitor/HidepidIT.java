package io.pptpdmonitor;

import static io.pptpdmonitor.RunningProgram.LAUNCHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A user from whom the kernel hides the processes of others (proc(5), hidepid), as a monitoring system's may be. The log
 * names two pppds of root, of which one runs and one has gone without a word.
 */
@Timeout(120)
class HidepidIT {

    /** Of linux/proc_ns.h: PROC_PID_INIT_INO. */
    private static final String HOST_NAME_SPACE = "pid:[4026531836]";
    /** A group of no other meaning, which the option gid of the mount may name. */
    private static final int STAFF = 64_123;

    private static final String NOBODY = "setpriv --reuid 65534 --regid 65534 ";
    private static final String STRANGER = NOBODY + "--clear-groups";
    private static final String MEMBER = NOBODY + "--groups " + STAFF;
    private static final String ROOT = "env";

    private static final String HIDDEN = "processes of other users are hidden (hidepid or ProtectProc)";

    private static final Map<String, String> ENVIRONMENT =
            Map.of("JAVA_HOME", System.getProperty("java.home"), "PATH", "/usr/bin:/bin:/usr/sbin:/sbin", "TZ", "UTC");

    @TempDir
    Path scratch;

    private Path log;
    private Process runs;
    private long gone;

    /** One begins a little before the log says so, as a session that is younger than the look is not judged. */
    @BeforeEach
    void start() throws Exception {
        Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path pppd = Files.copy(Path.of("/bin/sleep"), scratch.resolve("pppd"));
        runs = new ProcessBuilder(pppd.toString(), "1000").start();
        Process ended = new ProcessBuilder(pppd.toString(), "0").start();
        gone = ended.pid();
        assertThat(ended.waitFor(10, TimeUnit.SECONDS)).isTrue();
        Instant began = runs.info().startInstant().orElseThrow().minusSeconds(5);
        log = Files.writeString(
                scratch.resolve("syslog"),
                session(began, runs.pid(), 11, "ppp811") + session(began, gone, 12, "ppp812"));
    }

    private static String session(Instant time, long pid, int number, String name) {
        String line = time + " vpn1 pppd[" + pid + "]: ";
        return """
                pppd 2.4.9 started by root, uid 0
                Using interface %s
                Connect: %s <--> /dev/pts/%d
                peer from calling number 198.51.100.%d authorized
                local  IP address 192.168.0.1
                remote IP address 192.168.0.%d
                """.formatted(name, name, number, number, number).indent(0).replaceAll("(?m)^(?=.)", line);
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (runs != null) {
            runs.destroyForcibly();
            assertThat(runs.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** With /proc mounted anew where nobody else sees it; by the words that kernels since 5.8 know, which keep it so. */
    private Launched as(String user, String options, String command) throws Exception {
        String mounted = "mount -t proc -o " + options + " proc /proc && exec " + user + " " + command;
        return Launched.run(
                scratch, ENVIRONMENT, "unshare", "--mount", "--propagation", "private", "sh", "-c", mounted);
    }

    private void assumeMounts(String options) throws Exception {
        assumeTrue(as(STRANGER, options, "test -r " + LAUNCHER).code() == 0, "this user may not mount a /proc");
    }

    private Launched told(String user, String options, String command) throws Exception {
        Launched run = as(user, options, LAUNCHER + " " + command + " --live yes --file " + log);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        return run;
    }

    private static JsonNode json(Launched run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }

    /** What else runs here as pppd is nobody's concern. */
    private static String state(JsonNode document, long pid) {
        for (JsonNode session : document.get("sessions")) {
            if (session.get("pid").asLong() == pid) {
                return session.get("state").asText();
            }
        }
        return "none";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hidepid=noaccess", "hidepid=invisible", "hidepid=ptraceable", "hidepid=invisible,gid=64123"})
    void callsNobodyLostWhomItCannotSee(String options) throws Exception {
        assumeMounts(options);

        JsonNode told = json(told(STRANGER, options, "sessions -o json"));

        assertThat(state(told, runs.pid())).isEqualTo("up");
        assertThat(state(told, gone)).isEqualTo("up");
        assertThat(told.at("/health/liveView").asBoolean(true)).isFalse();
        assertThat(told.at("/health/liveViewText").asText()).isEqualTo(HIDDEN);
        assertThat(told(STRANGER, options, "health").out()).contains("live view   no, " + HIDDEN + "\n");
    }

    @Test
    void judgesWhereItSees() throws Exception {
        assumeMounts("hidepid=off");
        assumeTrue(
                Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString().equals(HOST_NAME_SPACE),
                "in a container nobody is called lost");

        assertJudged(STRANGER, "hidepid=off");
        assertJudged(ROOT, "hidepid=invisible");
        assertJudged(MEMBER, "hidepid=invisible,gid=" + STAFF);
    }

    private void assertJudged(String user, String options) throws Exception {
        JsonNode told = json(told(user, options, "sessions -o json"));

        assertThat(state(told, runs.pid())).isEqualTo("up");
        assertThat(state(told, gone)).isEqualTo("lost");
        assertThat(told.at("/health/liveView").asBoolean()).isTrue();
        assertThat(told(user, options, "health").out())
                .contains("live view   yes, pppd " + runs.pid() + " of the log runs");
    }
}

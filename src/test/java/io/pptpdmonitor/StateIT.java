package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The state file on disks that are full or may not be written to, and between several processes. */
@Timeout(120)
class StateIT {

    private static final String LAUNCHER =
            Path.of("target/pptpd-monitor/bin/pptpd-monitor").toAbsolutePath().toString();
    private static final Map<String, String> ENVIRONMENT =
            Map.of("JAVA_HOME", System.getProperty("java.home"), "PATH", "/usr/bin:/bin:/usr/sbin:/sbin", "TZ", "UTC");

    @TempDir
    Path root;

    private Path log;
    private Path directory;

    @BeforeEach
    void host() throws IOException {
        log = root.resolve("var/log/syslog");
        directory = root.resolve("var/lib/pptpd-monitor");
        Files.createDirectories(log.getParent());
        Files.createDirectories(directory);
        Files.copy(Path.of("src/test/resources/recordings/a/syslog.rfc3339"), log);
    }

    /** A disk of its own, in a name space of mounts that ends with the command. */
    private Launched onDisk(String mount) throws Exception {
        String command = mount + " && exec " + LAUNCHER + " users --output csv --root " + root;
        return Launched.run(root, ENVIRONMENT, "unshare", "--mount", "sh", "-c", command);
    }

    private static boolean mayMount() throws Exception {
        Path scratch = Files.createTempDirectory("mount");
        String command = "mount -t tmpfs none " + scratch;
        return Launched.run(scratch, ENVIRONMENT, "unshare", "--mount", "sh", "-c", command)
                        .code()
                == 0;
    }

    @Test
    void aFullDiskIsToldInALineAndCostsNothingElse() throws Exception {
        assumeTrue(mayMount(), "this user may not mount a disk");

        Launched run = onDisk("mount -t tmpfs -o size=4k none " + directory + " && cp /bin/sh " + directory
                + "/filler 2>/dev/null; true");

        assertThat(run.out()).contains("alice", "bob", "carol");
        assertThat(run.code()).isZero();
        assertThat(run.err())
                .isEqualTo("pptpd-monitor: cannot write the state " + directory
                        + "/state: No space left on device; until it can be, each look reads the logs again"
                        + " (--state FILE names another file, --state none keeps nothing)\n");
    }

    /** What was kept before the disk was full holds: it is neither damaged nor passed over, nor is it said to be. */
    @Test
    void aFullDiskLeavesTheStateThatIsThere() throws Exception {
        assumeTrue(mayMount(), "this user may not mount a disk");
        Launched first = users();
        Path before = root.resolve("before");
        Path after = root.resolve("after");
        Files.move(directory.resolve("state"), before);
        forgetTheSessions();
        append(4711);

        Launched run = Launched.run(
                root,
                ENVIRONMENT,
                "unshare",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o size=256k none " + directory + " && cp -p " + before + " " + directory + "/state"
                        + " && { cat /dev/zero > " + directory + "/filler 2>/dev/null; " + LAUNCHER
                        + " users --output csv --root " + root + "; code=$?; rm " + directory + "/filler; cp "
                        + directory
                        + "/state " + after + "; ls -A " + directory + " > " + root.resolve("left")
                        + "; exit $code; }");

        assertThat(run.out()).isEqualTo(first.out()).contains("alice", "bob", "carol");
        assertThat(run.code()).isZero();
        assertThat(after).hasSameBinaryContentAs(before);
        assertThat(root.resolve("left")).hasContent("state\nstate.lock");
        assertThat(run.err())
                .isEqualTo("pptpd-monitor: cannot write the state " + directory
                        + "/state: No space left on device; until it can be, each look begins with what was kept at "
                        + Files.getLastModifiedTime(before).toInstant().truncatedTo(ChronoUnit.SECONDS)
                        + " (--state FILE names another file, --state none keeps nothing)\n");
    }

    /** Who reads the log again finds nobody; its begin and its end, by which it is known again, stay. */
    private void forgetTheSessions() throws IOException {
        try (RandomAccessFile middle = new RandomAccessFile(log.toFile(), "rw")) {
            int kept = 8_000;
            middle.seek(kept);
            middle.write("x".repeat((int) middle.length() - 2 * kept).getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** As whoever may only read does: a monitoring system's user. */
    @Test
    void oneThatMayNotBeWrittenIsReadAllTheSame() throws Exception {
        assumeTrue(mayMount(), "this user may not mount a disk");
        Launched first = users();
        byte[] kept = Files.readAllBytes(directory.resolve("state"));
        append(4711);

        Launched run =
                onDisk("mount --bind " + directory + " " + directory + " && mount -o remount,bind,ro " + directory);

        assertThat(run).isEqualTo(first);
        assertThat(directory.resolve("state")).hasBinaryContent(kept);
    }

    @Test
    void thatTheDiskIsReadOnlyIsToldInOneLine() throws Exception {
        assumeTrue(mayMount(), "this user may not mount a disk");
        Launched run =
                onDisk("mount --bind " + directory + " " + directory + " && mount -o remount,bind,ro " + directory);

        assertThat(run.out()).contains("alice", "bob", "carol");
        assertThat(run.code()).isZero();
        assertThat(run.err())
                .isEqualTo("pptpd-monitor: cannot write the state " + directory
                        + "/state: Read-only file system; until it can be, each look reads the logs again"
                        + " (--state FILE names another file, --state none keeps nothing)\n");
    }

    @Test
    void severalAtOnceAllTellTheTruth() throws Exception {
        Launched first = users();
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ProcessBuilder builder = new ProcessBuilder(LAUNCHER, "users", "--output", "csv", "--root", root.toString())
                    .redirectOutput(root.resolve("out" + i).toFile())
                    .redirectError(root.resolve("err" + i).toFile());
            builder.environment().clear();
            builder.environment().putAll(ENVIRONMENT);
            processes.add(builder.redirectInput(new File("/dev/null")).start());
            append(5000 + i);
        }
        for (int i = 0; i < processes.size(); i++) {
            assertThat(processes.get(i).waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(root.resolve("err" + i)).isEmptyFile();
            assertThat(root.resolve("out" + i)).hasContent(first.out());
        }
        assertThat(users()).isEqualTo(first);
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("state", "state.lock");
    }

    private Launched users() throws Exception {
        return Launched.run(root, ENVIRONMENT, LAUNCHER, "users", "--output", "csv", "--root", root.toString());
    }

    /** A session that begins, and changes nothing of the users. */
    private void append(int pid) throws IOException {
        String line = "2026-11-22T14:12:00+00:00 vpn1 pppd[" + pid + "]: pppd 2.4.9 started by root, uid 0\n";
        Files.writeString(log, line, StandardOpenOption.APPEND);
    }
}

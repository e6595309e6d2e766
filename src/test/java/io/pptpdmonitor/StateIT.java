package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pptpdmonitor.engines.VpnServer;
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
import java.util.stream.IntStream;
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

    /** The pids of the recording's sessions, as its truth.json has them. */
    private static final List<Integer> RECORDED = List.of(830, 872, 914);

    private static final int CALLS = 12;
    /** The first pid of those that are appended, and the octets of its session. */
    private static final int PPPD = 5000;

    private static final int TO_CLIENT = 3000;
    private static final int FROM_CLIENT = 200;

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
        return mounting(mount + " && exec " + LAUNCHER + " users --output csv --root " + root);
    }

    private Launched mounting(String script) throws Exception {
        return Launched.run(root, ENVIRONMENT, "unshare", "--mount", "sh", "-c", script);
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

    /** Beside the state stands what was found of interfaces, which cannot be written either. */
    @Test
    void aFullDiskIsToldOnceWhereSomebodyIsUp() throws Exception {
        assumeTrue(mayMount(), "this user may not mount a disk");
        VpnServer server = new VpnServer(root.resolve("vpn1"), "alice * secret *\n");
        server.login(1, "alice");
        Path full = Files.createDirectories(server.root().resolve("var/lib/pptpd-monitor"));

        Launched run = mounting("mount -t tmpfs -o size=4k none " + full + " && { cp /bin/sh " + full
                + "/filler 2>/dev/null; exec " + LAUNCHER + " users --output csv --root " + server.root() + "; }");

        assertThat(run.out()).contains("alice");
        assertThat(run.err())
                .startsWith("pptpd-monitor: cannot write the state " + full + "/state: No space left on device; ")
                .hasLineCount(1);
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
        append(call(0).lines().findFirst().orElseThrow() + "\n");

        Launched run = mounting(
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
        append(call(0));

        Launched run =
                onDisk("mount --bind " + directory + " " + directory + " && mount -o remount,bind,ro " + directory);

        assertThat(run.out()).startsWith(first.out() + "dave,0,1,3000,200,");
        assertThat(run).returns(0, Launched::code).returns("", Launched::err);
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

    /**
     * Each is started while a session is being logged, anywhere in it, and those of before may still be at work: what is
     * appended is told once, under a number of its own, whoever has read it and whoever has kept it.
     */
    @Test
    void severalAtOnceAllTellTheTruth() throws Exception {
        users();
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            String call = call(i);
            int cut = call.length() * (i + 1) / (CALLS + 1);
            append(call.substring(0, cut));
            processes.add(start(i));
            append(call.substring(cut));
        }
        for (int i = 0; i < processes.size(); i++) {
            assertThat(processes.get(i).waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(root.resolve("err" + i)).hasContent("");
            assertTrue(i, new ObjectMapper().readTree(root.resolve("out" + i).toFile()));
        }
        JsonNode last = new ObjectMapper().readTree(sessions().out());
        assertTrue(CALLS, last);
        assertThat(last.at("/health/lines").asInt())
                .isEqualTo(Files.readAllLines(log).size());
        assertThat(users().out().lines().filter(line -> line.startsWith("dave,")))
                .singleElement(STRING)
                .startsWith("dave,0,%d,%d,%d,".formatted(CALLS, sum(TO_CLIENT), sum(FROM_CLIENT)));
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("state", "state.lock");
    }

    /** Of the sessions in the order in which they were logged it tells those that had ended, and maybe more, and no gap. */
    private static void assertTrue(int ended, JsonNode told) {
        List<Integer> all = new ArrayList<>(RECORDED);
        IntStream.range(0, CALLS).forEach(i -> all.add(PPPD + i));
        List<Integer> pids = new ArrayList<>();
        for (JsonNode session : told.at("/sessions")) {
            pids.add(session.at("/pid").asInt());
            assertThat(session.at("/number").asInt()).isEqualTo(pids.size());
            int i = session.at("/pid").asInt() - PPPD;
            if (i >= 0 && i < ended) {
                assertThat(session.at("/state").asText()).isEqualTo("closed");
                assertThat(session.at("/user").asText()).isEqualTo("dave");
                assertThat(session.at("/toClientOctets").asLong()).isEqualTo(TO_CLIENT + i);
                assertThat(session.at("/fromClientOctets").asLong()).isEqualTo(FROM_CLIENT + i);
            }
        }
        assertThat(pids)
                .hasSizeGreaterThanOrEqualTo(RECORDED.size() + ended)
                .isEqualTo(all.subList(0, Math.min(all.size(), pids.size())));
        assertThat(told.at("/failures")).isEmpty();
    }

    private static long sum(int octets) {
        return IntStream.range(0, CALLS).mapToLong(i -> octets + i).sum();
    }

    private Process start(int number) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(LAUNCHER, "sessions", "--output", "json", "--root", root.toString())
                .redirectOutput(root.resolve("out" + number).toFile())
                .redirectError(root.resolve("err" + number).toFile());
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        return builder.redirectInput(new File("/dev/null")).start();
    }

    private Launched sessions() throws Exception {
        return Launched.run(root, ENVIRONMENT, LAUNCHER, "sessions", "--output", "json", "--root", root.toString());
    }

    private Launched users() throws Exception {
        return Launched.run(root, ENVIRONMENT, LAUNCHER, "users", "--output", "csv", "--root", root.toString());
    }

    /** A session that comes up and ends, a second behind the one before. */
    private static String call(int i) {
        String tag = "2026-11-22T14:12:%02d+00:00 vpn1 pppd[%d]: ".formatted(i, PPPD + i);
        return tag + "pppd 2.4.9 started by root, uid 0\n"
                + tag + "Using interface ppp" + i + "\n"
                + tag + "pptpd-logwtmp.so ip-up ppp" + i + " dave 10.99.0.14\n"
                + tag + "local  IP address 192.168.0.1\n"
                + tag + "remote IP address 192.168.0." + (100 + i) + "\n"
                + tag + "LCP terminated by peer\n"
                + tag + "Connect time 0.0 minutes.\n"
                + tag + "Sent " + (TO_CLIENT + i) + " bytes, received " + (FROM_CLIENT + i) + " bytes.\n"
                + tag + "Connection terminated.\n"
                + tag + "Exit.\n";
    }

    private void append(String lines) throws IOException {
        Files.writeString(log, lines, StandardOpenOption.APPEND);
    }
}

package io.pptpdmonitor.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.CliRun;
import io.pptpdmonitor.NetSnmp;
import io.pptpdmonitor.ServerLog;
import io.pptpdmonitor.alert.Past;
import io.pptpdmonitor.alert.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent, from the log and the configuration to what snmptrapd prints; started again and again. */
@Tag("programs")
class AgentAlertsTest {

    private static final InstantSource CLOCK = InstantSource.fixed(ServerLog.START.plusSeconds(600));

    private static final String RULE = """
        [[alert]]
        name = "%s"
        metric = "sessions"
        warning = 1
        """;

    /** What ten thousand sessions would raise, were they of now. */
    private static final String FOR_ALL = """
        [[alert]]
        name = "ends"
        metric = "session-ends"
        warning = "25%"
        minimum = 5
        [[alert]]
        name = "reconnects"
        metric = "reconnects-per-user"
        warning = 3
        [[alert]]
        name = "users"
        metric = "active-users"
        warning = "80%"
        """;

    private static final String TABLE = """
        PPTPD-MONITOR-MIB::pptpdAlertWorstState.0 = INTEGER: warning(1)
        PPTPD-MONITOR-MIB::pptpdAlertActiveNumber.0 = Gauge32: 1 alerts
        PPTPD-MONITOR-MIB::pptpdAlertNotificationNumber.0 = Counter32: 1 notifications
        PPTPD-MONITOR-MIB::pptpdAlertNotificationDrops.0 = Counter32: 0 notifications
        PPTPD-MONITOR-MIB::pptpdAlertName.'first' = STRING: first
        PPTPD-MONITOR-MIB::pptpdAlertState.'first' = INTEGER: warning(1)
        PPTPD-MONITOR-MIB::pptpdAlertValue.'first' = Gauge32: 1
        PPTPD-MONITOR-MIB::pptpdAlertDirection.'first' = INTEGER: above(1)
        PPTPD-MONITOR-MIB::pptpdAlertWarning.'first' = Gauge32: 1
        PPTPD-MONITOR-MIB::pptpdAlertCritical.'first' = Gauge32: 5
        PPTPD-MONITOR-MIB::pptpdAlertClear.'first' = Gauge32: 0
        PPTPD-MONITOR-MIB::pptpdAlertHoldTime.'first' = Gauge32: 0 seconds
        PPTPD-MONITOR-MIB::pptpdAlertSince.'first' = STRING: 2026-11-22,10:10:0.0,+0:0
        PPTPD-MONITOR-MIB::pptpdAlertRaises.'first' = Counter32: 1 alerts
        PPTPD-MONITOR-MIB::pptpdAlertText.'first' = STRING: sessions 1 >= 1, pool 1 of 100
        """;

    @TempDir
    Path directory;

    @Test
    void raisesOnceOverRestartsAndTellsTheClearThatItMissed() throws Exception {
        Path root = root();
        ServerLog log = ServerLog.at(root.resolve("var/log/syslog")).login(11, "alice");
        Files.createDirectory(directory.resolve("snmptrapd"));
        try (Snmptrapd snmptrapd =
                Snmptrapd.start(directory.resolve("snmptrapd"), List.of("authCommunity log traps"))) {
            configure(root, snmptrapd, "first");
            assertThat(run(root, snmptrapd, 1)).containsExactly("pptpdAlertRaised 1 first warning(1)");

            // The second one shows that all were judged.
            configure(root, snmptrapd, "first", "second");
            assertThat(run(root, snmptrapd, 1)).containsExactly("pptpdAlertRaised 2 second warning(1)");

            log.logout(11);
            assertThat(run(root, snmptrapd, 2))
                    .containsExactly("pptpdAlertCleared 3 first ok(0)", "pptpdAlertCleared 4 second ok(0)");
            assertThat(snmptrapd.more()).isZero();
        }
    }

    @Test
    void showsTheStatesInItsTable() throws Exception {
        Path root = root();
        ServerLog log = ServerLog.at(root.resolve("var/log/syslog"));
        Files.createDirectory(directory.resolve("snmptrapd"));
        try (Snmptrapd snmptrapd =
                Snmptrapd.start(directory.resolve("snmptrapd"), List.of("authCommunity log traps"))) {
            String address = "udp:127.0.0.1:" + Snmptrapd.freePort();
            configure(root, snmptrapd, "first");
            append(root, "critical = 5\nclear = 0\n[[alert]]\nname = \"pool\"\nenabled = false\n");
            append(root, "[[community]]\nname = \"" + NetSnmp.COMMUNITY + "\"\nsources = [\"127.0.0.1\"]\n");
            NetSnmp manager = new NetSnmp(directory, address);
            List<List<String>> walks = new ArrayList<>();
            Queue<Callable<?>> beats = new ArrayDeque<>(
                    List.of(() -> log.login(11, "alice"), () -> next(snmptrapd), () -> walks.add(raised(manager))));
            CliRun run = CliRun.at(
                    CLOCK, delay -> ran(beats.poll()), "agent", "--root", root.toString(), "--listen", address);
            assertThat(run.err()).isEmpty();
            assertThat(walks).containsExactly(TABLE.lines().toList());
        }
    }

    /** The alerts, once one is raised: a view is made a moment after a notification is sent. */
    private static List<String> raised(NetSnmp manager) {
        Until.holds(
                "it is raised", () -> !manager.get("pptpdAlertActiveNumber.0").equals("0 alerts"));
        return manager.query("snmpwalk", List.of(), "pptpdAlert").lines();
    }

    @Test
    void endsAnAlertThatIsNotConfiguredAnyMoreAndRunsTheCommand() throws Exception {
        Path root = root();
        ServerLog.at(root.resolve("var/log/syslog")).login(11, "alice");
        Files.createDirectory(directory.resolve("snmptrapd"));
        Path command = directory.resolve("on-alert");
        Files.writeString(command, "#!/bin/sh\ncat >>" + directory.resolve("events") + "\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
        try (Snmptrapd snmptrapd =
                Snmptrapd.start(directory.resolve("snmptrapd"), List.of("authCommunity log traps"))) {
            configure(root, snmptrapd, "first");
            append(root, "[notify]\ncommand = \"" + command + "\"\n");
            assertThat(run(root, snmptrapd, 1)).containsExactly("pptpdAlertRaised 1 first warning(1)");
            configure(root, snmptrapd);
            assertThat(run(root, snmptrapd, 1)).containsExactly("pptpdAlertCleared 2 first unknown(3)");
        }
        assertThat(Files.readAllLines(directory.resolve("events")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("{\"schema\":\"pptpd-monitor-alert/1\",\"event\":\"raised\",\"number\":1,")
                .contains("\"alert\":\"first\",\"level\":\"warning\",\"value\":1,\"warning\":1,\"critical\":null,");
    }

    /** The one who was there before the agent began is told of when he goes, and not as if he came. */
    @Test
    void tellsOfSessionsThatComeAndGoFromNowOn() throws Exception {
        Path root = root();
        ServerLog log = ServerLog.at(root.resolve("var/log/syslog")).login(11, "alice");
        Files.createDirectory(directory.resolve("snmptrapd"));
        try (Snmptrapd snmptrapd =
                Snmptrapd.start(directory.resolve("snmptrapd"), List.of("authCommunity log traps"))) {
            configure(root, snmptrapd);
            append(root, "[notify]\nsessions = true\n");
            List<String> told = new ArrayList<>();
            Queue<Callable<?>> beats = new ArrayDeque<>(List.of(
                    () -> log.login(12, "bob"),
                    () -> told.add(String.join(" ", snmptrapd.notification())),
                    () -> log.logout(11),
                    () -> told.add(String.join(" ", snmptrapd.notification()))));
            CliRun run = CliRun.at(
                    InstantSource.fixed(ServerLog.START.plusSeconds(120)),
                    delay -> ran(beats.poll()),
                    "agent",
                    "--root",
                    root.toString());
            assertThat(run).isEqualTo(new CliRun(0, run.out(), ""));
            assertThat(told).hasSize(2);
            assertThat(told.get(0)).contains("pptpdSessionUp ", "UserName.2 = STRING: bob ", "Sessions.0 = Gauge32: 2");
            assertThat(told.get(1)).contains("pptpdSessionDown ", "UserName.1 = STRING: alice ", "userRequest(1)");
        }
    }

    @Test
    void tellsNothingOfTenThousandSessionsOfThePastAndOneOfNow() throws Exception {
        Path root = root();
        Path log = root.resolve("var/log/syslog");
        Files.writeString(log, Past.tenThousandSessions(CLOCK.instant()));
        Files.createDirectory(directory.resolve("snmptrapd"));
        try (Snmptrapd snmptrapd =
                Snmptrapd.start(directory.resolve("snmptrapd"), List.of("authCommunity log traps"))) {
            configure(root, snmptrapd);
            append(root, FOR_ALL + "[notify]\nsessions = true\n");
            List<String> told = new ArrayList<>();
            Queue<Callable<?>> beats = new ArrayDeque<>(List.of(
                    () -> judged(root),
                    () -> Files.writeString(log, Past.begin(CLOCK.instant(), 31_000, 7), StandardOpenOption.APPEND),
                    () -> told.addAll(snmptrapd.notification())));
            CliRun run = CliRun.at(CLOCK, delay -> ran(beats.poll()), "agent", "--root", root.toString());
            assertThat(run.err()).isEmpty();
            assertThat(told)
                    .contains("PPTPD-MONITOR-MIB::pptpdAlertNotificationNumber.0 = Counter32: 1 notifications")
                    .contains("PPTPD-MONITOR-MIB::pptpdSessionUserName.10001 = STRING: user7");
            assertThat(snmptrapd.more()).isZero();
        }
    }

    /** What is judged is kept; what is told of it is sent then. */
    private static boolean judged(Path root) {
        Path kept = root.resolve("var/lib/pptpd-monitor/alerts");
        Until.holds("all are judged", () -> Files.exists(kept));
        return true;
    }

    private static boolean ran(@Nullable Callable<?> beat) {
        try {
            return beat != null && beat.call() != null;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Path root() throws IOException {
        Path root = directory.resolve("root");
        for (String each : List.of("var/log", "var/lib/pptpd-monitor", "etc/pptpd-monitor")) {
            Files.createDirectories(root.resolve(each));
        }
        return root;
    }

    private static Path file(Path root) {
        return root.resolve("etc/pptpd-monitor/pptpd-monitor.toml");
    }

    private static void configure(Path root, Snmptrapd snmptrapd, String... rules) throws IOException {
        List<String> text = new ArrayList<>(List.of(
                "[agent]\nlisten = [\"udp:127.0.0.1:0\"]",
                "[[community]]\nname = \"public\"\nsources = [\"127.0.0.1\"]",
                "[[receiver]]\naddress = \"udp:127.0.0.1:" + snmptrapd.port() + "\"\nversion = \"v2c\"",
                "community = \"traps\"",
                "[[alert]]\nname = \"collector\"\nenabled = false"));
        Stream.of(rules).map(RULE::formatted).forEach(text::add);
        Files.write(file(root), text);
        Files.setPosixFilePermissions(file(root), PosixFilePermissions.fromString("rw-------"));
    }

    private static void append(Path root, String text) throws IOException {
        Files.writeString(file(root), Files.readString(file(root)) + text);
    }

    /** Runs the agent until that many notifications arrived; what they are. */
    private static List<String> run(Path root, Snmptrapd snmptrapd, int count) {
        List<String> got = new ArrayList<>();
        CliRun run = CliRun.at(
                CLOCK,
                delay -> {
                    while (got.size() < count) {
                        got.add(next(snmptrapd));
                    }
                    return false;
                },
                "agent",
                "--root",
                root.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        return got;
    }

    private static String next(Snmptrapd snmptrapd) {
        try {
            return Snmptrapd.shortened(snmptrapd.notification());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

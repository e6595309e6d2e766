package io.pptpdmonitor.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.CliRun;
import io.pptpdmonitor.NetSnmp;
import io.pptpdmonitor.ServerLog;
import io.pptpdmonitor.alert.Until;
import io.pptpdmonitor.snmp.agentx.MasterAddress;
import io.pptpdmonitor.snmp.agentx.Snmpd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent behind the real snmpd, from the log to what snmptrapd prints; of an agent and an snmpd that go and come. */
@Tag("programs")
@Timeout(120)
class AgentxAlertsTest {

    private static final InstantSource CLOCK = InstantSource.fixed(ServerLog.START.plusSeconds(600));

    private static final String CONFIGURATION = """
        [agent]
        agentx = "%s"
        [[alert]]
        name = "collector"
        enabled = false
        [[alert]]
        name = "anybody"
        metric = "sessions"
        warning = 1
        """;

    private final List<String> told = new ArrayList<>();

    @TempDir
    Path directory = Path.of("");

    private Path root = directory;
    private @Nullable ServerLog log;
    private @Nullable Snmptrapd snmptrapd;
    private @Nullable Snmpd snmpd;

    @BeforeEach
    void start() throws Exception {
        root = directory.resolve("root");
        for (String each : List.of("root/var/log", "root/var/lib/pptpd-monitor", "root/etc/pptpd-monitor", "traps")) {
            Files.createDirectories(directory.resolve(each));
        }
        MasterAddress master = MasterAddress.parse("unix:" + directory.resolve("master"));
        Files.writeString(root.resolve("etc/pptpd-monitor/pptpd-monitor.toml"), CONFIGURATION.formatted(master));
        log = ServerLog.at(root.resolve("var/log/syslog"));
        Snmptrapd traps = Snmptrapd.start(directory.resolve("traps"), List.of("authCommunity log traps"));
        snmptrapd = traps;
        snmpd = Snmpd.with(directory, master, "trap2sink 127.0.0.1:" + traps.port() + " traps");
    }

    @AfterEach
    void end() {
        if (snmpd != null) {
            snmpd.close();
        }
        if (snmptrapd != null) {
            snmptrapd.close();
        }
    }

    @Test
    void whatIsRaisedAtTheStartArrivesOnceAndSoDoesTheClear() throws Exception {
        snmpd().start();
        log().login(11, "alice");
        run(this::next, () -> log().logout(11), this::next);
        assertThat(told).containsExactly("pptpdAlertRaised 1 anybody warning(1)", "pptpdAlertCleared 2 anybody ok(0)");
    }

    @Test
    void whatIsClearedAndRaisedWhileSnmpdIsAwayArrivesWhenItIsBack() throws Exception {
        snmpd().start();
        log().login(11, "alice");
        CliRun run = run(
                this::next,
                () -> {
                    snmpd().kill();
                    return log().logout(11);
                },
                () -> judged("notifications 2", "anybody OK OK"),
                () -> log().login(12, "bob"),
                () -> {
                    judged("notifications 3", "anybody WARNING WARNING");
                    snmpd().start();
                    return another();
                },
                this::another);
        assertThat(told)
                .containsExactly(
                        "pptpdAlertRaised 1 anybody warning(1)",
                        "pptpdAlertCleared 2 anybody ok(0)",
                        "pptpdAlertRaised 3 anybody warning(1)");
        assertThat(run.err()).contains("has gone").doesNotContain("given up");
    }

    /** What was cleared while the agent was away is told by the next one, whose snmpd is late. */
    @Test
    void whatIsClearedWhileTheAgentIsAwayArrivesWhenSnmpdIsThere() throws Exception {
        snmpd().start();
        log().login(11, "alice");
        run(this::next);
        log().logout(11);
        snmpd().kill();
        run(() -> judged("notifications 2", "anybody OK OK"), () -> {
            snmpd().start();
            return another();
        });
        assertThat(told).containsExactly("pptpdAlertRaised 1 anybody warning(1)", "pptpdAlertCleared 2 anybody ok(0)");
    }

    @Test
    void whatCannotBeToldBeforeTheAgentEndsMakesOneLine() throws Exception {
        log().login(11, "alice");
        CliRun run = run(
                () -> judged("notifications 1", "anybody WARNING WARNING"),
                () -> log().logout(11),
                () -> judged("notifications 2", "anybody OK OK"));
        assertThat(run.err().lines().filter(line -> line.contains("given up")))
                .containsExactlyInAnyOrder(
                        "pptpd-monitor: notification 1 to the AgentX master was given up: the agent ends",
                        "pptpd-monitor: 1 notifications to the AgentX master were given up: the agent ends");
    }

    @Test
    void snmpdShowsTheirStates() throws Exception {
        NetSnmp manager = new NetSnmp(directory, snmpd().address());
        snmpd().start();
        log().login(11, "alice");
        run(
                this::next,
                () -> shows(manager, "warning"),
                () -> log().logout(11),
                this::next,
                () -> shows(manager, "ok"));
    }

    private static boolean shows(NetSnmp manager, String state) {
        Until.holds(
                "it shows " + state,
                () -> manager.column("pptpdAlertState").get(0).equals(state));
        return true;
    }

    /** Runs the agent; between its looks one step after the other is taken, and when all are, it ends. */
    private CliRun run(Callable<?>... steps) {
        Queue<Callable<?>> rest = new ArrayDeque<>(List.of(steps));
        CliRun run = CliRun.at(CLOCK, delay -> taken(rest.poll()), "agent", "--root", root.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(rest).isEmpty();
        return run;
    }

    private static boolean taken(@Nullable Callable<?> step) {
        try {
            return step != null && step.call() != null;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The next of ours that arrives: snmpd tells of its own starts, too. */
    private boolean next() throws InterruptedException {
        List<String> bindings = snmptrapd().notification();
        while (!bindings.get(0).contains("PPTPD-MONITOR-MIB::")) {
            bindings = snmptrapd().notification();
        }
        return told.add(Snmptrapd.shortened(bindings));
    }

    /** The next that is not the last one again: snmpd may have been killed before it said that it took that. */
    private boolean another() throws InterruptedException {
        String last = told.get(told.size() - 1);
        next();
        while (told.get(told.size() - 1).equals(last)) {
            told.remove(told.size() - 1);
            next();
        }
        return true;
    }

    /** What it says is kept before it is told. */
    private boolean judged(String... parts) {
        Path kept = root.resolve("var/lib/pptpd-monitor/alerts");
        Until.holds("it is judged: " + List.of(parts), () -> Stream.of(parts).allMatch(text(kept)::contains));
        return true;
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerLog log() {
        return Objects.requireNonNull(log);
    }

    private Snmptrapd snmptrapd() {
        return Objects.requireNonNull(snmptrapd);
    }

    private Snmpd snmpd() {
        return Objects.requireNonNull(snmpd);
    }
}

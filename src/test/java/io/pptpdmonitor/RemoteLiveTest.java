package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pptpdmonitor.model.LiveCounters;
import io.pptpdmonitor.model.LiveCounters.Losses;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.proc.HostTree;
import io.pptpdmonitor.snmp.agentx.MasterAddress;
import io.pptpdmonitor.snmp.agentx.Snmpd;
import io.pptpdmonitor.snmp.client.AgentAddress;
import io.pptpdmonitor.snmp.client.CommunityCredentials;
import io.pptpdmonitor.snmp.client.RemoteAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server that is seen while it runs: what its agent tells elsewhere is what is told on the server itself. Alice has sent
 * 6,000,000,000 octets in 4,000 packets and got 7,000,000,000 in 5,000, by what /proc says.
 */
@Timeout(120)
class RemoteLiveTest {

    private static final Instant NOW = ServerLog.START.plusSeconds(330);
    private static final String V2C = "-C public";
    private static final String V3 = "-U nms -A authpass1 -X privpass1";

    @TempDir
    Path root = Path.of("");

    private HostTree host = new HostTree(root);
    private Path log = root;
    private Path settings = root;

    @BeforeEach
    void boot() throws IOException {
        log = Files.createDirectories(root.resolve("var/log")).resolve("syslog");
        ServerLog.at(log).login(1, "alice").login(2, "bob").logout(2).login(3, "carol");
        host = LoggedHost.below(root)
                .serves(1, 1)
                .serves(3, 4)
                .tree()
                .with("sys/class/net/ppp1/ifindex", "7\n")
                .with("sys/class/net/ppp3/ifindex", "9\n");
        carries(6_000_000_000L, 7_000_000_000L);
        settings = root.resolve("agent.toml");
        Files.writeString(settings, """
                [[user]]
                name = "nms"
                auth = "SHA-256"
                auth_password = "authpass1"
                priv = "AES-128"
                priv_password = "privpass1"
                view = "everything"
                [[community]]
                name = "public"
                sources = ["127.0.0.0/8"]
                view = "everything"
                """);
        Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-------"));
    }

    private void carries(long fromAlice, long toAlice) {
        host.with("proc/net/dev", """
                Inter-|   Receive  |  Transmit
                 face |bytes packets |bytes packets
                  ppp1: %d 4000 31 2 0 7 0 0 %d 5000 5 18 0 0 0 0
                  ppp3: 0 0 0 0 0 0 0 0 12 1 0 0 0 0 0 0
                """.formatted(fromAlice, toAlice));
    }

    private void logs(String lines) throws IOException {
        Files.writeString(log, lines, StandardOpenOption.APPEND);
    }

    private List<String> agent() {
        return List.of(
                "--root",
                root.toString(),
                "--config",
                settings.toString(),
                "--listen",
                "udp:127.0.0.1:0",
                "--live",
                "yes");
    }

    /** What both say: first here, then of the agent. */
    private record Both(CliRun local, CliRun remote) {

        JsonNode local(String part) {
            return part(local, part);
        }

        JsonNode remote(String part) {
            return part(remote, part);
        }

        private static JsonNode part(CliRun run, String part) {
            try {
                return new ObjectMapper().readTree(run.out()).get(part);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Both both(String view, String credentials) {
        return ServedLog.configured(
                NOW,
                agent(),
                address -> new Both(
                        run(view, "--root " + root + " --live yes"), run(view, "-H " + address + " " + credentials)));
    }

    private static CliRun run(String view, String options) {
        return CliRun.at(NOW, (view + " " + options).split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {V2C, V3})
    void theTablesAreTheSame(String credentials) {
        Both status = both("status", credentials);
        assertThat(status.remote()).isEqualTo(status.local());
        assertThat(status.remote().out())
                .contains("source         " + log + ", last line 90 s ago, nothing unread; live view yes\n")
                .containsPattern("alice .* ppp1 +6.5GB +5.6GB +0:04:30\n")
                .containsPattern("carol .* ppp3 +12.0b +0.0b +0:01:30\n");
        Both users = both("users", credentials);
        assertThat(users.remote()).isEqualTo(users.local());
        assertThat(both("check users -w 9", credentials))
                .satisfies(check -> assertThat(check.remote()).isEqualTo(check.local()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sessions --per-user 1 --duration 1h --reconnects 1 --change 50 --window 10m",
                "sessions --duration 2m",
                "logins -w 1 --per-address 1 --known 1",
                "logins --cause negotiation-failed -c 1",
                "quota --top 2 -w 1G",
                "quota --user carol",
                "access --known-users /dev/stdin"
            })
    void theChecksTellTheSame(String check) throws IOException {
        Path names = Files.writeString(root.resolve("names"), "alice\n");
        Both both = both("check " + check.replace("/dev/stdin", names.toString()), V2C);
        assertThat(both.remote()).isEqualTo(both.local());
    }

    /** Of those without a session the MIB has the number. */
    @ParameterizedTest
    @ValueSource(strings = {V2C, V3})
    void theInterfacesOfNoSessionAreCounted(String credentials) {
        host.with("sys/class/net/ppp7/ifindex", "11\n").with("sys/class/net/ppp9/ifindex", "12\n");
        Both collector = both("check collector --stray 1,5", credentials);
        assertThat(collector.local().out())
                .startsWith("PPTPD COLLECTOR WARNING - 2 interfaces without a session: ppp7, ppp9 (outside the warning")
                .endsWith(" stray_interfaces=2;1;5;0\n");
        assertThat(collector.remote())
                .isEqualTo(new CliRun(1, collector.local().out().replace(": ppp7, ppp9", ""), ""));
        assertThat(both("check metric collector-stray-interfaces -c 1", credentials))
                .satisfies(metric -> assertThat(metric.remote()).isEqualTo(metric.local()))
                .satisfies(metric -> assertThat(metric.remote().exitCode()).isEqualTo(2));
        Both status = both("status -o json", credentials);
        assertThat(status.remote("health").get("strayInterfaces").asInt()).isEqualTo(2);
        RemoteViewsTest.health(status.local("health"), status.remote("health"));
        Both health = both("health", credentials);
        assertThat(health.local().out())
                .contains("\ninterfaces  2 interfaces without a session: ppp7, ppp9; look what");
        assertThat(health.remote().out()).contains("\ninterfaces  2 interfaces without a session; look what");
    }

    /** A check asks for the figures alone, which do not say whether all had a name. */
    @Test
    void aCheckThatTellsOfHealthDoesNotDenyWhoIsUp() {
        assertThat(both("check users -vv", V2C).remote().out())
                .startsWith("PPTPD USERS OK - 2 active users, 2 sessions | ")
                .contains("\nnames not told by the agent\n")
                .doesNotContain("nobody");
        assertThat(both("health", V2C).remote().out()).contains("\nnames       known of all sessions that were up\n");
    }

    @Test
    void trafficIsUnknownUntilItIsMeasured() {
        CliRun traffic = both("check traffic", V2C).remote();
        assertThat(traffic.exitCode()).isEqualTo(3);
        assertThat(traffic.out()).startsWith("PPTPD TRAFFIC UNKNOWN - the traffic was not measured: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {V2C, V3})
    void theDocumentsAreTheSame(String credentials) {
        Both status = both("status -o json", credentials);
        for (String part : List.of("generated", "source", "users")) {
            assertThat(status.remote(part)).isEqualTo(status.local(part));
        }
        RemoteViewsTest.health(status.local("health"), status.remote("health"));
        assertThat(status.remote("health").get("liveView").asBoolean()).isTrue();
        assertThat(status.remote("health").get("liveViewText").asText()).isEqualTo("pppd 1001 of the log runs");
        Both sessions = both("sessions -o json", credentials);
        assertThat(running(sessions.remote("sessions")))
                .isEqualTo(running(sessions.local("sessions")))
                .hasSize(2)
                .first()
                .returns(7_000_000_000L, alice -> alice.get("toClientOctets").asLong())
                .returns(6_000_000_000L, alice -> alice.get("fromClientOctets").asLong())
                .returns(true, alice -> alice.get("octetsExact").asBoolean())
                .returns(
                        List.of(7L, 5000L, 4000L, 5L, 31L, 18L, 2L),
                        alice -> Stream.of(
                                        "ifIndex",
                                        "toClientPackets",
                                        "fromClientPackets",
                                        "toClientErrors",
                                        "fromClientErrors",
                                        "toClientDiscards",
                                        "fromClientDiscards")
                                .map(name -> alice.get(name).asLong())
                                .toList());
        JsonNode bob = sessions.local("sessions").get(1);
        assertThat(Stream.of("ifIndex", "toClientPackets", "fromClientPackets", "toClientErrors", "fromClientDiscards")
                        .map(bob::get))
                .as("of bob, who is gone")
                .allMatch(JsonNode::isNull);
    }

    /** Without what the MIB does not carry. */
    private static List<JsonNode> running(JsonNode sessions) {
        return Stream.of(sessions.get(0), sessions.get(2))
                .map(session -> ((ObjectNode) session).<JsonNode>without(RemoteViewsTest.NOT_OF_RUNNING))
                .toList();
    }

    @Test
    void packetsLossesAndRatesAreThoseOfTheInterfaces() {
        AtomicInteger passed = new AtomicInteger();
        InstantSource clock = () -> NOW.plusSeconds(passed.get());
        AtomicInteger looks = new AtomicInteger();
        Snapshot told = ServedLog.followed(clock, agent(), address -> {
            if (looks.getAndIncrement() == 0) {
                assertThat(asked(address, NOW).server().rates()).isNull();
                carries(6_000_006_000L, 7_000_600_000L);
                passed.set(60);
            }
            // A quiet log has the host looked at now and then only.
            Snapshot seen = asked(address, clock.instant());
            if (!seen.generated().toInstant().equals(clock.instant())) {
                return Optional.empty();
            }
            assertThat(CliRun.at(
                            clock.instant(), "check", "traffic", "--per-user", "1K", "-H", address, "-C", "public"))
                    .isEqualTo(new CliRun(
                            1,
                            "PPTPD TRAFFIC WARNING - most alice 10.1KB/s (outside the warning range 1000), 10.1KB/s, in"
                                    + " 100.0B/s, out 10.0KB/s | rate=10100B;;;0 in_rate=100B;;;0 out_rate=10000B;;;0"
                                    + " in=6000008000c out=7000603012c max_user_rate=10100B;1000;;0\n",
                            ""));
            return Optional.of(seen);
        });
        assertThat(told.server().rates())
                .isEqualTo(new Server.Rates(
                        10_000,
                        100,
                        new Server.UserRates(
                                new TreeMap<>(Map.of("alice", new Server.Rate(10_000, 100))), Server.Rate.NONE)));
        assertThat(told.up().map(Session::live))
                .containsExactly(
                        new LiveCounters(7, 5000, 4000, new Losses(5, 31, 18, 2)),
                        new LiveCounters(9, 1, 0, new Losses(0, 0, 0, 0)));
    }

    private static Snapshot asked(String address, Instant now) {
        try {
            return new RemoteAgent(
                            AgentAddress.parse(address),
                            new CommunityCredentials("public"),
                            new RemoteAgent.Patience(Duration.ofSeconds(10), 2),
                            InstantSource.fixed(now),
                            ZoneOffset.UTC)
                    .snapshot();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a network does that has an snmpd on its servers already, which asks the agent for each value by itself. */
    @Test
    @Tag("programs")
    void throughSnmpdItIsTheSameAsFromTheAgentsOwnPort(@TempDir Path home) throws IOException {
        MasterAddress master = MasterAddress.parse("unix:" + home.resolve("master"));
        logs("2026-11-22T10:04:50Z vpn1 pppd[1001]: Accounting START failed for alice\n");
        try (Snmpd snmpd = Snmpd.with(
                home, master, "createUser nms SHA-256 \"authpass1\" AES \"privpass1\"", "rouser nms authPriv")) {
            snmpd.start();
            String through = "-H " + snmpd.address();
            List<String> options = Stream.concat(agent().stream(), Stream.of("--agentx", master.toString()))
                    .toList();
            ServedLog.followed(InstantSource.fixed(NOW), options, own -> {
                if (run("check users", through + " -C s3cret -t 2").out().contains("UNKNOWN")) {
                    return Optional.empty(); // They do not know each other yet.
                }
                for (String view : List.of("status", "users", "sessions", "failures", "health", "check users -w 1")) {
                    same(view, own, through);
                }
                for (String view : List.of("status", "sessions", "health")) {
                    same(view + " -o json", own, through);
                }
                return Optional.of(own);
            });
        }
    }

    private static void same(String view, String own, String through) {
        CliRun told = run(view, "-H " + own + " " + V2C);
        assertThat(told.out()).isNotEmpty();
        assertThat(told.err()).isEmpty();
        assertThat(run(view, through + " -C s3cret")).as(view).isEqualTo(told);
        assertThat(run(view, through + " " + V3)).as(view).isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {V2C, V3})
    void whatIsWrongIsToldElsewhereToo(String credentials) throws IOException {
        Files.move(root.resolve("proc"), root.resolve("hidden"));
        Files.writeString(root.resolve("var/log/wtmp"), "none at all");
        logs("""
                2026-11-22T10:04:30Z vpn1 pptpd-monitor: event=up ip=4 pid=1003 interface=ppp3 user=mallory format=1
                2026-11-22T10:04:31Z vpn1 pppd[1001]: Accounting START failed for alice
                2026-11-22T10:04:32Z vpn1 pppd[2001]: pppd 2.4.9 started by root, uid 0
                2026-11-22T10:04:32Z vpn1 pppd[2001]: Plugin pppol2tp.so loaded.
                2026-11-22T10:04:32Z vpn1 pppd[2001]: Using interface ppp9
                2026-11-22T10:04:32Z vpn1 pppd[2001]: remote IP address 192.168.9.9
                2026-12-22T10:04:33Z vpn1 pppd[2001]: local IP address 192.168.9.1
                """);
        Both status = both("status", credentials);
        assertThat(status.remote()).isEqualTo(status.local());
        assertThat(status.remote().out())
                .contains(
                        "1 session with contradicting names",
                        "RADIUS accounting failed 1 time",
                        "names of wtmp are missing (")
                .contains("not a wtmp file", "; live view no (")
                .containsPattern("alice .* ppp1 +[?] +[?] ");
        JsonNode health = both("health -o json", credentials).remote("health");
        assertThat(health.get("contradictedNames").asInt()).isOne();
        assertThat(health.get("failedAccounts").asInt()).isOne();
        assertThat(health.get("futureStamps").asInt()).isOne();
        assertThat(health.at("/notShown/otherServices").asInt()).isOne();
        Both document = both("status -o json", credentials);
        RemoteViewsTest.health(document.local("health"), document.remote("health"));
    }
}

package io.pptpdmonitor.snmp;

import static io.pptpdmonitor.model.SessionBuilder.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pptpdmonitor.alert.AlertRule;
import io.pptpdmonitor.alert.AlertStatus;
import io.pptpdmonitor.alert.AlertWatch;
import io.pptpdmonitor.alert.Direction;
import io.pptpdmonitor.alert.Level;
import io.pptpdmonitor.alert.Logged;
import io.pptpdmonitor.alert.Metric;
import io.pptpdmonitor.alert.Notification;
import io.pptpdmonitor.alert.NotifySettings;
import io.pptpdmonitor.alert.Receiver;
import io.pptpdmonitor.alert.Threshold;
import io.pptpdmonitor.alert.Until;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.snmp.mib.Scope;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notifications as net-snmp's snmptrapd sees them, with our MIB. */
@Tag("programs")
class NotificationsTest {

    private static final Instant NOW = Snapshots.NOW.toInstant();
    private static final Duration NONE = Duration.ZERO;
    private static final String TRAP = "SNMPv2-SMI::snmpModules.1.1.4.1.0 = OID: PPTPD-MONITOR-MIB::";
    private static final String P = "PPTPD-MONITOR-MIB::";

    private static final Session ALICE = session(7)
            .user("alice")
            .client("203.0.113.7", "192.168.0.10")
            .interfaceName("ppp0")
            .closed(Snapshots.NOW, EndCause.USER_REQUEST, "LCP terminated by peer")
            .connectSeconds(60L)
            .traffic(5_000_000_000L, 1_000, true)
            .build();

    private static final List<Notification> ALL = List.of(
            new Notification.OfAlert(42, "vpn1", NOW, true, users(Level.CRITICAL, 96L, "users 96 >= 95, most: ä 3")),
            new Notification.OfAlert(43, "vpn1", NOW, false, users(Level.OK, 10L, "users 10")),
            new Notification.OfSession(44, "vpn1", NOW, true, ALICE, 3),
            new Notification.OfSession(45, "vpn1", NOW, false, ALICE, 2),
            new Notification.OfSessions(46, "vpn1", NOW, 3, 100L, 20));

    private static final List<List<String>> DECODED = List.of(
            List.of(
                    TRAP + "pptpdAlertRaised",
                    P + "pptpdServerName.0 = STRING: vpn1",
                    P + "pptpdAlertNotificationNumber.0 = Counter32: 42 notifications",
                    P + "pptpdAlertName.'users-high' = STRING: users-high",
                    P + "pptpdAlertState.'users-high' = INTEGER: critical(2)",
                    P + "pptpdAlertValue.'users-high' = Gauge32: 96",
                    P + "pptpdAlertWarning.'users-high' = Gauge32: 80",
                    P + "pptpdAlertCritical.'users-high' = Gauge32: 95",
                    P + "pptpdAlertSince.'users-high' = STRING: 2026-11-20,11:0:0.0,+0:0",
                    P + "pptpdAlertText.'users-high' = STRING: users 96 >= 95, most: ä 3"),
            List.of(
                    TRAP + "pptpdAlertCleared",
                    P + "pptpdServerName.0 = STRING: vpn1",
                    P + "pptpdAlertNotificationNumber.0 = Counter32: 43 notifications",
                    P + "pptpdAlertName.'users-high' = STRING: users-high",
                    P + "pptpdAlertState.'users-high' = INTEGER: ok(0)",
                    P + "pptpdAlertValue.'users-high' = Gauge32: 10",
                    P + "pptpdAlertWarning.'users-high' = Gauge32: 80",
                    P + "pptpdAlertCritical.'users-high' = Gauge32: 95",
                    P + "pptpdAlertSince.'users-high' = STRING: 2026-11-20,11:0:0.0,+0:0",
                    P + "pptpdAlertText.'users-high' = STRING: users 10"),
            List.of(
                    TRAP + "pptpdSessionUp",
                    P + "pptpdServerName.0 = STRING: vpn1",
                    P + "pptpdAlertNotificationNumber.0 = Counter32: 44 notifications",
                    P + "pptpdSessionUserName.7 = STRING: alice",
                    P + "pptpdSessionClientText.7 = STRING: 203.0.113.7",
                    P + "pptpdSessionAssignedText.7 = STRING: 192.168.0.10",
                    P + "pptpdSessionIfName.7 = STRING: ppp0",
                    P + "pptpdServerActiveSessions.0 = Gauge32: 3 sessions"),
            List.of(
                    TRAP + "pptpdSessionDown",
                    P + "pptpdServerName.0 = STRING: vpn1",
                    P + "pptpdAlertNotificationNumber.0 = Counter32: 45 notifications",
                    P + "pptpdHistoryUserName.7 = STRING: alice",
                    P + "pptpdHistoryClientText.7 = STRING: 203.0.113.7",
                    P + "pptpdHistoryAssignedText.7 = STRING: 192.168.0.10",
                    P + "pptpdHistoryIfName.7 = STRING: ppp0",
                    P + "pptpdHistoryCause.7 = INTEGER: userRequest(1)",
                    P + "pptpdHistoryConnectTime.7 = Gauge32: 60 seconds",
                    P + "pptpdHistoryInOctets.7 = Counter64: 1000 octets",
                    P + "pptpdHistoryOutOctets.7 = Counter64: 5000000000 octets",
                    P + "pptpdServerActiveSessions.0 = Gauge32: 2 sessions"),
            List.of(
                    TRAP + "pptpdSessionsChanged",
                    P + "pptpdServerName.0 = STRING: vpn1",
                    P + "pptpdAlertNotificationNumber.0 = Counter32: 46 notifications",
                    P + "pptpdServerActiveSessions.0 = Gauge32: 3 sessions",
                    P + "pptpdServerTotalSessions.0 = Counter32: 100 sessions",
                    P + "pptpdServerRecentEnds.0 = Gauge32: 20 sessions"));

    private final EngineIdentity engine = EngineIdentity.anew();
    private final SnmpUser user = new SnmpUser(
            "nms",
            Authentication.SHA_256,
            Secret.password("authentic1"),
            Privacy.AES_128,
            Secret.password("private01"),
            Scope.EVERYTHING);

    private final PptpdAgent agent = new PptpdAgent(
            new AgentSettings(
                    List.of(ListenAddress.parse("udp:127.0.0.1:0")),
                    new Access(List.of(user), List.of()),
                    "",
                    "",
                    64,
                    AgentSettings.DEFAULT_MAX_RESPONSE),
            engine,
            Snapshots::empty,
            Snapshots.NOW::toInstant);

    @TempDir
    Path scratch = Path.of("");

    /** As the agent does: what SNMP4J says would be seen in its log. */
    @BeforeAll
    static void openLog() {
        SnmpLog.open();
    }

    @BeforeEach
    void start() throws IOException {
        agent.start();
    }

    @AfterEach
    void close() throws IOException {
        agent.close();
    }

    @Test
    void trapsOfVersion2Arrive() throws Exception {
        arrive(List.of("authCommunity log s3cret"), port -> recipient(port, "s3cret", null, false));
    }

    @Test
    void informsOfVersion2Arrive() throws Exception {
        arrive(List.of("authCommunity log s3cret"), port -> recipient(port, "s3cret", null, true));
    }

    /** The receiver knows the user at our engine. */
    @Test
    void trapsOfVersion3Arrive() throws Exception {
        arrive(
                List.of(
                        "createUser -e 0x" + engine.hex() + " nms SHA-256 authentic1 AES private01",
                        "authUser log nms priv"),
                port -> recipient(port, null, user, false));
    }

    /** The receiver knows the user at its own engine. */
    @Test
    void informsOfVersion3Arrive() throws Exception {
        arrive(
                List.of("createUser nms SHA-256 authentic1 AES private01", "authUser log nms priv"),
                port -> recipient(port, null, user, true));
    }

    private void arrive(List<String> configuration, Recipients recipients) throws Exception {
        try (Snmptrapd snmptrapd = Snmptrapd.start(scratch, configuration);
                Receiver receiver = receiver(recipients.at(snmptrapd.port()))) {
            for (int i = 0; i < ALL.size(); i++) {
                receiver.tell(ALL.get(i));
                assertThat(snmptrapd.notification()).isEqualTo(DECODED.get(i));
            }
            assertThat(snmptrapd.more()).isZero();
        }
    }

    @Test
    void showsWhatIsNotKnownAsNoInstanceAtItsPlace() throws Exception {
        try (Snmptrapd snmptrapd = Snmptrapd.start(scratch, List.of("authCommunity log s3cret"));
                Receiver receiver = receiver(recipient(snmptrapd.port(), "s3cret", null, true))) {
            receiver.tell(new Notification.OfAlert(1, null, NOW, true, users(Level.UNKNOWN, null, "users not known")));
            assertThat(snmptrapd.notification())
                    .contains(P + "pptpdAlertState.'users-high' = INTEGER: unknown(3)")
                    .contains(P + "pptpdAlertValue.'users-high' = No Such Instance currently exists at this OID");
        }
    }

    @Test
    void saysWhatTheReceiverHasAgainstTheUser() throws Exception {
        List<String> others = List.of(
                "createUser nms SHA-256 otherpass1 AES private01",
                "createUser plain SHA-256 authentic1",
                "authUser log nms priv");
        try (Snmptrapd snmptrapd = Snmptrapd.start(scratch, others)) {
            assertThat(refused(snmptrapd, user)).isEqualTo("the user has another password there");
            assertThat(refused(snmptrapd, called("nobody"))).isEqualTo("it does not know the user");
            assertThat(refused(snmptrapd, called("plain"))).isEqualTo("the user has another security level there");
        }
    }

    private SnmpUser called(String name) {
        return new SnmpUser(
                name,
                user.authentication(),
                user.authenticationSecret(),
                user.privacy(),
                user.privacySecret(),
                Scope.EVERYTHING);
    }

    private String refused(Snmptrapd snmptrapd, SnmpUser as) throws IOException {
        try (Receiver receiver = receiver(recipient(snmptrapd.port(), null, as, true))) {
            receiver.tell(ALL.get(0));
            return "it was not";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void triesAnInformSeveralTimesAndThenGivesItUp() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Receiver receiver = receiver(recipient(silent.getLocalPort(), "s3cret", null, true))) {
            assertThatThrownBy(() -> receiver.tell(ALL.get(0))).hasMessage("no answer to 3 attempts of 200 ms");
            List<Integer> lengths = new ArrayList<>();
            silent.setSoTimeout(1);
            for (int i = 0; i < 3; i++) {
                DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
                silent.receive(packet);
                lengths.add(packet.getLength());
            }
            assertThat(lengths).allMatch(length -> length > 300 && length.equals(lengths.get(0)));
        }
    }

    /** The whole way from a judgement: the others are told at once, and the dead one costs one line. */
    @Test
    void aDeadReceiverDelaysNobodyAndIsGivenUpWithOneLine() throws Exception {
        Threshold one = new Threshold(1, false);
        AlertRule rule = new AlertRule(
                "sessions", Metric.SESSIONS, Direction.ABOVE, one, null, null, NONE, NONE, AlertRule.DEFAULT_WINDOW, 0);
        Snapshot snapshot =
                Snapshots.snapshot().server(Snapshots.server("vpn1", 1, 1)).build();
        try (Snmptrapd snmptrapd = Snmptrapd.start(scratch, List.of("authCommunity log s3cret"));
                DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Logged log = new Logged("io.pptpdmonitor", "org.snmp4j")) {
            Recipient dead =
                    new Recipient("127.0.0.1", silent.getLocalPort(), "s3cret", null, true, Duration.ofSeconds(2), 1);
            List<Receiver> receivers =
                    List.of(receiver(dead), receiver(recipient(snmptrapd.port(), "s3cret", null, true)));
            try (AlertWatch watch = new AlertWatch(
                    new AlertWatch.Settings(List.of(rule), NotifySettings.DEFAULT, receivers, event -> ""),
                    () -> snapshot,
                    Snapshots.NOW::toInstant,
                    null)) {
                watch.start();
                assertThat(snmptrapd.notification()).contains(P + "pptpdAlertName.'sessions' = STRING: sessions");
                assertThat(watch.board().drops()).isZero();
                assertThat(log.lines()).isEmpty();
                Until.holds("the dead one is given up", () -> watch.board().drops() == 1);
            }
            assertThat(log.lines())
                    .containsExactly("notification 1 to udp:127.0.0.1:" + silent.getLocalPort()
                            + " was given up: no answer to 2 attempts of 2000 ms");
        }
    }

    /** The way of a receiver that was away. */
    @Test
    void isHeardAgainByAReceiverThatCameBack() throws Exception {
        List<String> configuration =
                List.of("createUser nms SHA-256 authentic1 AES private01", "authUser log nms priv");
        int port;
        Receiver receiver;
        try (Snmptrapd snmptrapd = Snmptrapd.start(scratch, configuration)) {
            port = snmptrapd.port();
            receiver = receiver(recipient(port, null, user, true));
            receiver.tell(ALL.get(0));
            assertThat(snmptrapd.notification()).isEqualTo(DECODED.get(0));
        }
        assertThatThrownBy(() -> receiver.tell(ALL.get(1))).hasMessageStartingWith("no answer");
        try (Snmptrapd snmptrapd = Snmptrapd.start(scratch, configuration, port)) {
            receiver.tell(ALL.get(1));
            assertThat(snmptrapd.notification()).isEqualTo(DECODED.get(1));
        } finally {
            receiver.close();
        }
    }

    private Receiver receiver(Recipient recipient) {
        return agent.receivers(List.of(recipient), ZoneOffset.UTC).get(0);
    }

    private static Recipient recipient(int port, @Nullable String community, @Nullable SnmpUser user, boolean inform) {
        return new Recipient("127.0.0.1", port, community, user, inform, Duration.ofMillis(200), 2);
    }

    private static AlertStatus users(Level level, @Nullable Long value, String text) {
        return new AlertStatus(
                "users-high", Direction.ABOVE, Duration.ofMinutes(1), level, value, 80L, 95L, 75L, NOW, 1, text);
    }

    @FunctionalInterface
    private interface Recipients {
        Recipient at(int port);
    }
}

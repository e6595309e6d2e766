package io.pptpdmonitor.snmp.agentx;

import static io.pptpdmonitor.model.SessionBuilder.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.NetSnmp;
import io.pptpdmonitor.Program;
import io.pptpdmonitor.alert.AlertStatus;
import io.pptpdmonitor.alert.Notification;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.snmp.AgentSettings;
import io.pptpdmonitor.snmp.ListenAddress;
import io.pptpdmonitor.snmp.PptpdAgent;
import io.pptpdmonitor.snmp.mib.Examples;
import io.pptpdmonitor.snmp.mib.NotificationContent;
import io.pptpdmonitor.snmp.mib.PptpdMib;
import io.pptpdmonitor.snmp.mib.View;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.PDU;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.VariableBinding;

/** Behind the real snmpd, which each test starts. */
@Tag("programs")
@Timeout(120)
class SnmpdTest {

    private static final String ROOT = "." + PptpdMib.ROOT;

    private static final String ALERT = "." + PptpdMib.ALERT_ENTRY;

    /** What our views have for sysUpTime: longer than any snmpd here runs, so that no time stamp is behind its start. */
    private static final long UP_TIME = 360_000;

    private final LogLines log = new LogLines();

    @TempDir
    Path scratch = Path.of("");

    @AfterEach
    void forgetLog() {
        log.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void walksAsOurOwnAgentDoes(String kind) throws Exception {
        Snapshot snapshot = Examples.morning();
        try (PptpdAgent own = ownAgent(snapshot);
                Snmpd snmpd = Snmpd.with(scratch, address(kind));
                AgentxSubagent subagent = subagent(kind, snapshot)) {
            NetSnmp direct = new NetSnmp(scratch, own.start().get(0).toString());
            NetSnmp through = new NetSnmp(scratch, snmpd.address());
            snmpd.start();
            subagent.start();
            awaitServing();

            assertThat(walk(through, "snmpwalk"))
                    .hasSizeGreaterThan(150)
                    .contains(ALERT + ".3.122 = INTEGER: warning(1)")
                    .isEqualTo(walk(direct, "snmpwalk"));
            assertThat(walk(through, "snmpbulkwalk", "-Cr50")).isEqualTo(walk(direct, "snmpbulkwalk", "-Cr50"));
            assertThat(walk(through, "snmpwalk", "-v1")).isEqualTo(walk(direct, "snmpwalk", "-v1"));
            assertSame(direct, through, "snmpbulkget", List.of("-On", "-Cn1", "-Cr7"), "1.1", "1.4.1.1.2", "1.5.1.1.3");
            assertSame(direct, through, "snmpgetnext", List.of("-On"), "1.4.1.1.2", "1.4.1.1.3.3", "1.1.25.0");
            assertSame(direct, through, "snmpget", List.of("-On"), "1.1.4.0", "1.4.1.1.2.3", "1.2.8.0");
            assertSame(direct, through, "snmpget", List.of("-On"), "1.1.4.1", "1.4.1.1.2.99", "1.1.21.0", "1.9.9");
            assertThat(log.rest()).isEmpty();
        }
    }

    @Test
    void walksAThousandSessions() throws Exception {
        Snapshot snapshot = sessions(1_000);
        try (PptpdAgent own = ownAgent(snapshot);
                Snmpd snmpd = Snmpd.with(scratch, address("unix"));
                AgentxSubagent subagent = subagent("unix", snapshot)) {
            NetSnmp direct = new NetSnmp(scratch, own.start().get(0).toString());
            NetSnmp through = new NetSnmp(scratch, snmpd.address());
            snmpd.start();
            subagent.start();
            awaitServing();
            List<String> walk = walk(through, "snmpbulkwalk", "-Cr50");
            assertThat(walk).hasSizeGreaterThan(10_000).isEqualTo(walk(direct, "snmpbulkwalk", "-Cr50"));
        }
    }

    @Test
    void showsOnlyWhatTheMastersViewsShow() throws Exception {
        String[] settings = {
            "view some included " + ROOT,
            "view some excluded " + ROOT + ".1.4",
            "view some excluded " + ROOT + ".1.5",
            "view some excluded " + ROOT + ".1.6",
            "view some excluded " + ROOT + ".1.7",
            "rocommunity other 127.0.0.1 -V some"
        };
        try (Snmpd snmpd = Snmpd.with(scratch, address("unix"), settings);
                AgentxSubagent subagent = subagent("unix", Examples.morning())) {
            NetSnmp through = new NetSnmp(scratch, snmpd.address());
            snmpd.start();
            subagent.start();
            awaitServing();
            List<String> all = walk(through, "snmpbulkwalk");
            assertThat(walk(through, "snmpbulkwalk", "-c", "other"))
                    .hasSizeGreaterThan(30)
                    .isEqualTo(all.stream()
                            .filter(line -> !line.matches(Pattern.quote(ROOT) + "\\.1\\.[4-7]\\..*"))
                            .toList());
        }
    }

    @Test
    void leavesTheSystemGroupToTheMaster() throws Exception {
        try (Snmpd snmpd = Snmpd.with(scratch, address("unix"));
                AgentxSubagent subagent = subagent("unix", Examples.morning())) {
            NetSnmp through = new NetSnmp(scratch, snmpd.address());
            snmpd.start();
            subagent.start();
            awaitServing();
            assertThat(through.get(".1.3.6.1.2.1.1.1.0")).contains("the-master");
        }
    }

    /** Ours began 1,000 s from now, so that the master's is 1,000 s ahead of it, and a little more. */
    @Test
    void tellsTimeStampsInTheMastersTime() throws Exception {
        View view = Examples.view(Examples.morning());
        try (Snmpd snmpd = Snmpd.with(scratch, address("unix"));
                AgentxSubagent subagent = new AgentxSubagent(address("unix"), () -> view, () -> -100_000)) {
            NetSnmp through = new NetSnmp(scratch, snmpd.address());
            snmpd.start();
            subagent.start();
            awaitServing();
            long stamp = ticks(through, ROOT + ".1.2.13.0");
            assertThat(stamp - 100_000).isBetween(0L, ticks(through, ".1.3.6.1.2.1.1.3.0"));
        }
    }

    private static long ticks(NetSnmp manager, String oid) {
        return Long.parseLong(
                manager.query("snmpget", List.of("-Oqvt"), oid).out().strip());
    }

    @Test
    void isReadOnly() throws Exception {
        try (Snmpd snmpd = Snmpd.with(scratch, address("unix"));
                AgentxSubagent subagent = subagent("unix", Examples.morning())) {
            NetSnmp through = new NetSnmp(scratch, snmpd.address());
            snmpd.start();
            subagent.start();
            awaitServing();
            Program.Result result = through.query("snmpset", List.of(), ROOT + ".1.1.1.0", "s", "x");
            assertThat(result.exit()).isNotZero();
            assertThat(result.err()).contains("notWritable");
            assertThat(through.get("pptpdServerName.0")).isEqualTo("vpn1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void isBackWhenTheMasterIs(String kind) throws Exception {
        try (Snmpd snmpd = Snmpd.with(scratch, address(kind));
                AgentxSubagent subagent = subagent(kind, Examples.morning())) {
            NetSnmp through = new NetSnmp(scratch, snmpd.address());
            snmpd.start();
            subagent.start();
            awaitServing();
            for (int i = 0; i < 2; i++) {
                snmpd.kill();
                log.next("has gone", "trying again until it works");
                snmpd.start();
                log.next("serving through the AgentX master at " + address(kind));
                assertThat(through.get("pptpdServerActiveSessions.0")).isEqualTo("2 sessions");
            }
            assertThat(log.rest()).isEmpty();
        }
    }

    /** A ping that snmpd did not answer, or refused, would be told of. */
    @Test
    void staysThroughItsPings() throws Exception {
        Timing restless = new Timing(
                Duration.ofSeconds(10), Duration.ofMillis(5), Duration.ofMillis(200), Duration.ofSeconds(10));
        AtomicInteger asked = new AtomicInteger();
        View view = Examples.view(Examples.morning());
        LongSupplier upTime = () -> UP_TIME + asked.incrementAndGet();
        try (Snmpd snmpd = Snmpd.with(scratch, address("unix"));
                AgentxSubagent subagent = new AgentxSubagent(address("unix"), () -> view, upTime, restless)) {
            NetSnmp through = new NetSnmp(scratch, snmpd.address());
            snmpd.start();
            subagent.start();
            awaitServing();
            // Each of the master's answers is one look at the time.
            while (asked.get() < 100) {
                Thread.onSpinWait();
            }
            assertThat(through.get("pptpdServerActiveSessions.0")).isEqualTo("2 sessions");
            assertThat(log.rest()).isEmpty();
        }
    }

    @Test
    void answersAllOfOneRequestFromOneSnapshot() throws Exception {
        AtomicReference<Integer> asked = new AtomicReference<>(0);
        View view = Examples.view(sessions(100));
        try (Snmpd snmpd = Snmpd.with(scratch, address("unix"));
                AgentxSubagent subagent = new AgentxSubagent(
                        address("unix"),
                        () -> {
                            asked.updateAndGet(count -> count + 1);
                            return view;
                        },
                        () -> UP_TIME)) {
            NetSnmp through = new NetSnmp(scratch, snmpd.address());
            snmpd.start();
            subagent.start();
            awaitServing();
            assertThat(through.query("snmpbulkget", List.of("-On", "-Cr40"), ROOT + ".1.4.1.1.2", ROOT + ".1.4.1.1.3")
                            .lines())
                    .hasSize(80);
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void notifiesThroughTheMaster() throws Exception {
        OID trap = new OID(PptpdMib.ROOT).append(0).append(1);
        OID users = new OID(PptpdMib.SERVER).append("4.0");
        try (DatagramSocket sink = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Snmpd snmpd =
                        Snmpd.with(scratch, address("unix"), "trap2sink 127.0.0.1:" + sink.getLocalPort() + " traps");
                AgentxSubagent subagent = subagent("unix", Examples.morning())) {
            List<VariableBinding> bindings = List.of(
                    new VariableBinding(SnmpConstants.sysUpTime, new TimeTicks(UP_TIME)),
                    new VariableBinding(SnmpConstants.snmpTrapOID, trap),
                    new VariableBinding(users, new Gauge32(17)));
            assertThat(subagent.notify(bindings, Duration.ofSeconds(10))).isFalse();
            snmpd.start();
            subagent.start();
            awaitServing();
            assertThat(subagent.notify(bindings, Duration.ofSeconds(10))).isTrue();
            PDU received = notification(sink, trap);
            assertThat(received.getType()).isEqualTo(PDU.TRAP);
            assertThat(received.get(0).getOid()).isEqualTo(SnmpConstants.sysUpTime);
            assertThat(received.get(0).getVariable().toLong()).isLessThan(UP_TIME);
            assertThat(received.getVariable(users)).isEqualTo(new Gauge32(17));
            assertThat(received.size()).isEqualTo(3);
        }
    }

    /** A value that is not known stays at its place on the whole way. */
    @Test
    void notifiesOfAnAlertThroughTheMaster() throws Exception {
        Instant now = Snapshots.NOW.toInstant();
        AlertStatus unknown = Examples.board().alerts().get(2);
        NotificationContent content =
                NotificationContent.of(new Notification.OfAlert(1, "vpn1", now, true, unknown), ZoneOffset.UTC);
        List<VariableBinding> bindings = new ArrayList<>();
        bindings.add(new VariableBinding(SnmpConstants.snmpTrapOID, content.type()));
        bindings.addAll(content.bindings());
        try (DatagramSocket sink = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Snmpd snmpd =
                        Snmpd.with(scratch, address("unix"), "trap2sink 127.0.0.1:" + sink.getLocalPort() + " traps");
                AgentxSubagent subagent = subagent("unix", Examples.morning())) {
            snmpd.start();
            subagent.start();
            awaitServing();
            assertThat(subagent.notify(bindings, Duration.ofSeconds(10))).isTrue();
            PDU received = notification(sink, content.type());
            assertThat(received.getAll().subList(2, received.size())).isEqualTo(content.bindings());
        }
    }

    /** The first one of that name: snmpd tells of its own start, too. */
    private static PDU notification(DatagramSocket sink, OID trap) throws IOException {
        sink.setSoTimeout(10_000);
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        while (true) {
            sink.receive(packet);
            BERInputStream octets = new BERInputStream(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
            BER.decodeHeader(octets, new BER.MutableByte());
            BER.decodeInteger(octets, new BER.MutableByte());
            BER.decodeString(octets, new BER.MutableByte());
            PDU pdu = new PDU();
            pdu.decodeBER(octets);
            if (trap.equals(pdu.getVariable(SnmpConstants.snmpTrapOID))) {
                return pdu;
            }
        }
    }

    private void awaitServing() {
        String line = log.next();
        if (line.contains("cannot reach")) {
            line = log.next();
        }
        assertThat(line).startsWith("serving through the AgentX master at ");
    }

    private static void assertSame(
            NetSnmp direct, NetSnmp through, String program, List<String> options, String... below) {
        String[] oids = List.of(below).stream().map(part -> ROOT + "." + part).toArray(String[]::new);
        assertThat(through.query(program, options, oids)).isEqualTo(direct.query(program, options, oids));
    }

    private static List<String> walk(NetSnmp manager, String program, String... options) {
        List<String> all = new ArrayList<>(List.of("-On"));
        all.addAll(List.of(options));
        return manager.query(program, all, ROOT).lines().stream()
                .filter(line -> line.startsWith(".") && !line.contains(NetSnmp.END))
                .toList();
    }

    private MasterAddress address(String kind) throws IOException {
        if (kind.equals("unix")) {
            return MasterAddress.parse("unix:" + scratch.resolve("master"));
        }
        if (tcpPort == 0) {
            tcpPort = Snmpd.freePort();
        }
        return MasterAddress.parse("tcp:127.0.0.1:" + tcpPort);
    }

    private int tcpPort;

    private AgentxSubagent subagent(String kind, Snapshot snapshot) throws IOException {
        View view = Examples.view(snapshot, Examples.board());
        return new AgentxSubagent(address(kind), () -> view, () -> UP_TIME);
    }

    private static PptpdAgent ownAgent(Snapshot snapshot) {
        return new PptpdAgent(
                new AgentSettings(List.of(ListenAddress.parse("udp:127.0.0.1:0")), NetSnmp.COMMUNITY, 64),
                null,
                () -> snapshot,
                Examples::board,
                Snapshots.NOW.plusSeconds(7)::toInstant);
    }

    private static Snapshot sessions(int count) {
        return Snapshots.snapshot()
                .sessions(IntStream.rangeClosed(1, count)
                        .mapToObj(i -> session(i)
                                .host("vpn1")
                                .user("user" + i)
                                .client("203.0.113." + i % 250, "192.168.0." + i % 250)
                                .interfaceName("ppp" + i)
                                .up()
                                .live(i, 1_000_000L * i, i)
                                .build())
                        .toList())
                .build();
    }
}

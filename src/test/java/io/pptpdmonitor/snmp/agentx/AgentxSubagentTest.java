package io.pptpdmonitor.snmp.agentx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pptpdmonitor.snmp.mib.Examples;
import io.pptpdmonitor.snmp.mib.PptpdMib;
import io.pptpdmonitor.snmp.mib.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/** The subagent against masters that are absent, wrong, slow or hostile. */
@Timeout(60)
class AgentxSubagentTest {

    private static final Timing QUICK =
            new Timing(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMillis(5), Duration.ofMillis(20));

    /** For a test in which the master does not answer. */
    private static final Timing IMPATIENT =
            new Timing(Duration.ofMillis(100), Duration.ofMillis(50), Duration.ofMillis(5), Duration.ofMillis(20));

    private static final List<VariableBinding> NOTIFICATION =
            List.of(new VariableBinding(SnmpConstants.snmpTrapOID, new OID("1.3.6.1.6.3.1.1.5.1")));

    private static final OID ACTIVE_USERS = new OID(PptpdMib.SERVER).append("4.0");

    private final LogLines log = new LogLines();
    private final View view = Examples.view(Examples.morning());

    private @Nullable AgentxSubagent subagent;

    @TempDir
    Path scratch = Path.of("");

    @AfterEach
    void close() throws IOException {
        if (subagent != null) {
            subagent.close();
        }
        log.close();
    }

    /** RFC 2741, 6.2.1 and 6.2.3; the master may answer in the other order of octets. */
    @Test
    void opensASessionAndRegistersItsSubtree() throws Exception {
        try (ScriptedMaster master = ScriptedMaster.at(path())) {
            start(QUICK);
            ByteBuffer open = master.accept().receive(PduType.OPEN);
            assertThat(Octets.drawn(open)).isEqualTo(Octets.normal("""
                01 01 10 00   | version, type, flags
                00 00 00 00   | session
                00 00 00 00   | transaction
                00 00 00 01   | packet
                00 00 00 30   | payload
                00 00 00 00   | timeout
                05 04 00 00   | id: 1.3.6.1.4.1.8072.9999.9999.1723
                00 00 00 01
                00 00 1f 88
                00 00 27 0f
                00 00 27 0f
                00 00 06 bb
                00 00 00 0d   | descr: "pptpd-monitor"
                70 70 74 70
                64 2d 6d 6f
                6e 69 74 6f
                72 00 00 00
                """));
            master.respond(open, ErrorStatus.NO_ERROR, ByteOrder.LITTLE_ENDIAN);
            ByteBuffer register = master.receive(PduType.REGISTER);
            assertThat(Octets.drawn(register)).isEqualTo(Octets.normal("""
                01 03 10 00
                0a 0b 0c 0d
                00 00 00 00
                00 00 00 02
                00 00 00 1c
                00 7f 00 00   | timeout, priority, range_subid
                05 04 00 00
                00 00 00 01
                00 00 1f 88
                00 00 27 0f
                00 00 27 0f
                00 00 06 bb
                """));
            master.respond(register, ErrorStatus.NO_ERROR, ByteOrder.LITTLE_ENDIAN);
            log.next("serving through the AgentX master at unix:" + path());
        }
    }

    /** RFC 2741, 6.2.2. */
    @Test
    void saysGoodBye() throws Exception {
        try (ScriptedMaster master = ScriptedMaster.at(path())) {
            AgentxSubagent started = start(QUICK);
            master.welcome();
            log.next("serving");
            started.close();
            assertThat(Octets.drawn(master.receive(PduType.CLOSE))).isEqualTo(Octets.normal("""
                01 02 10 00
                0a 0b 0c 0d
                00 00 00 00
                00 00 00 03
                00 00 00 04
                05 00 00 00   | reasonShutdown
                """));
            master.awaitEnd();
        }
        assertThat(log.rest()).isEmpty();
    }

    @Test
    void answersWhileItWaitsForAnAnswer() throws Exception {
        try (ScriptedMaster master = ScriptedMaster.at(path())) {
            start(QUICK);
            master.accept();
            master.respond(master.receive(PduType.OPEN), ErrorStatus.NO_ERROR);
            ByteBuffer register = master.receive(PduType.REGISTER);
            assertAnswers(master);
            master.respond(register, ErrorStatus.NO_ERROR);
            log.next("serving");
            assertAnswers(master);
        }
    }

    @Test
    void answersOctetByOctet() throws Exception {
        try (ScriptedMaster master = ScriptedMaster.at(path())) {
            start(QUICK);
            master.welcome();
            ByteBuffer request = get();
            while (request.hasRemaining()) {
                master.send(request.slice(request.position(), 1));
                request.get();
            }
            assertThat(bindings(master.receive(PduType.RESPONSE))).containsExactly(ACTIVE_USERS + " = Gauge32 2");
        }
    }

    @Test
    void answersRequestsThatComeTogether() throws Exception {
        try (ScriptedMaster master = ScriptedMaster.at(path())) {
            start(QUICK);
            master.welcome();
            ByteBuffer many = ByteBuffer.allocate(100_000);
            int count = 0;
            for (; many.remaining() > 100; count++) {
                many.put(get());
            }
            master.send(many.flip());
            for (int i = 0; i < count; i++) {
                assertThat(bindings(master.receive(PduType.RESPONSE))).hasSize(1);
            }
        }
    }

    @Test
    void saysOnceThatThereIsNoMaster() throws Exception {
        start(QUICK);
        log.next("cannot reach the AgentX master at unix:" + path(), "no such socket", "master agentx", "trying");
        try (ScriptedMaster master = ScriptedMaster.at(path())) {
            master.welcome();
            log.next("serving");
            assertAnswers(master);
        }
        log.next("has gone");
        try (ScriptedMaster master = ScriptedMaster.at(path())) {
            master.welcome();
            log.next("serving");
            assertAnswers(master);
        }
    }

    /** Of a master that hangs up at once, and of one that stayed for longer than the longest pause. */
    @Test
    void triesLessAndLessOftenAndSoonAgainAfterASession() throws Exception {
        Timing timing = new Timing(
                Duration.ofSeconds(10), Duration.ofMillis(1_100), Duration.ofMillis(10), Duration.ofSeconds(1));
        try (ScriptedMaster master = ScriptedMaster.at(path())) {
            start(timing);
            for (int i = 0; i < 8; i++) {
                master.accept().hangUp();
            }
            assertThat(untilAccepted(master)).isGreaterThan(Duration.ofMillis(800));
            master.respond(master.receive(PduType.OPEN), ErrorStatus.NO_ERROR);
            master.respond(master.receive(PduType.REGISTER), ErrorStatus.NO_ERROR);
            master.receive(PduType.PING);
            master.hangUp();
            assertThat(untilAccepted(master)).isLessThan(Duration.ofMillis(500));
        }
    }

    private static Duration untilAccepted(ScriptedMaster master) throws IOException {
        long begun = System.nanoTime();
        master.accept();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Test
    void saysThatAFileIsNoSocket() throws Exception {
        Files.createFile(path());
        start(QUICK);
        log.next("cannot reach", "it is no socket", "agentXSocket");
    }

    /** What a master that was killed leaves behind. */
    @Test
    void saysThatNobodyListens() throws Exception {
        try (var left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(path()));
        }
        start(QUICK);
        log.next("cannot reach", "nobody listens there", "start snmpd");
    }

    @Test
    void saysThatNobodyListensOnAPort() throws Exception {
        MasterAddress address = MasterAddress.parse("tcp:127.0.0.1:" + Snmpd.freePort());
        start(address, QUICK);
        log.next("cannot reach the AgentX master at " + address, "agentXSocket");
    }

    @Test
    void saysThatThereIsNoSuchHost() throws Exception {
        start(MasterAddress.parse("tcp:no-such-host.invalid:705"), QUICK);
        log.next("cannot reach the AgentX master at tcp:no-such-host.invalid:705", "no such host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a 0d 0a 0d 0a",
                "01 12 10 00 00 00 00 00 00 00 00 00 00 00 00 01 7f ff ff fc",
                "01 12 10 00 00 00 00 00 00 00 00 00 00 00 00 01 ff ff ff fc",
                "01 05 10 00 00 00 00 00 00 00 00 00 00 00 00 01 00 00 00 03",
                "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
            })
    void leavesAMasterThatIsNone(String garbage) throws Exception {
        try (ScriptedMaster master = ScriptedMaster.at(path())) {
            start(QUICK);
            for (int i = 0; i < 3; i++) {
                master.accept().send(Octets.of(garbage));
                master.receive(PduType.OPEN);
                master.awaitEnd();
            }
            log.next("does not keep to the protocol", "see that a master agent listens there");
            assertThat(log.rest()).isEmpty();
            master.welcome();
            log.next("serving");
        }
    }

    /** Of the most octets that a PDU may have, it would make 131,072 ranges. */
    @Test
    void refusesMoreThanAnyManagerAsks() throws Exception {
        try (ScriptedMaster master = ScriptedMaster.at(path())) {
            start(QUICK);
            master.welcome();
            log.next("serving");
            ByteBuffer large = ByteBuffer.allocate(Header.OCTETS + Header.MAX_PAYLOAD);
            large.put(Octets.of("01 05 10 00 0a 0b 0c 0d 00 00 00 00 00 00 00 01 00 10 00 00"));
            master.send(large.position(0));
            ByteBuffer response = master.receive(PduType.RESPONSE);
            assertThat(response.getShort(24)).isEqualTo((short) ErrorStatus.PARSE_ERROR);
            assertAnswers(master);
        }
    }

    @Test
    void comesBackWhenTheMasterHangsUpInAPdu() throws Exception {
        try (ScriptedMaster master = ScriptedMaster.at(path())) {
            start(QUICK);
            master.welcome();
            log.next("serving");
            master.send(get().limit(30));
            master.hangUp();
            log.next("has gone");
            master.welcome();
            log.next("serving");
        }
    }

    @Test
    void comesBackWhenTheMasterClosesTheSession() throws Exception {
        try (ScriptedMaster master = ScriptedMaster.at(path())) {
            start(QUICK);
            master.welcome();
            log.next("serving");
            master.send(Octets.of("01 02 10 00 0a 0b 0c 0d 00 00 00 00 00 00 00 01 00 00 00 04 05 00 00 00"));
            assertThat(master.receive(PduType.RESPONSE).getShort(24)).isZero();
            master.awaitEnd();
            log.next("has gone");
            master.welcome();
            log.next("serving");
        }
    }

    @Test
    void saysWhyTheMasterDoesNotWantIt() throws Exception {
        try (ScriptedMaster master = ScriptedMaster.at(path())) {
            start(QUICK);
            for (int i = 0; i < 3; i++) {
                master.accept();
                master.respond(master.receive(PduType.OPEN), ErrorStatus.NO_ERROR);
                master.respond(master.receive(PduType.REGISTER), ErrorStatus.DUPLICATE_REGISTRATION);
                master.awaitEnd();
            }
            log.next("refused the subtree 1.3.6.1.4.1.8072", "duplicateRegistration(263)", "other pptpd-monitor");
            assertThat(log.rest()).isEmpty();
            master.accept();
            master.respond(master.receive(PduType.OPEN), ErrorStatus.OPEN_FAILED);
            master.awaitEnd();
            master.welcome();
            log.next("serving");
        }
    }

    @Test
    void leavesAMasterThatDoesNotAnswer() throws Exception {
        try (ScriptedMaster master = ScriptedMaster.at(path())) {
            start(IMPATIENT);
            master.accept().receive(PduType.OPEN);
            master.awaitEnd();
            log.next("does not answer");
        }
    }

    @Test
    void asksAQuietMasterWhetherItIsThere() throws Exception {
        try (ScriptedMaster master = ScriptedMaster.at(path())) {
            start(IMPATIENT);
            master.welcome();
            log.next("serving");
            ByteBuffer ping = master.receive(PduType.PING);
            assertThat(Octets.drawn(ping)).isEqualTo(Octets.normal("""
                01 0d 10 00
                0a 0b 0c 0d
                00 00 00 00
                00 00 00 03
                00 00 00 00
                """));
            master.respond(ping, ErrorStatus.NO_ERROR);
            master.receive(PduType.PING);
            master.awaitEnd();
            log.next("does not answer");
        }
    }

    /** RFC 2741, 6.2.10: no sysUpTime.0, so that the master's own is told. */
    @Test
    void notifiesThroughTheMaster() throws Exception {
        try (ScriptedMaster master = ScriptedMaster.at(path())) {
            AgentxSubagent started = start(QUICK);
            master.welcome();
            log.next("serving");
            var taken = notified(started);
            ByteBuffer notify = master.receive(PduType.NOTIFY);
            assertThat(Octets.drawn(notify)).isEqualTo(Octets.normal("""
                01 0c 10 00
                0a 0b 0c 0d
                00 00 00 00
                00 00 00 03
                00 00 00 38
                00 06 00 00   | snmpTrapOID.0
                06 06 00 00
                00 00 00 03
                00 00 00 01
                00 00 00 01
                00 00 00 04
                00 00 00 01
                00 00 00 00
                05 06 00 00   | coldStart
                00 00 00 03
                00 00 00 01
                00 00 00 01
                00 00 00 05
                00 00 00 01
                """));
            master.respond(notify, ErrorStatus.NO_ERROR);
            assertThat(taken.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void tellsWhatTheMasterHasNotTaken() throws Exception {
        try (ScriptedMaster master = ScriptedMaster.at(path())) {
            AgentxSubagent started = start(QUICK);
            assertThat(started.notify(NOTIFICATION, Duration.ofSeconds(10))).isFalse();
            master.welcome();
            log.next("serving");
            var refused = notified(started);
            master.respond(master.receive(PduType.NOTIFY), ErrorStatus.PROCESSING_ERROR);
            assertThatThrownBy(() -> refused.get(10, TimeUnit.SECONDS))
                    .hasRootCauseMessage("it refused it with processingError(268)");
            var lost = notified(started);
            master.receive(PduType.NOTIFY);
            master.hangUp();
            assertThat(lost.get(10, TimeUnit.SECONDS)).isFalse();
            log.next("has gone");
        }
    }

    @Test
    void waitsForTheMastersAnswerNoLongerThanItIsTold() throws Exception {
        try (ScriptedMaster master = ScriptedMaster.at(path())) {
            AgentxSubagent started = start(QUICK);
            master.welcome();
            log.next("serving");
            assertThat(started.notify(NOTIFICATION, Duration.ofMillis(10))).isFalse();
        }
    }

    @Test
    void waitsForASession() throws Exception {
        AgentxSubagent started = start(QUICK);
        assertThat(started.awaitServing(Duration.ofMillis(1))).isFalse();
        log.next("no such socket"); // Else the master might be there before it is looked for.
        var waiting = awaited(started);
        try (ScriptedMaster master = ScriptedMaster.at(path())) {
            master.accept();
            master.respond(master.receive(PduType.OPEN), ErrorStatus.NO_ERROR);
            ByteBuffer register = master.receive(PduType.REGISTER);
            assertThat(started.awaitServing(Duration.ZERO)).isFalse();
            master.respond(register, ErrorStatus.NO_ERROR);
            assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(started.awaitServing(Duration.ZERO)).isTrue();
        }
        log.next("serving");
        log.next("has gone");
        assertThat(started.awaitServing(Duration.ZERO)).isFalse();
        var last = awaited(started);
        started.close();
        assertThat(last.get(10, TimeUnit.SECONDS)).isFalse();
    }

    private static CompletableFuture<Boolean> awaited(AgentxSubagent subagent) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return subagent.awaitServing(Duration.ofSeconds(50));
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted", e);
            }
        });
    }

    @Test
    void endsWhereverItIs() throws Exception {
        start(QUICK).close();
        new AgentxSubagent(address(), () -> view, () -> 0).close();
        try (ScriptedMaster master = ScriptedMaster.at(path())) {
            AgentxSubagent started = start(QUICK);
            master.accept().receive(PduType.OPEN);
            started.close();
            master.awaitEnd();
        }
    }

    private static CompletableFuture<Boolean> notified(AgentxSubagent subagent) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return subagent.notify(NOTIFICATION, Duration.ofSeconds(10));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted", e);
            }
        });
    }

    private static void assertAnswers(ScriptedMaster master) throws IOException {
        master.send(get());
        assertThat(bindings(master.receive(PduType.RESPONSE))).containsExactly(ACTIVE_USERS + " = Gauge32 2");
    }

    private static ByteBuffer get() {
        Header header = new Header(PduType.GET, Header.NETWORK_BYTE_ORDER, ScriptedMaster.SESSION, 1, 1, 0);
        return new PduWriter().begin(header).oid(ACTIVE_USERS).oid(new OID()).end();
    }

    private static List<String> bindings(ByteBuffer response) {
        assertThat(response.getInt(24)).as("error and index").isZero();
        return Bindings.read(response.position(28));
    }

    private Path path() {
        return scratch.resolve("master");
    }

    private MasterAddress address() {
        return MasterAddress.parse("unix:" + path());
    }

    private AgentxSubagent start(Timing timing) throws IOException {
        return start(address(), timing);
    }

    private AgentxSubagent start(MasterAddress address, Timing timing) throws IOException {
        AgentxSubagent started = new AgentxSubagent(address, () -> view, () -> 360_000, timing);
        subagent = started;
        started.start();
        return started;
    }
}

package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.snmp.client.AgentAddress;
import io.pptpdmonitor.snmp.client.AgentException;
import io.pptpdmonitor.snmp.client.CommunityCredentials;
import io.pptpdmonitor.snmp.client.RemoteAgent;
import io.pptpdmonitor.snmp.mib.PptpdMib;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.snmp4j.PDU;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UnsignedInteger32;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** Whatever an agent says, it ends in a snapshot or in one sentence, and in time. */
@Timeout(120)
class HostileAgentTest {

    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
    private static final List<String> LOG = List.of("--file", "src/test/resources/recordings/d/syslog", "--live", "no");
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private static Snapshot read(String address, Duration patience, int retries) throws AgentException {
        return new RemoteAgent(
                        AgentAddress.parse(address),
                        new CommunityCredentials(ServedLog.COMMUNITY),
                        new RemoteAgent.Patience(patience, retries),
                        InstantSource.fixed(NOW),
                        ZoneOffset.UTC)
                .snapshot();
    }

    private static String complaint(LyingAgent.Lie lie) {
        return ServedLog.asked(NOW, LOG, honest -> {
            try (LyingAgent agent = new LyingAgent(honest, lie)) {
                read(agent.address(), PATIENCE, 1);
                return "nothing";
            } catch (AgentException e) {
                return String.valueOf(e.getMessage()).replaceFirst("udp:127\\.0\\.0\\.1:\\d+", "ADDRESS");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Lies in the answers to GETBULK alone. */
    private static LyingAgent.Lie ofTables(LyingAgent.Lie lie) {
        return (request, honest) -> request.getType() == PDU.GETBULK ? lie.instead(request, honest) : honest;
    }

    private static LyingAgent.Lie answering(Answer answer) {
        return ofTables((request, honest) -> {
            PDU response = new PDU();
            for (int i = 0; i < request.getMaxRepetitions() * request.size(); i++) {
                response.add(answer.of(request.get(i % request.size()).getOid(), i / request.size()));
            }
            return LyingAgent.message(request, response);
        });
    }

    /** An instance of the column that is asked for. */
    private static OID row(OID asked, int number) {
        OID column = new OID(asked.getValue(), 0, PptpdMib.USER_ENTRY.size() + 1);
        return column.append(1).append(number);
    }

    private static Variable text(OID asked, String name) {
        return asked.get(PptpdMib.USER_ENTRY.size()) == 2 ? new OctetString(name) : Null.noSuchInstance;
    }

    private interface Answer {
        VariableBinding of(OID asked, int row);
    }

    @Test
    void theHonestOneIsBelieved() {
        assertThat(complaint((request, honest) -> honest)).isEqualTo("nothing");
    }

    @Test
    void aTableThatNeverEndsIsGivenUp() {
        AtomicInteger rows = new AtomicInteger();
        long begin = System.nanoTime();
        assertThat(complaint(answering(
                        (asked, row) -> new VariableBinding(row(asked, rows.incrementAndGet()), text(asked, "x")))))
                .contains("ADDRESS");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void oidsThatDoNotIncreaseAreAnError() {
        assertThat(complaint(answering((asked, row) ->
                        new VariableBinding(new OID(PptpdMib.USER_ENTRY).append("2.1.97"), new OctetString("a")))))
                .startsWith("the agent at ADDRESS is not to be believed: its OIDs do not increase: ");
    }

    @Test
    void aValueOfTheWrongTypeIsAnError() {
        assertThat(complaint(answering((asked, row) -> new VariableBinding(row(asked, row + 1), new Integer32(7)))))
                .isEqualTo("the agent at ADDRESS is not to be believed: pptpdUserName is of the wrong type, Integer32;"
                        + " is it an agent of pptpd-monitor?");
    }

    @Test
    void aTextThatIsTooLongIsAnError() {
        assertThat(complaint(answering(
                        (asked, row) -> new VariableBinding(row(asked, row + 1), new OctetString("x".repeat(400))))))
                .contains("pptpdUserName has 400 octets, and 96 at most");
    }

    @Test
    void moreThanWasAskedIsAnError() {
        assertThat(complaint(ofTables((request, honest) -> {
                    PDU response = new PDU();
                    for (int i = 0; i < 1_000; i++) {
                        response.add(new VariableBinding(new OID(request.get(0).getOid()).append(i + 1), new Null()));
                    }
                    return LyingAgent.message(request, response);
                })))
                .contains("it answers more than was asked");
    }

    @Test
    void anEmptyAnswerIsAnError() {
        assertThat(complaint(ofTables((request, honest) -> LyingAgent.message(request, new PDU()))))
                .contains("its answer to a GETBULK is empty");
    }

    @Test
    void anErrorIsToldAsOne() {
        for (int error : List.of(PDU.genErr, PDU.authorizationError, PDU.noSuchName, PDU.tooBig, 77)) {
            assertThat(complaint((request, honest) -> {
                        PDU response = new PDU();
                        response.setErrorStatus(error);
                        return LyingAgent.message(request, response);
                    }))
                    .as("error %d", error)
                    .startsWith("the agent at ADDRESS ")
                    .doesNotContain("\n");
        }
    }

    @Test
    void rowsThatTheScalarsDenyAreNotTaken() {
        assertThat(complaint(ofTables((request, honest) -> {
                    PDU response = new PDU();
                    request.getVariableBindings()
                            .forEach(asked ->
                                    response.add(new VariableBinding(new OID("1.3.6.1.6"), Null.endOfMibView)));
                    return LyingAgent.message(request, response);
                })))
                .contains("pptpdServerTotalSessions is 25, and pptpdUserTable is empty");
    }

    @Test
    void tablesThatChangeAllTheTimeAreNotMixed() {
        AtomicInteger changes = new AtomicInteger();
        assertThat(complaint((request, honest) -> {
                    PDU response = LyingAgent.pdu(honest);
                    OID change = new OID(PptpdMib.COLLECTOR).append("13.0");
                    for (int i = 0; i < response.size(); i++) {
                        if (response.get(i).getOid().equals(change)) {
                            response.set(
                                    i,
                                    new VariableBinding(
                                            change, new org.snmp4j.smi.TimeTicks(changes.incrementAndGet())));
                        }
                    }
                    return LyingAgent.message(request, response);
                }))
                .contains("its tables changed during each of 5 readings");
    }

    @Test
    void silenceEndsInTime() {
        long begin = System.nanoTime();
        assertThat(complaint((request, honest) -> null)).startsWith("no answer from ADDRESS; check the host");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE.plusSeconds(5));
    }

    @Test
    void aLargeAnswerThatIsLostIsAskedForInPieces() {
        assertThat(complaint((request, honest) -> honest.length > 1_472 ? null : honest))
                .isEqualTo("nothing");
    }

    /** Each seed spoils some of the answers of one reading. */
    @Test
    void spoiltAnswersEndInASnapshotOrInOneSentence() {
        List<Throwable> escaped = Collections.synchronizedList(new ArrayList<>());
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> escaped.add(problem));
        try {
            List<String> ends = ServedLog.asked(NOW, LOG, honest -> {
                List<String> each = new ArrayList<>();
                for (int seed = 0; seed < 80; seed++) {
                    each.add(spoilt(honest, new Random(seed)));
                }
                return each;
            });
            assertThat(ends).allMatch(end -> !end.contains("\n"));
            assertThat(ends).filteredOn("a snapshot"::equals).hasSizeBetween(8, 72);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(escaped).isEmpty();
    }

    private static String spoilt(String honest, Random random) {
        long begin = System.nanoTime();
        try (LyingAgent agent = new LyingAgent(honest, (request, answer) -> spoil(request, answer, random))) {
            return read(agent.address(), Duration.ofMillis(250), 1) == null ? "" : "a snapshot";
        } catch (AgentException e) {
            return String.valueOf(e.getMessage());
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        }
    }

    private static byte[] spoil(PDU request, byte[] answer, Random random) throws IOException {
        byte[] spoilt = answer.clone();
        return switch (random.nextInt(60)) {
            case 0 -> Arrays.copyOf(spoilt, random.nextInt(spoilt.length));
            case 1 -> {
                spoilt[random.nextInt(spoilt.length)] ^= (byte) (1 << random.nextInt(8));
                yield spoilt;
            }
            case 2 -> values(request, answer, random);
            case 3 -> {
                random.nextBytes(spoilt);
                yield spoilt;
            }
            default -> answer;
        };
    }

    /** Well-formed, with some other values. */
    private static byte[] values(PDU request, byte[] answer, Random random) throws IOException {
        PDU response = LyingAgent.pdu(answer);
        for (int i = 0; i < response.size(); i++) {
            if (random.nextInt(20) == 0) {
                response.set(i, new VariableBinding(response.get(i).getOid(), any(random)));
            }
        }
        return LyingAgent.message(request, response);
    }

    private static Variable any(Random random) {
        byte[] octets = new byte[random.nextInt(300)];
        random.nextBytes(octets);
        return switch (random.nextInt(7)) {
            case 0 -> new Integer32(random.nextInt());
            case 1 -> new UnsignedInteger32(random.nextInt() & 0xFFFF_FFFFL);
            case 2 -> new Counter64(random.nextLong());
            case 3 -> new OctetString(octets);
            case 4 -> new OctetString(Arrays.copyOf(octets, 11));
            case 5 -> Null.noSuchInstance;
            default -> new OID("1.3.6.1");
        };
    }

    @Test
    void aHostThatIsNotKnownIsNotWaitedFor() {
        assertThatThrownBy(() -> read("no.such.host.invalid", PATIENCE, 1))
                .hasMessage("no such host: 'no.such.host.invalid'; check the name, or write its address");
        assertThatThrownBy(() -> read("tcp:127.0.0.1:1", PATIENCE, 1))
                .hasMessageStartingWith("cannot reach tcp:127.0.0.1:1: Connection refused; check ");
    }
}

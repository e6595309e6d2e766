package io.pptpdmonitor.snmp;

import static io.pptpdmonitor.model.SessionBuilder.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.snmp.mib.Examples;
import io.pptpdmonitor.snmp.mib.PptpdMib;
import io.pptpdmonitor.snmp.mib.View;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

class ResponderTest {

    /** usmStatsDecryptionErrors.0 */
    private static final String LAST = "1.3.6.1.6.3.15.1.1.6.0";

    private static final int ROOM = AgentSettings.DEFAULT_MAX_RESPONSE;
    private static final String SERVER = PptpdMib.SERVER.toString();

    private final View view = Examples.view(Examples.morning());
    private final Responder version2 = new Responder(view, false);
    private final Responder version1 = new Responder(view.version1(), true);

    @Test
    void answersGetForEachBindingInItsOrder() {
        PDU response = answer(version2, pdu(PDU.GET, SERVER + ".4.0", "1.3.6.1.2.1.1.2.0"));
        assertThat(response.getType()).isEqualTo(PDU.RESPONSE);
        assertThat(response.getRequestID()).isEqualTo(new Integer32(77));
        assertThat(bindings(response)).containsExactly(SERVER + ".4.0 = 2", "1.3.6.1.2.1.1.2.0 = " + PptpdMib.ROOT);
    }

    @Test
    void tellsAMissingInstanceFromAMissingObject() {
        PDU response = answer(version2, pdu(PDU.GET, SERVER + ".4.1", SERVER + ".26.0", "1.3", "2.5.4"));
        assertThat(response.getErrorStatus()).isZero();
        assertThat(bindings(response))
                .containsExactly(
                        SERVER + ".4.1 = noSuchInstance",
                        SERVER + ".26.0 = noSuchObject",
                        "1.3 = noSuchObject",
                        "2.5.4 = noSuchObject");
    }

    @Test
    void tellsVersion1OfTheFirstMissingName() {
        PDU response = answer(version1, pdu(PDU.GET, SERVER + ".4.0", SERVER + ".4.1", SERVER + ".4.2"));
        assertThat(response.getErrorStatus()).isEqualTo(PDU.noSuchName);
        assertThat(response.getErrorIndex()).isEqualTo(2);
        assertThat(response.size()).isEqualTo(3);
    }

    @Test
    void hidesCounter64FromVersion1() {
        assertThat(answer(version1, pdu(PDU.GET, SERVER + ".19.0")).getErrorStatus())
                .isEqualTo(PDU.noSuchName);
        assertThat(bindings(answer(version1, pdu(PDU.GETNEXT, SERVER + ".18.0"))))
                .containsExactly(SERVER + ".21.0 = 98000");
        assertThat(bindings(answer(version2, pdu(PDU.GETNEXT, SERVER + ".18.0"))))
                .containsExactly(SERVER + ".19.0 = 4295037296");
    }

    @Test
    void endsTheWalk() {
        String last = LAST;
        assertThat(bindings(answer(version2, pdu(PDU.GETNEXT, last)))).containsExactly(last + " = endOfMibView");
        assertThat(answer(version1, pdu(PDU.GETNEXT, last)).getErrorStatus()).isEqualTo(PDU.noSuchName);
    }

    @Test
    void refusesToSetAnything() {
        PDU request = pdu(PDU.SET, SERVER + ".4.0", "1.3.6.1.2.1.1.1.0");
        PDU response = answer(version2, request);
        assertThat(response.getErrorStatus()).isEqualTo(PDU.notWritable);
        assertThat(response.getErrorIndex()).isEqualTo(1);
        assertThat(response.size()).isEqualTo(2);
        assertThat(answer(version1, request).getErrorStatus()).isEqualTo(PDU.noSuchName);
    }

    @ParameterizedTest
    @ValueSource(ints = {PDU.RESPONSE, PDU.TRAP, PDU.INFORM, PDU.REPORT})
    void doesNotAnswerWhatIsNoRequest(int type) {
        assertThat(version2.answer(pdu(type, SERVER + ".4.0"), ROOM)).isNull();
    }

    @Test
    void doesNotAnswerGetBulkOfVersion1() {
        assertThat(version1.answer(bulk(0, 10, SERVER), ROOM)).isNull();
    }

    @Test
    void repeatsInGetBulkAllButTheFirstBindings() {
        PDU response =
                answer(version2, bulk(1, 2, SERVER, PptpdMib.SESSION_ENTRY + ".2", PptpdMib.SESSION_ENTRY + ".3"));
        assertThat(bindings(response))
                .containsExactly(
                        SERVER + ".1.0 = vpn1",
                        PptpdMib.SESSION_ENTRY + ".2.3 = alice",
                        PptpdMib.SESSION_ENTRY + ".3.3 = 2",
                        PptpdMib.SESSION_ENTRY + ".2.5 = ",
                        PptpdMib.SESSION_ENTRY + ".3.5 = 2");
    }

    @Test
    void sendsNoErrorInAResponseToGetBulk() {
        PDU response = answer(version2, bulk(3, 5, SERVER, SERVER, SERVER, SERVER));
        assertThat(response.getErrorStatus()).isZero();
        assertThat(response.getErrorIndex()).isZero();
    }

    @Test
    void endsGetBulkWhereAllHaveComeToTheEnd() {
        String lastButOne = "1.3.6.1.6.3.15.1.1.5.0";
        PDU response = answer(version2, bulk(0, Integer.MAX_VALUE, lastButOne, "2.5"));
        assertThat(bindings(response)).hasSize(4).endsWith(LAST + " = endOfMibView", "2.5 = endOfMibView");
    }

    @Test
    void takesOddNumbersInGetBulkAsRfc3416Does() {
        assertThat(answer(version2, bulk(-5, 1, SERVER)).size()).isEqualTo(1);
        assertThat(answer(version2, bulk(Integer.MIN_VALUE, 2, SERVER, SERVER)).size())
                .isEqualTo(4);
        assertThat(answer(version2, bulk(9, 5, SERVER)).size()).isEqualTo(1);
        assertThat(answer(version2, bulk(0, 0, SERVER)).size()).isZero();
        assertThat(answer(version2, bulk(0, -1, SERVER)).size()).isZero();
        assertThat(answer(version2, bulk(0, 10)).size()).isZero();
    }

    @Test
    void fillsItsRoomForTheGreediestGetBulkAndEnds() {
        Responder many = new Responder(Examples.view(tenThousandSessions()), false);
        String[] columns = IntStream.range(0, 20)
                .mapToObj(i -> PptpdMib.SESSION_ENTRY + "." + (2 + i))
                .toArray(String[]::new);
        PDU response = answer(many, bulk(3, Integer.MAX_VALUE, columns));
        assertThat(response.getBERLength()).isBetween(ROOM - 100, ROOM);
        assertThat(response.getErrorStatus()).isZero();
        assertThat(response.get(0).getOid()).isEqualTo(new OID(PptpdMib.SESSION_ENTRY).append("2.1"));
    }

    @Test
    void saysTooBigOfAGetThatDoesNotFit() {
        for (int type : new int[] {PDU.GET, PDU.GETNEXT}) {
            PDU request = pdu(type, Collections.nCopies(20, SERVER + ".1.0").toArray(String[]::new));
            int fits = Objects.requireNonNull(version2.answer(request, ROOM)).getBERLength();
            assertThat(answer(version2, request, fits + 9).size()).isEqualTo(20);

            PDU response = answer(version2, request, fits - 1);
            assertThat(response.getErrorStatus()).isEqualTo(PDU.tooBig);
            assertThat(response.getErrorIndex()).isZero();
            assertThat(response.getRequestID()).isEqualTo(new Integer32(77));
            assertThat(response.size()).isZero();

            PDU old = answer(version1, request, fits - 1);
            assertThat(old.getErrorStatus()).isEqualTo(PDU.tooBig);
            assertThat(old.size()).isEqualTo(20);
        }
    }

    @Test
    void answersAScopedRequestInItsContext() throws IOException {
        ScopedPDU request = new ScopedPDU();
        request.setType(PDU.GETBULK);
        request.setContextEngineID(new OctetString("engine"));
        request.setContextName(new OctetString("context"));
        request.setRequestID(new Integer32(77));
        request.setMaxRepetitions(500);
        request.add(new VariableBinding(PptpdMib.SERVER));
        PDU response = Objects.requireNonNull(version2.answer(request, 1000));
        ByteBuffer message = ByteBuffer.allocate(response.getBERLength());
        response.encodeBER(new BEROutputStream(message));
        assertThat(message.capacity()).isBetween(900, 1000);
        ScopedPDU read = new ScopedPDU();
        read.decodeBER(new BERInputStream(message.flip()));
        assertThat(read.getContextEngineID()).isEqualTo(new OctetString("engine"));
        assertThat(read.getContextName()).isEqualTo(new OctetString("context"));
        assertThat(bindings(read)).startsWith(SERVER + ".1.0 = vpn1", SERVER + ".2.0 = 2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 484, 1472})
    void keepsGetBulkWithinASmallerRoom(int room) {
        PDU response = Objects.requireNonNull(version2.answer(bulk(0, 100, SERVER), room));
        assertThat(response.getBERLength()).isLessThanOrEqualTo(Math.max(room, 64));
        assertThat(response.getErrorStatus()).isZero();
    }

    private static Snapshot tenThousandSessions() {
        List<Session> sessions = LongStream.rangeClosed(1, 10_000)
                .mapToObj(n -> session(n).user("user" + n).up().build())
                .toList();
        return Snapshots.snapshot().sessions(sessions).build();
    }

    private static PDU answer(Responder responder, PDU request) {
        return answer(responder, request, ROOM);
    }

    private static PDU answer(Responder responder, PDU request, int room) {
        return sent(Objects.requireNonNull(responder.answer(request, room)));
    }

    /** As the manager reads it. */
    private static PDU sent(PDU response) {
        try {
            ByteBuffer message = ByteBuffer.allocate(response.getBERLength());
            response.encodeBER(new BEROutputStream(message));
            assertThat(message.hasRemaining()).isFalse();
            PDU read = new PDU();
            read.decodeBER(new BERInputStream(message.flip()));
            return read;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static PDU bulk(int nonRepeaters, int maxRepetitions, String... names) {
        PDU request = pdu(PDU.GETBULK, names);
        request.setNonRepeaters(nonRepeaters);
        request.setMaxRepetitions(maxRepetitions);
        return request;
    }

    private static PDU pdu(int type, String... names) {
        PDU request = new PDU();
        request.setType(type);
        request.setRequestID(new Integer32(77));
        for (String name : names) {
            request.add(new VariableBinding(new OID(name)));
        }
        return request;
    }

    private static List<String> bindings(PDU response) {
        return response.getVariableBindings().stream()
                .map(binding -> binding.getOid() + " = " + binding.getVariable())
                .toList();
    }
}

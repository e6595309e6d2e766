package io.pptpdmonitor.snmp.agentx;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.snmp.mib.Examples;
import io.pptpdmonitor.snmp.mib.PptpdMib;
import io.pptpdmonitor.snmp.mib.View;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;

/** What RFC 2741, 7.2 wants of a subagent, over the tables of an example. */
class ResponderTest {

    private static final int SESSION = 5;
    private static final String SERVER = PptpdMib.SERVER.toString();
    private static final String USERS = PptpdMib.SESSION_ENTRY + ".2";
    private static final String STATES = PptpdMib.SESSION_ENTRY + ".3";
    private static final String NO_END = "";

    private final View view = Examples.view(Examples.morning());
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong upTime = new AtomicLong(360_000);
    private final MasterTime time = new MasterTime(upTime::get);
    private final Responder responder = new Responder(
            new RequestViews(
                    () -> {
                        asked.incrementAndGet();
                        return view;
                    },
                    upTime::get),
            time,
            new PduWriter());

    @Test
    void answersGetForEachRangeInItsOrder() {
        assertThat(bindings(get(SERVER + ".4.0", SERVER + ".4.1", SERVER + ".26.0", "1.3")))
                .containsExactly(
                        SERVER + ".4.0 = Gauge32 2",
                        SERVER + ".4.1 = noSuchInstance",
                        SERVER + ".26.0 = noSuchObject",
                        "1.3 = noSuchObject");
    }

    @Test
    void doesNotShowTheSystemGroup() {
        assertThat(bindings(get("1.3.6.1.2.1.1.1.0"))).containsExactly("1.3.6.1.2.1.1.1.0 = noSuchObject");
        assertThat(bindings(next("1.3.6.1.2.1.1", true, "1.3.6.1.2.1.1.9")))
                .containsExactly("1.3.6.1.2.1.1 = endOfMibView");
        assertThat(bindings(next("1.3.6.1.2.1.1.1.0", true, NO_END))).containsExactly(SERVER + ".1.0 = Octets vpn1");
    }

    @Test
    void takesTheStartIntoTheRangeOnlyWhereItIsIncluded() {
        assertThat(bindings(next(SERVER + ".4.0", true, NO_END))).containsExactly(SERVER + ".4.0 = Gauge32 2");
        assertThat(bindings(next(SERVER + ".4.0", false, NO_END))).containsExactly(SERVER + ".5.0 = Gauge32 1");
        assertThat(bindings(next(SERVER + ".4", true, NO_END))).containsExactly(SERVER + ".4.0 = Gauge32 2");
    }

    @Test
    void endsBeforeTheEndOfTheRange() {
        assertThat(bindings(next(SERVER + ".4", false, SERVER + ".4.0.0")))
                .containsExactly(SERVER + ".4.0 = Gauge32 2");
        assertThat(bindings(next(SERVER + ".4", false, SERVER + ".4.0"))).containsExactly(SERVER + ".4 = endOfMibView");
        assertThat(bindings(next(SERVER + ".4.0", true, SERVER + ".4.0")))
                .containsExactly(SERVER + ".4.0 = endOfMibView");
        String last = PptpdMib.FAILURE_ENTRY + ".7.8";
        assertThat(bindings(next(last, false, NO_END))).containsExactly(last + " = endOfMibView");
    }

    @Test
    void answersSeveralRangesOfGetNextEachByItself() {
        PduWriter request = request(PduType.GET_NEXT, SESSION);
        range(request, USERS, false, PptpdMib.SESSION_ENTRY + ".3");
        range(request, USERS, false, USERS + ".1");
        range(request, STATES, false, NO_END);
        assertThat(bindings(answer(request)))
                .containsExactly(USERS + ".3 = Octets alice", USERS + " = endOfMibView", STATES + ".3 = Integer 2");
    }

    /** The names of endOfMibView are those of the repetition before, or else the start (RFC 2741, 7.2.3.3). */
    @Test
    void repeatsAllButTheFirstRangesOfGetBulk() {
        PduWriter request = request(PduType.GET_BULK, SESSION).unsigned16(1).unsigned16(4);
        range(request, SERVER, false, NO_END);
        range(request, USERS, false, USERS + ".12");
        range(request, STATES + ".5", true, STATES + ".12.0");
        assertThat(bindings(answer(request)))
                .containsExactly(
                        SERVER + ".1.0 = Octets vpn1",
                        USERS + ".3 = Octets alice",
                        STATES + ".5 = Integer 2",
                        USERS + ".5 = Octets ",
                        STATES + ".12 = Integer 1",
                        USERS + ".5 = endOfMibView",
                        STATES + ".12 = endOfMibView");
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "1, 0, 1", "2, 9, 2", "65535, 65535, 2", "0, 1, 2", "1, 1, 2"})
    void countsAsTheRfcDoes(int nonRepeaters, int maxRepetitions, int bindings) {
        PduWriter request =
                request(PduType.GET_BULK, SESSION).unsigned16(nonRepeaters).unsigned16(maxRepetitions);
        range(request, SERVER, false, NO_END);
        range(request, USERS, false, NO_END);
        assertThat(bindings(answer(request))).hasSize(bindings);
    }

    @Test
    void endsTheGreediestGetBulkAtItsLimit() {
        View large = Examples.view(Examples.users(5_000));
        Responder generous = new Responder(new RequestViews(() -> large, upTime::get), time, new PduWriter());
        PduWriter request = request(PduType.GET_BULK, SESSION).unsigned16(0).unsigned16(65_535);
        for (int i = 0; i < 100; i++) {
            range(request, SERVER, false, NO_END);
        }
        Response response = answer(generous, request.end());
        assertThat(response.size()).isBetween(Responder.MAX_OCTETS - 200, Responder.MAX_OCTETS);
        assertThat(bindings(response)).hasSizeGreaterThan(5_000);
    }

    @Test
    void failsWhereTheAnswerWouldBeTooLong() {
        PduWriter request = request(PduType.GET, SESSION);
        OID longest = new OID(new int[128]);
        for (int i = 0; i < 1_200; i++) {
            request.oid(longest).oid(new OID());
        }
        Response response = answer(request);
        assertThat(response.error()).isEqualTo(ErrorStatus.GEN_ERR);
        assertThat(response.index()).isBetween(900, 1_100);
        assertThat(response.payload().hasRemaining()).isFalse();
    }

    /** No variable is instantiated within another context (RFC 2741, 7.2.3). */
    @Test
    void hasNothingInAnyOtherContext() {
        assertThat(bindings(answer(inContext("other", PduType.GET)))).containsExactly(SERVER + ".4.0 = noSuchObject");
        assertThat(bindings(answer(inContext("other", PduType.GET_NEXT))))
                .containsExactly(SERVER + ".4.0 = endOfMibView");
        assertThat(bindings(answer(inContext("", PduType.GET)))).containsExactly(SERVER + ".4.0 = Gauge32 2");
    }

    @Test
    void leavesTheContextsFlagOutOfTheResponse() {
        assertThat(answer(inContext("other", PduType.GET)).header().flags()).isEqualTo(Header.NETWORK_BYTE_ORDER);
    }

    @Test
    void refusesToSetAnything() {
        PduWriter request = request(PduType.TEST_SET, SESSION);
        request.binding(new OID(SERVER + ".4.0"), new Gauge32(9));
        request.binding(new OID(SERVER + ".1.0"), new OctetString("x"));
        assertError(answer(request), ErrorStatus.NOT_WRITABLE, 1);
        assertError(answer(request(PduType.COMMIT_SET, SESSION)), ErrorStatus.COMMIT_FAILED, 1);
        assertError(answer(request(PduType.UNDO_SET, SESSION)), ErrorStatus.NO_ERROR, 0);
    }

    @Test
    void doesNotAnswerCleanupSet() {
        assertThat(octets(responder, request(PduType.CLEANUP_SET, SESSION).end()))
                .isNull();
        assertThat(octets(responder, request(PduType.CLEANUP_SET, SESSION + 1).end()))
                .isNull();
    }

    @Test
    void knowsItsOwnSessionOnly() {
        PduWriter request = request(PduType.GET, SESSION + 1);
        range(request, SERVER + ".4.0", false, NO_END);
        assertError(answer(request), ErrorStatus.NOT_OPEN, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 19, 255})
    void doesNotKnowOtherTypes(int type) {
        assertError(answer(request(type, SESSION)), ErrorStatus.PARSE_ERROR, 0);
    }

    /** Open, Register and the like are for a master to receive. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 12, 13, 14, 15, 16, 17})
    void doesNotDoAMastersWork(int type) {
        assertError(answer(request(type, SESSION)), ErrorStatus.PROCESSING_ERROR, 0);
    }

    @Test
    void saysWhatItCannotRead() {
        PduWriter request = request(PduType.GET, SESSION);
        request.octet(3).octet(2).unsigned16(0);
        assertError(answer(request), ErrorStatus.PARSE_ERROR, 0);
        PduWriter foreign = request(PduType.GET, SESSION + 1);
        foreign.octet(3).octet(2).unsigned16(0);
        assertError(answer(foreign), ErrorStatus.PARSE_ERROR, 0);
        PduWriter set = request(PduType.TEST_SET, SESSION);
        set.unsigned16(7).unsigned16(0).oid(new OID("1.3"));
        assertError(answer(set), ErrorStatus.PARSE_ERROR, 0);
    }

    @Test
    void answersInTheOrderOfOctetsOfTheRequest() {
        PduWriter request = new PduWriter().begin(new Header(PduType.GET, 0, SESSION, 0x0102, 0x0304, 0));
        range(request, SERVER + ".4.0", false, NO_END);
        ByteBuffer response = Objects.requireNonNull(octets(responder, request.end()));
        assertThat(Octets.drawn(response)).startsWith(Octets.normal("""
            01 12 00 00
            05 00 00 00
            02 01 00 00
            04 03 00 00
            38 00 00 00
            00 00 00 00   | sysUpTime
            00 00 00 00   | error, index
            42 00 00 00   | Gauge32
            """));
        assertThat(response.limit()).isEqualTo(20 + 0x38);
    }

    @Test
    void answersAllOfOneTransactionFromOneView() {
        get(SERVER + ".4.0");
        get(SERVER + ".5.0");
        assertThat(asked).hasValue(1);
        upTime.addAndGet(201);
        get(SERVER + ".4.0");
        assertThat(asked).hasValue(2);
    }

    @Test
    void failsWhereThereIsNoView() {
        try (LogLines log = new LogLines()) {
            Responder poor = new Responder(
                    new RequestViews(
                            () -> {
                                throw new IllegalStateException("no view");
                            },
                            upTime::get),
                    time,
                    new PduWriter());
            PduWriter request = request(PduType.GET, SESSION);
            range(request, SERVER + ".4.0", false, NO_END);
            assertError(answer(poor, request.end()), ErrorStatus.GEN_ERR, 1);
            assertError(answer(poor, request.end()), ErrorStatus.GEN_ERR, 1);
            assertThat(log.rest()).hasSize(1).allMatch(line -> line.contains("genErr"));
        }
    }

    /** The example's time stamps are zero: the moment at which we began, 3,600 s ago. */
    @Test
    void tellsTimeStampsAsTheMastersManagersKnowTheTime() {
        String stamp = PptpdMib.COLLECTOR + ".12.0";
        assertThat(bindings(get(stamp))).containsExactly(stamp + " = TimeTicks 0");
        time.heard(360_000 + 500_000);
        assertThat(bindings(get(stamp))).containsExactly(stamp + " = TimeTicks 500000");
        time.heard(360_000 + 500_099);
        assertThat(bindings(get(stamp))).containsExactly(stamp + " = TimeTicks 500000");
        time.heard(17);
        assertThat(bindings(get(stamp))).containsExactly(stamp + " = TimeTicks 0");
    }

    private Response get(String... names) {
        PduWriter request = request(PduType.GET, SESSION);
        for (String name : names) {
            range(request, name, false, NO_END);
        }
        return answer(request);
    }

    private Response next(String start, boolean include, String end) {
        PduWriter request = request(PduType.GET_NEXT, SESSION);
        range(request, start, include, end);
        return answer(request);
    }

    private static PduWriter request(int type, int session) {
        return new PduWriter().begin(new Header(type, Header.NETWORK_BYTE_ORDER, session, 3, 4, 0));
    }

    private static PduWriter inContext(String name, int type) {
        PduWriter request = new PduWriter()
                .begin(new Header(type, Header.NETWORK_BYTE_ORDER | Header.NON_DEFAULT_CONTEXT, SESSION, 3, 4, 0));
        request.octetString(name.getBytes(StandardCharsets.UTF_8));
        range(request, SERVER + ".4.0", false, NO_END);
        return request;
    }

    /** The include bit is the third octet of the OID, which no subagent sets. */
    private static void range(PduWriter request, String start, boolean include, String end) {
        int at = request.size();
        request.oid(new OID(start)).oid(end.isEmpty() ? new OID() : new OID(end));
        if (include) {
            int size = request.size();
            request.cut(at + 2);
            request.octet(1);
            request.cut(size);
        }
    }

    private Response answer(PduWriter request) {
        return answer(responder, request.end());
    }

    private static Response answer(Responder responder, ByteBuffer request) {
        return Response.read(Objects.requireNonNull(octets(responder, request)));
    }

    private static @Nullable ByteBuffer octets(Responder responder, ByteBuffer request) {
        try {
            Header header = Header.read(request);
            return responder.answer(header, request, SESSION);
        } catch (MalformedPduException e) {
            throw new AssertionError("a request of our own", e);
        }
    }

    private static void assertError(Response response, int error, int index) {
        assertThat(response.error()).isEqualTo(error);
        assertThat(response.index()).isEqualTo(index);
        assertThat(response.payload().hasRemaining()).isFalse();
    }

    private static List<String> bindings(Response response) {
        assertThat(response.error()).isZero();
        assertThat(response.index()).isZero();
        return Bindings.read(response.payload());
    }

    /** A response with what a master sees of it. */
    private record Response(Header header, int size, int error, int index, ByteBuffer payload) {

        static Response read(ByteBuffer octets) throws AssertionError {
            try {
                int size = octets.remaining();
                Header header = Header.read(octets);
                assertThat(header.type()).isEqualTo(PduType.RESPONSE);
                assertThat(header.payload()).isEqualTo(size - Header.OCTETS);
                assertThat(octets.getInt()).as("res.sysUpTime").isZero();
                int error = octets.getShort();
                return new Response(header, size, error, octets.getShort(), octets);
            } catch (MalformedPduException e) {
                throw new AssertionError("a response that cannot be read", e);
            }
        }
    }
}

package io.pptpdmonitor.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A comparison that accepts everything proves nothing: each wrong value is named, a right one is not. */
class ComparisonTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Truth.Format WHOLE = new Truth.Format(true, 0, false);
    private static final Truth.Format LOSSY = new Truth.Format(false, 3, false);

    /** Made up: alice up for 13 s from 10:00:02 to 10:00:15, mallory refused, a third who may never have got through. */
    private static final Truth TRUTH = read("""
            {"recording": "made-up", "host": "vpn1", "zone": "UTC", "modified": 1700000100, "namesIn": "log",
             "formats": {"syslog": {"lossless": true, "lostLines": 0}},
             "sessions": [
               {"n": 1, "service": "pptp", "result": "up", "pid": 101, "controlPid": 100, "user": "alice",
                "userHex": "616c696365", "clientAddress": "192.0.2.1", "assignedAddress": "198.51.100.1",
                "serverAddress": "198.51.100.254", "interface": "ppp0", "encryption": "mppe-128",
                "startedAt": [1700000000, 1700000000], "upAt": [1700000002, 1700000003],
                "endedAt": [1700000015, 1700000016], "endCause": "client-term",
                "toClientOctets": 5000, "fromClientOctets": 700, "connectSeconds": 13},
               {"n": 2, "service": "pptp", "result": "failed", "pid": 201, "controlPid": 200,
                "clientAddress": "192.0.2.2", "between": [1700000020, 1700000022]},
               {"n": 3, "service": "pptp", "result": "timeout", "pid": null,
                "clientAddress": "192.0.2.3", "between": [1700000030, 1700000040]}],
             "failures": [
               {"n": 2, "user": "mallory", "userHex": "6d616c6c6f7279", "clientAddress": "192.0.2.2", "pid": 201,
                "service": "pptp", "between": [1700000020, 1700000022]}]}
            """);

    private static final String SHOWN = """
            {"schema": "pptpd-monitor/1", "generated": "2023-11-14T22:20:00Z", "source": {}, "health": {},
             "sessions": [
               {"number": 1, "host": "vpn1", "pid": 101, "controlPid": 100, "service": "pptp", "user": "alice",
                "userSource": "plugin", "clientAddress": "192.0.2.1", "assignedAddress": "198.51.100.1",
                "serverAddress": "198.51.100.254", "interface": "ppp0", "started": "2023-11-14T22:13:20Z",
                "up": "2023-11-14T22:13:22Z", "ended": "2023-11-14T22:13:35Z", "state": "closed",
                "endCause": "user-request", "endText": "LCP terminated by peer", "toClientOctets": 5000,
                "fromClientOctets": 700, "octetsExact": true, "connectSeconds": 18, "encryption": "mppe-128", "bundle": null,
                "ifIndex": null, "toClientPackets": null, "fromClientPackets": null, "toClientErrors": null,
                "fromClientErrors": null, "toClientDiscards": null, "fromClientDiscards": null},
               {"number": 2, "host": "vpn1", "pid": 201, "controlPid": 200, "service": "pptp", "user": null,
                "userSource": null, "clientAddress": "192.0.2.2", "assignedAddress": null,
                "serverAddress": null, "interface": "ppp0", "started": "2023-11-14T22:13:41Z", "up": null,
                "ended": "2023-11-14T22:13:42Z", "state": "failed", "endCause": "auth-failed", "endText": null,
                "toClientOctets": null, "fromClientOctets": null, "octetsExact": null, "connectSeconds": null,
                "encryption": null, "bundle": null,
                "ifIndex": null, "toClientPackets": null, "fromClientPackets": null, "toClientErrors": null,
                "fromClientErrors": null, "toClientDiscards": null, "fromClientDiscards": null}],
             "failures": [
               {"time": "2023-11-14T22:13:41.5Z", "host": "vpn1", "pid": 201, "user": "mallory",
                "clientAddress": "192.0.2.2", "method": "mschapv2"}]}
            """;

    @Test
    void acceptsTheTruth() throws JsonProcessingException {
        assertThat(misfits(WHOLE, document())).isEmpty();
        assertThat(misfits(LOSSY, document())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    # part    | at | field            | wrong value
                    sessions  | 0  | number           | 2
                    sessions  | 0  | host             | "vpn2"
                    sessions  | 0  | controlPid       | 102
                    sessions  | 0  | controlPid       | null
                    sessions  | 0  | service          | "l2tp"
                    sessions  | 0  | user             | "bob"
                    sessions  | 0  | user             | "alic"
                    sessions  | 0  | user             | ""
                    sessions  | 0  | user             | null
                    sessions  | 0  | userSource       | null
                    sessions  | 0  | clientAddress    | "192.0.2.2"
                    sessions  | 0  | clientAddress    | null
                    sessions  | 0  | assignedAddress  | "198.51.100.2"
                    sessions  | 0  | serverAddress    | null
                    sessions  | 0  | interface        | "ppp1"
                    sessions  | 0  | toClientOctets   | 5001
                    sessions  | 0  | toClientOctets   | 4999
                    sessions  | 0  | toClientOctets   | 0
                    sessions  | 0  | fromClientOctets | 5000
                    sessions  | 0  | fromClientOctets | null
                    sessions  | 0  | octetsExact      | false
                    sessions  | 0  | connectSeconds   | 12
                    sessions  | 0  | connectSeconds   | 24
                    sessions  | 0  | connectSeconds   | null
                    sessions  | 0  | encryption       | "mppe-40"
                    sessions  | 0  | state            | "up"
                    sessions  | 0  | state            | "failed"
                    sessions  | 0  | started          | "2023-11-14T22:13:23Z"
                    sessions  | 0  | up               | "2023-11-14T22:13:26Z"
                    sessions  | 0  | up               | null
                    sessions  | 0  | ended            | "2023-11-14T22:13:32Z"
                    sessions  | 0  | ended            | null
                    sessions  | 1  | state            | "closed"
                    sessions  | 1  | user             | "mallory"
                    sessions  | 1  | toClientOctets   | 0
                    sessions  | 1  | connectSeconds   | 0
                    sessions  | 1  | clientAddress    | null
                    """)
    void namesTheFieldThatIsWrong(String part, int at, String field, String wrong) throws JsonProcessingException {
        ObjectNode document = document();
        ((ObjectNode) document.get(part).get(at)).set(field, JSON.readTree(wrong));
        assertThat(misfits(WHOLE, document)).anyMatch(misfit -> misfit.startsWith(field));
    }

    @ParameterizedTest
    @CsvSource({"user, \"bob\"", "pid, 202", "clientAddress, \"192.0.2.1\"", "time, \"2023-11-14T22:14:41Z\""})
    void neitherMissesNorInventsAFailedLogin(String field, String wrong) throws JsonProcessingException {
        ObjectNode document = document();
        ((ObjectNode) document.get("failures").get(0)).set(field, JSON.readTree(wrong));
        assertThat(misfits(WHOLE, document))
                .hasSize(2)
                .anyMatch(misfit -> misfit.endsWith("is not shown"))
                .anyMatch(misfit -> misfit.endsWith("is invented"));
    }

    @Test
    void countsOneLoginAsOneFailure() throws JsonProcessingException {
        ObjectNode document = document();
        ArrayNode failures = document.withArray("failures");
        failures.add(failures.get(0).deepCopy());
        assertThat(misfits(WHOLE, document)).singleElement().asString().endsWith("is invented");
    }

    @ParameterizedTest
    @CsvSource({"pid, 999", "started, \"2023-11-14T22:33:20Z\""})
    void neitherMissesNorInventsASession(String field, String wrong) throws JsonProcessingException {
        ObjectNode document = document();
        ((ObjectNode) document.get("sessions").get(0)).set(field, JSON.readTree(wrong));
        assertThat(misfits(LOSSY, document))
                .anyMatch(misfit -> misfit.startsWith("true session 1") && misfit.endsWith("is not shown"))
                .anyMatch(misfit -> misfit.startsWith("shown session 1") && misfit.endsWith("is invented"));
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.3, failed, 0", "192.0.2.3, closed, 1", "192.0.2.4, failed, 1"})
    void letsAnAttemptThatNobodySawHaveFailedOnly(String address, String state, int expected)
            throws JsonProcessingException {
        ObjectNode document = document();
        ObjectNode third = ((ObjectNode) document.get("sessions").get(1)).deepCopy();
        third.put("number", 3).put("pid", 301).put("controlPid", 300).put("clientAddress", address);
        third.put("started", "2023-11-14T22:13:55Z").put("state", state);
        document.withArray("sessions").add(third);
        assertThat(misfits(WHOLE, document)).hasSize(expected);
    }

    @Test
    void letsALogThatLostLinesKnowLessButNothingElse() throws JsonProcessingException {
        ObjectNode document = document();
        ObjectNode session = (ObjectNode) document.get("sessions").get(0);
        List.of(
                        "user",
                        "userSource",
                        "toClientOctets",
                        "fromClientOctets",
                        "octetsExact",
                        "clientAddress",
                        "connectSeconds")
                .forEach(session::putNull);
        assertThat(misfits(LOSSY, document)).isEmpty();
        assertThat(misfits(LOSSY, with(document(), "user", "\"bob\""))).hasSize(1);
        assertThat(misfits(LOSSY, with(document(), "toClientOctets", "5001"))).hasSize(1);
        assertThat(misfits(LOSSY, with(document(), "connectSeconds", "30"))).hasSize(1);
    }

    @Test
    void refusesADocumentOfAnotherSchema() throws JsonProcessingException {
        ObjectNode missing = document();
        ((ObjectNode) missing.get("sessions").get(0)).remove("encryption");
        assertThatThrownBy(() -> Shown.parse(missing.toString())).hasMessageContaining("encryption");
        ObjectNode unknown = document();
        ((ObjectNode) unknown.get("sessions").get(0)).put("remote", "192.0.2.1");
        assertThatThrownBy(() -> Shown.parse(unknown.toString())).hasMessageContaining("remote");
        ObjectNode next = document().put("schema", "pptpd-monitor/2");
        assertThatThrownBy(() -> Shown.parse(next.toString())).hasMessageContaining("pptpd-monitor/2");
    }

    private static ObjectNode with(ObjectNode document, String field, String value) throws JsonProcessingException {
        ((ObjectNode) document.get("sessions").get(0)).set(field, JSON.readTree(value));
        return document;
    }

    private static List<String> misfits(Truth.Format format, ObjectNode document) {
        return Comparison.misfits(TRUTH, format, Shown.parse(document.toString()));
    }

    private static ObjectNode document() throws JsonProcessingException {
        return (ObjectNode) JSON.readTree(SHOWN);
    }

    private static Truth read(String json) {
        try {
            return JSON.readValue(json, Truth.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}

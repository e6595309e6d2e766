package io.pptpdmonitor.report;

import static io.pptpdmonitor.model.SessionSketch.session;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.pptpdmonitor.model.AuthMethod;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Health.Source;
import io.pptpdmonitor.model.HostileNames;
import io.pptpdmonitor.model.SessionSketch;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.SnapshotSketch;
import io.pptpdmonitor.model.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JsonReportTest {

    private static JsonSchema schema;

    @BeforeAll
    static void readSchema() throws IOException {
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("etc/pptpd-monitor-1.schema.json")));
    }

    private static Set<ValidationMessage> faults(String json) {
        return schema.validate(
                json, InputFormat.JSON, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
    }

    private static String json(View view, Snapshot snapshot) {
        return Written.report(view, Format.JSON, snapshot, true);
    }

    private static JsonNode read(View view, Snapshot snapshot) throws JsonProcessingException {
        return new ObjectMapper().readTree(json(view, snapshot));
    }

    @ParameterizedTest
    @EnumSource(View.class)
    void keepsToTheSchemaThatIsShipped(View view) {
        assertThat(faults(json(view, Story.snapshot()))).isEmpty();
        assertThat(faults(json(view, new SnapshotSketch().build()))).isEmpty();
        assertThat(faults(json(view, noSource()))).isEmpty();
    }

    private static Snapshot noSource() {
        return new SnapshotSketch()
                .status(CollectorStatus.NO_SOURCE, "nothing")
                .poolSize(null)
                .build();
    }

    @Test
    void knowsEveryLabelOfTheModelInItsSchema() {
        SnapshotSketch all = new SnapshotSketch();
        int number = 1;
        for (EndCause cause : EndCause.values()) {
            all.session(session(number++).ended(State.CLOSED, cause, "x"));
        }
        for (AuthMethod method : AuthMethod.values()) {
            all.failure("x", null, method);
        }
        assertThat(faults(json(View.SESSIONS, all.build()))).isEmpty();
    }

    /** The schema is worth something only if it refuses. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "state": "up"                         | "state": "online"
                    "toClientOctets": 3000                | "toClientOctets": "3000"
                    "toClientOctets": 3000                | "toClientOctets": -1
                    "ifIndex": 17                         | "ifIndex": 0
                    "fromClientErrors": 31                | "fromClientErrors": -1
                    "endCause": "lost-carrier"            | "endCause": "lostCarrier"
                    "started": "2026-11-22T09:59:58+02:00" | "started": "Nov 22 09:59:58"
                    "up": null                            | "up": 0
                    "encryption": null                    | "cipher": null
                    "number": 1,                          | "number": 0,
                    "schema": "pptpd-monitor/1"           | "schema": "pptpd-monitor/2"
                    "path": "/var/log/syslog"             | "journal": "/var/log/syslog"
                    "failures"                            | "users"
                    """)
    void isRefusedByTheSchemaOnceItIsChanged(String right, String wrong) {
        String json = json(View.SESSIONS, Story.snapshot());

        assertThat(json).contains(right);
        assertThat(faults(json.replace(right, wrong))).isNotEmpty();
    }

    @Test
    void hasTheFieldsOfASessionInTheirOrder() throws IOException {
        assertThat(names(read(View.SESSIONS, Story.snapshot()).get("sessions").get(0)))
                .isEqualTo(
                        "number host pid controlPid service user userSource clientAddress assignedAddress serverAddress"
                                + " interface started up ended state endCause endText toClientOctets fromClientOctets octetsExact"
                                + " connectSeconds encryption bundle ifIndex toClientPackets fromClientPackets toClientErrors"
                                + " fromClientErrors toClientDiscards fromClientDiscards");
    }

    @Test
    void hasTheFieldsOfUsersFailuresAndHealthInTheirOrder() throws IOException {
        JsonNode users = read(View.USERS, Story.snapshot());
        JsonNode failures = read(View.FAILURES, Story.snapshot());

        assertThat(names(users.get("users").get(0)))
                .isEqualTo(
                        "user activeSessions sessions toClientOctets fromClientOctets octetsExact connectSeconds failures"
                                + " firstSeen lastSeen lastClientAddress");
        assertThat(names(failures.get("failures").get(0))).isEqualTo("time host pid user clientAddress method");
        assertThat(names(users.get("health")))
                .isEqualTo(
                        "sources lines relevantLines unparsedLines lostLines begins debugSeen namesKnown unnamedSessions"
                                + " liveView liveViewText poolSize poolUsed poolSource contradictedNames failedAccounts futureStamps clocksAhead"
                                + " strayInterfaces state wtmp notShown");
    }

    @ParameterizedTest
    @CsvSource({
        "STATUS, schema generated source users health",
        "USERS, schema generated source users health",
        "SESSIONS, schema generated source sessions failures health",
        "FAILURES, schema generated source failures health"
    })
    void hasThePartsOfItsCommandAndNoOthers(View view, String parts) throws IOException {
        assertThat(names(read(view, Story.snapshot()))).isEqualTo(parts);
    }

    private static String names(JsonNode object) {
        return String.join(" ", object.propertyStream().map(Map.Entry::getKey).toList());
    }

    @Test
    void writesNullForWhatIsNotKnown() throws IOException {
        Snapshot bare = new SnapshotSketch()
                .session(session(4).user(null).bare().startedBeforeTheLog())
                .session(session(6).failed(EndCause.AUTH_FAILED, "no"))
                .poolSize(null)
                .build();
        JsonNode document = read(View.SESSIONS, bare);

        for (JsonNode row : document.get("sessions")) {
            for (String name : List.of(
                    "controlPid",
                    "user",
                    "userSource",
                    "up",
                    "toClientOctets",
                    "fromClientOctets",
                    "octetsExact",
                    "connectSeconds",
                    "ifIndex",
                    "toClientPackets",
                    "fromClientPackets",
                    "toClientErrors",
                    "fromClientErrors",
                    "toClientDiscards",
                    "fromClientDiscards")) {
                assertThat(row.get(name).isNull()).as(name).isTrue();
            }
        }
        assertThat(document.get("health").get("poolSize").isNull()).isTrue();
        JsonNode nobody = read(View.USERS, bare).get("users").get(0);
        for (String name : List.of("user", "toClientOctets", "fromClientOctets", "octetsExact", "connectSeconds")) {
            assertThat(nobody.get(name).isNull()).as(name).isTrue();
        }
        assertThat(faults(json(View.USERS, bare))).isEmpty();
    }

    @Test
    void tellsWhyNothingIsSeenAndNullWhereNobodyTellsThat() throws IOException {
        String blind = json(
                View.USERS, new SnapshotSketch().blind("the log is of vpn2").build());
        String untold = json(View.USERS, new SnapshotSketch().build());

        assertThat(new ObjectMapper().readTree(blind).get("health"))
                .isEqualTo(((ObjectNode) new ObjectMapper().readTree(untold).get("health"))
                        .put("liveView", false)
                        .put("liveViewText", "the log is of vpn2"));
        assertThat(faults(blind)).isEmpty();
        assertThat(untold).contains("\"liveViewText\": null");
        assertThat(faults(untold)).isEmpty();
        assertThat(faults(untold.replace("\"liveViewText\": null", "\"liveViewText\": \"\"")))
                .isNotEmpty();
    }

    @Test
    void writesAnEmptyArrayForNoSessions() throws IOException {
        JsonNode document = read(View.SESSIONS, new SnapshotSketch().build());

        assertThat(document.get("sessions")).isEmpty();
        assertThat(document.get("sessions").isArray()).isTrue();
    }

    @Test
    void keepsSecondsFractionAndOffsetOfStamps() throws IOException {
        JsonNode document = read(View.SESSIONS, Story.snapshot());

        assertThat(document.get("sessions").get(0).get("up").asText()).isEqualTo("2026-11-22T10:00:00+02:00");
        assertThat(document.get("generated").asText()).isEqualTo("2026-11-22T12:00:04.25+02:00");
    }

    @Test
    void tellsPositionAsOctetsOfAFileAndAsCursorOfTheJournal() throws IOException {
        Snapshot two = new SnapshotSketch()
                .source(new Source(Source.Kind.FILE, "/var/log/syslog", "9223372036854775", 12, SessionSketch.TEN))
                .source(new Source(Source.Kind.JOURNAL, "systemd journal", "s=ab;i=1", 0, null))
                .build();
        JsonNode document = read(View.USERS, two);
        JsonNode sources = document.get("health").get("sources");

        assertThat(faults(json(View.USERS, two))).isEmpty();
        assertThat(document.get("source").asText()).isEqualTo("/var/log/syslog, systemd journal");
        assertThat(sources.get(0).toString())
                .isEqualTo(
                        "{\"path\":\"/var/log/syslog\",\"position\":9223372036854775,\"lagOctets\":12,\"lastLine\":\"2026-11-22T10:00:00+02:00\",\"status\":\"read\",\"text\":\"\",\"gap\":false}");
        assertThat(sources.get(1).toString())
                .isEqualTo(
                        "{\"journal\":\"systemd journal\",\"position\":\"s=ab;i=1\",\"lagOctets\":0,\"lastLine\":null,\"status\":\"read\",\"text\":\"\",\"gap\":false}");
    }

    @Test
    void namesNoSourceByNull() throws IOException {
        assertThat(read(View.USERS, noSource()).get("source").isNull()).isTrue();
    }

    /** Equal to what went in, so two names that differ in anything differ here. */
    @Test
    void givesEveryNameBackAsItWas() {
        assertThat(HostileNames.all()).allSatisfy(JsonReportTest::comesBack);
    }

    private static void comesBack(String name) throws JsonProcessingException {
        Snapshot snapshot = new SnapshotSketch()
                .session(session(1).user(name).ended(State.CLOSED, EndCause.UNKNOWN, name))
                .failure(name, name, null)
                .build();
        String json = json(View.SESSIONS, snapshot);
        JsonNode document = new ObjectMapper().readTree(json);

        assertThat(document.get("sessions").get(0).get("user").asText()).isEqualTo(name);
        assertThat(document.get("sessions").get(0).get("endText").asText()).isEqualTo(name);
        assertThat(document.get("failures").get(0).get("user").asText()).isEqualTo(name);
        assertThat(json).matches("[ -~\\n]*");
        assertThat(read(View.USERS, snapshot).get("users").get(0).get("user").asText())
                .isEqualTo(name);
    }

    @Test
    void tellsTheUserCalledNullFromTheUnknownOne() throws IOException {
        JsonNode users = read(
                        View.USERS,
                        new SnapshotSketch()
                                .session(session(1).user("null"))
                                .session(session(2).user(null))
                                .build())
                .get("users");

        assertThat(users.get(0).get("user").isTextual()).isTrue();
        assertThat(users.get(1).get("user").isNull()).isTrue();
    }
}

package io.pptpdmonitor.truth;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * What {@code sessions --output json} shows, schema pptpd-monitor/1. Reading it fails for a field that is missing or is
 * not in the schema.
 */
record Shown(
        @JsonProperty(required = true) String schema,
        @JsonProperty(required = true) String generated,
        @JsonProperty(required = true) JsonNode source,
        @JsonProperty(required = true) List<Session> sessions,
        @JsonProperty(required = true) List<Failure> failures,
        @JsonProperty(required = true) JsonNode health) {

    private static final String SCHEMA = "pptpd-monitor/1";

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    static Shown parse(String json) {
        try {
            Shown shown = STRICT.readValue(json, Shown.class);
            if (!shown.schema().equals(SCHEMA)) {
                throw new AssertionError("a document of schema " + shown.schema());
            }
            return shown;
        } catch (JsonProcessingException e) {
            throw new AssertionError("not a document of schema " + SCHEMA + ": " + e.getMessage(), e);
        }
    }

    /** One member of {@code sessions}; the stamps as written. */
    record Session(
            long number,
            String host,
            int pid,
            Integer controlPid,
            String service,
            String user,
            String userSource,
            String clientAddress,
            String assignedAddress,
            String serverAddress,
            @JsonProperty("interface") String interfaceName,
            String started,
            String up,
            String ended,
            String state,
            String endCause,
            String endText,
            Long toClientOctets,
            Long fromClientOctets,
            Boolean octetsExact,
            Long connectSeconds,
            String encryption,
            Long bundle,
            Integer ifIndex,
            Long toClientPackets,
            Long fromClientPackets,
            Long toClientErrors,
            Long fromClientErrors,
            Long toClientDiscards,
            Long fromClientDiscards) {

        @Override
        public String toString() {
            return "shown session " + number + " (" + service + ", " + state + ", pid " + pid + ", from "
                    + clientAddress + ", started " + started + ")";
        }
    }

    /** One member of {@code failures}. */
    record Failure(String time, String host, int pid, String user, String clientAddress, String method) {}

    /** Seconds since 1970, with the fraction. */
    static double epoch(String stamp) {
        OffsetDateTime time = OffsetDateTime.parse(stamp);
        return time.toEpochSecond() + time.getNano() / 1e9;
    }
}

package io.pptpdmonitor.report;

import static io.pptpdmonitor.report.JsonRow.field;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Snapshot;
import java.io.IOException;
import java.util.List;

/**
 * The server's figures as LibreNMS wants an application's answer (its docs, "JSON SNMP extends"): {@code version},
 * {@code error} with {@code errorString}, and {@code data}; one line. While the log is not read that is an error and there
 * are no figures, since a count of nothing would be 0. No user is named: a user's figures are in the MIB.
 */
final class LibreNmsReport {

    private static final int VERSION = 1;

    private static final List<Field<Server>> SERVER = List.of(
            new Field<>("sessions", Server::activeSessions),
            new Field<>("users", Server::activeUsers),
            new Field<>("unnamed_sessions", Server::unnamedSessions),
            new Field<>("starting_sessions", Server::startingSessions),
            new Field<>("max_sessions_per_user", Server::maxSessionsPerUser),
            new Field<>("pool_size", server -> server.pool().size()),
            new Field<>("pool_used", server -> server.pool().used()),
            new Field<>("pool_percent", server -> server.pool().usedPercent()),
            new Field<>("recent_auth_failures", server -> server.recent().authFailures()),
            new Field<>("recent_negotiation_failures", server -> server.recent().negotiationFailures()),
            new Field<>("recent_ends", server -> server.recent().ends()),
            new Field<>("total_sessions", server -> server.totals().sessions()),
            new Field<>("total_auth_failures", server -> server.totals().authFailures()),
            new Field<>("total_in_octets", server -> server.totals().fromClientOctets()),
            new Field<>("total_out_octets", server -> server.totals().toClientOctets()));

    private final Snapshot snapshot;

    LibreNmsReport(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    void write(Appendable out) throws IOException {
        Health health = snapshot.health();
        boolean read = health.status() == CollectorStatus.OK || health.status() == CollectorStatus.STALLED;
        try (JsonGenerator json = JsonRow.generator(out)) {
            json.writeStartObject();
            field(json, "version", VERSION);
            field(json, "error", read ? 0 : health.status().number());
            field(json, "errorString", read ? "" : health.statusText());
            json.writeObjectFieldStart("data");
            if (read) {
                data(json, health);
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        out.append('\n');
    }

    private void data(JsonGenerator json, Health health) throws IOException {
        json.writeFieldName("server");
        JsonRow.write(SERVER, snapshot.server(), json);
        json.writeObjectFieldStart("collector");
        field(json, "status", health.status().number());
        field(json, "lost_lines", health.lostLines());
        field(json, "unparsed_lines", health.unparsedLines());
        json.writeEndObject();
    }
}

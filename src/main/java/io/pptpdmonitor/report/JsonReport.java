package io.pptpdmonitor.report;

import static io.pptpdmonitor.report.JsonRow.field;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.KeptState;
import io.pptpdmonitor.model.NotShown;
import io.pptpdmonitor.model.Pool;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Wtmp;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot as a document of schema {@value #SCHEMA}. Every field of a part is present; null is not known.
 */
final class JsonReport {

    static final String SCHEMA = "pptpd-monitor/1";

    private static final List<Field<KeptState>> KEPT = List.of(
            new Field<>("status", kept -> kept.use().name().toLowerCase(Locale.ROOT)),
            new Field<>("path", KeptState::path),
            new Field<>("written", KeptState::written),
            new Field<>("text", KeptState::text));

    private static final List<Field<Wtmp>> WTMP =
            List.of(new Field<>("path", Wtmp::path), new Field<>("text", Wtmp::text));

    private static final List<Field<NotShown>> NOT_SHOWN = List.of(
            new Field<>("sessions", NotShown::sessions),
            new Field<>("failures", NotShown::failures),
            new Field<>("users", NotShown::users),
            new Field<>("otherServices", NotShown::otherServices));

    private final Snapshot snapshot;

    JsonReport(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** The parts of a document between its head and its health. */
    interface Parts {
        void write(JsonGenerator json) throws IOException;
    }

    void write(View view, Appendable out) throws IOException {
        write(out, json -> parts(view, json));
    }

    void write(Appendable out, Parts parts) throws IOException {
        try (JsonGenerator json = JsonRow.generator(out)) {
            json.setPrettyPrinter(printer());
            json.writeStartObject();
            head(json);
            parts.write(json);
            health(json);
            json.writeEndObject();
        }
        out.append('\n');
    }

    private void parts(View view, JsonGenerator json) throws IOException {
        switch (view) {
            case STATUS, USERS -> rows(json, "users", Fields.USER, snapshot.users());
            case SESSIONS -> {
                rows(json, "sessions", Fields.SESSION, snapshot.sessions());
                rows(json, "failures", Fields.FAILURE, snapshot.failures());
            }
            case FAILURES -> rows(json, "failures", Fields.FAILURE, snapshot.failures());
        }
    }

    private static DefaultPrettyPrinter printer() {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        return printer;
    }

    private void head(JsonGenerator json) throws IOException {
        List<Health.Source> sources = snapshot.health().sources();
        field(json, "schema", SCHEMA);
        field(json, "generated", snapshot.generated());
        field(
                json,
                "source",
                sources.isEmpty()
                        ? null
                        : sources.stream().map(Health.Source::name).collect(Collectors.joining(", ")));
    }

    static <T> void rows(JsonGenerator json, String part, List<Field<T>> fields, List<T> rows) throws IOException {
        json.writeArrayFieldStart(part);
        for (T row : rows) {
            JsonRow.write(fields, row, json);
        }
        json.writeEndArray();
    }

    private void health(JsonGenerator json) throws IOException {
        Health health = snapshot.health();
        Pool pool = snapshot.server().pool();
        json.writeObjectFieldStart("health");
        json.writeArrayFieldStart("sources");
        for (Health.Source source : health.sources()) {
            source(json, source);
        }
        json.writeEndArray();
        field(json, "lines", health.lines());
        field(json, "relevantLines", health.relevantLines());
        field(json, "unparsedLines", health.unparsedLines());
        field(json, "lostLines", health.lostLines());
        field(json, "begins", health.begins());
        field(json, "debugSeen", health.debugSeen());
        field(json, "namesKnown", health.namesKnown());
        field(json, "unnamedSessions", health.counted() ? snapshot.server().unnamedSessions() : null);
        field(json, "liveView", health.liveView());
        field(json, "liveViewText", health.liveViewText().isEmpty() ? null : health.liveViewText());
        field(json, "poolSize", pool.size());
        field(json, "poolUsed", pool.used());
        field(json, "poolSource", pool.source() == null ? null : pool.source().label());
        Health.Doubts doubts = health.doubts();
        field(json, "contradictedNames", doubts == null ? null : doubts.contradictedNames());
        field(json, "failedAccounts", doubts == null ? null : doubts.failedAccounts());
        field(json, "futureStamps", doubts == null ? null : doubts.futureStamps());
        json.writeArrayFieldStart("clocksAhead");
        for (Map.Entry<String, OffsetDateTime> host :
                health.clocksAhead().last().entrySet()) {
            json.writeStartObject();
            field(json, "host", host.getKey().isEmpty() ? null : host.getKey());
            field(json, "lastLine", host.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        Health.StrayInterfaces strays = health.strayInterfaces();
        field(json, "strayInterfaces", strays == null ? null : strays.number());
        JsonRow.object(json, "state", KEPT, health.kept());
        JsonRow.object(json, "wtmp", WTMP, health.wtmp());
        JsonRow.object(json, "notShown", NOT_SHOWN, health.notShown());
        json.writeEndObject();
    }

    private static void source(JsonGenerator json, Health.Source source) throws IOException {
        boolean journal = source.kind() == Health.Source.Kind.JOURNAL;
        json.writeStartObject();
        field(json, key(source.kind()), source.name());
        field(json, "position", journal ? source.position() : octets(source.position()));
        field(json, "lagOctets", source.lagOctets());
        field(json, "lastLine", source.lastLine());
        Health.Source.Condition condition = source.condition();
        field(json, "status", condition == null ? null : condition.name().toLowerCase(Locale.ROOT));
        field(json, "text", source.text());
        field(json, "gap", source.kind() == Health.Source.Kind.AGENT ? null : source.gap());
        json.writeEndObject();
    }

    private static String key(Health.Source.Kind kind) {
        return switch (kind) {
            case FILE, STANDARD_INPUT -> "path";
            case JOURNAL -> "journal";
            case AGENT -> "agent";
        };
    }

    private static @Nullable Long octets(@Nullable String position) {
        return position != null && position.matches("[0-9]{1,18}") ? Long.valueOf(position) : null;
    }
}

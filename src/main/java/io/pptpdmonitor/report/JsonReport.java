package io.pptpdmonitor.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.Pool;
import io.pptpdmonitor.model.Snapshot;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot as a document of schema {@value #SCHEMA}. Every field of a part is present; null is not known.
 *
 * <p>The document is ASCII: other characters are escaped, so two names stay two whatever character set the output has, and
 * no name can reach a terminal's controls.
 */
final class JsonReport {

    static final String SCHEMA = "pptpd-monitor/1";

    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Snapshot snapshot;

    JsonReport(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    void write(View view, Appendable out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(new AppendableWriter(out))) {
            json.setPrettyPrinter(printer()).setCharacterEscapes(new DeleteEscaped());
            json.writeStartObject();
            head(json);
            switch (view) {
                case STATUS, USERS -> rows(json, "users", Fields.USER, snapshot.users());
                case SESSIONS -> {
                    rows(json, "sessions", Fields.SESSION, snapshot.sessions());
                    rows(json, "failures", Fields.FAILURE, snapshot.failures());
                }
                case FAILURES -> rows(json, "failures", Fields.FAILURE, snapshot.failures());
            }
            health(json);
            json.writeEndObject();
        }
        out.append('\n');
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

    private static <T> void rows(JsonGenerator json, String part, List<Field<T>> fields, List<T> rows)
            throws IOException {
        json.writeArrayFieldStart(part);
        for (T row : rows) {
            json.writeStartObject();
            for (Field<T> field : fields) {
                field(json, field.name(), field.getter().of(row));
            }
            json.writeEndObject();
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
        field(json, "debugSeen", health.debugSeen());
        field(json, "namesKnown", health.namesKnown());
        field(json, "unnamedSessions", snapshot.server().unnamedSessions());
        field(json, "liveView", health.liveView());
        field(json, "poolSize", pool.size());
        field(json, "poolUsed", pool.used());
        field(json, "contradictedNames", health.doubts().contradictedNames());
        field(json, "failedAccounts", health.doubts().failedAccounts());
        json.writeEndObject();
    }

    private static void source(JsonGenerator json, Health.Source source) throws IOException {
        boolean file = source.kind() == Health.Source.Kind.FILE;
        json.writeStartObject();
        field(json, file ? "path" : "journal", source.name());
        field(json, "position", file ? octets(source.position()) : source.position());
        field(json, "lagOctets", source.lagOctets());
        field(json, "lastLine", source.lastLine());
        json.writeEndObject();
    }

    private static @Nullable Long octets(String position) {
        return position.matches("[0-9]{1,18}") ? Long.valueOf(position) : null;
    }

    private static void field(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else {
            json.writeString(value instanceof OffsetDateTime time ? Stamp.iso(time) : value.toString());
        }
    }
}

package io.pptpdmonitor.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.pptpdmonitor.model.Stamp;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as objects of JSON. All of it is ASCII: other characters are escaped, so two names stay two whatever character set
 * the output has, and no name can reach a terminal's controls.
 */
final class JsonRow {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private JsonRow() {}

    /** A generator of ASCII; the caller closes it, and out stays open. */
    static JsonGenerator generator(Appendable out) throws IOException {
        JsonGenerator json = FACTORY.createGenerator(new AppendableWriter(out));
        json.setCharacterEscapes(new DeleteEscaped());
        return json;
    }

    /** One object on one line. */
    static <T> void write(List<Field<T>> fields, T row, Appendable out) throws IOException {
        try (JsonGenerator json = generator(out)) {
            write(fields, row, json);
        }
        out.append('\n');
    }

    static <T> void write(List<Field<T>> fields, T row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Field<T> field : fields) {
            field(json, field.name(), field.getter().of(row));
        }
        json.writeEndObject();
    }

    /** A field that holds an object; null where there is none. */
    static <T> void object(JsonGenerator json, String name, List<Field<T>> fields, @Nullable T row) throws IOException {
        json.writeFieldName(name);
        if (row == null) {
            json.writeNull();
        } else {
            write(fields, row, json);
        }
    }

    static void field(JsonGenerator json, String name, @Nullable Object value) throws IOException {
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

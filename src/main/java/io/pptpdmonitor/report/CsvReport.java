package io.pptpdmonitor.report;

import io.pptpdmonitor.model.Stamp;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows as RFC 4180, one record a line, with the fields of JSON. An empty cell is not known. Text that a spreadsheet would
 * run as a formula gets an apostrophe before it; control characters are printed as {@link PlainText} does.
 */
final class CsvReport {

    private static final String END = "\r\n";

    /** The last four are the full-width forms, which spreadsheets take for the plain ones. */
    private static final String FORMULA = "=+-@\t\r\uff1d\uff0b\uff0d\uff20";

    private CsvReport() {}

    static <T> void write(List<Field<T>> fields, List<T> rows, Appendable out, boolean header) throws IOException {
        if (header) {
            out.append(joined(fields, Field::name)).append(END);
        }
        for (T row : rows) {
            out.append(joined(fields, field -> cell(field.getter().of(row)))).append(END);
        }
    }

    private static <T> String joined(List<Field<T>> fields, Function<Field<T>, String> cell) {
        return fields.stream().map(cell).collect(Collectors.joining(","));
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof String text) {
            return quoted(PlainText.of(inert(text)));
        }
        return value instanceof OffsetDateTime time ? Stamp.iso(time) : value.toString();
    }

    private static String inert(String text) {
        return formula(text) || formula(text.stripLeading()) ? "'" + text : text;
    }

    private static boolean formula(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    }

    /** An empty text is quoted too: unlike an unknown one, it was told. */
    private static String quoted(String text) {
        boolean plain =
                !text.isEmpty() && text.equals(text.strip()) && text.chars().noneMatch(c -> c == ',' || c == '"');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}

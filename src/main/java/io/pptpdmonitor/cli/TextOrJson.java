package io.pptpdmonitor.cli;

import io.pptpdmonitor.report.Format;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** How a report is written that has no rows for CSV. */
final class TextOrJson {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json",
            converter = FormatConverter.class,
            description = "Format: table (default) or json.")
    Format format = Format.TABLE;

    @Option(
            names = {"-n", "--no-header"},
            description = "Leave away the titles.")
    boolean noHeader;

    boolean json() {
        return format == Format.JSON;
    }

    boolean noHeader() {
        return noHeader;
    }

    static final class FormatConverter implements ITypeConverter<Format> {
        @Override
        public Format convert(String text) {
            return new Choice<Format>()
                    .or("table", Format.TABLE)
                    .or("json", Format.JSON)
                    .convert(text);
        }
    }
}

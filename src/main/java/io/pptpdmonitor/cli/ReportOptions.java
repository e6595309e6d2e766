package io.pptpdmonitor.cli;

import io.pptpdmonitor.report.Format;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a report is written. */
final class ReportOptions {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json|csv",
            converter = FormatConverter.class,
            description = "Format: table (default), json or csv.")
    Format format = Format.TABLE;

    @Option(
            names = {"-n", "--no-header"},
            description = "Leave away the lines above the table.")
    boolean noHeader;

    static final class FormatConverter implements ITypeConverter<Format> {
        @Override
        public Format convert(String text) {
            for (Format format : Format.values()) {
                if (format.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return format;
                }
            }
            throw new TypeConversionException("expected table, json or csv, but was '" + text + "'");
        }
    }
}

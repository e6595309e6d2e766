package io.pptpdmonitor.cli;

import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.report.Format;
import io.pptpdmonitor.report.Report;
import io.pptpdmonitor.report.View;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** How a view is written. */
final class ReportOptions {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json|csv|librenms",
            converter = FormatConverter.class,
            description = "Format: table (default), json, csv or librenms.")
    Format format = Format.TABLE;

    @Option(
            names = {"-n", "--no-header"},
            description = "Leave away the lines above the table.")
    boolean noHeader;

    /**
     * Writes a view, once.
     *
     * @return the exit code
     * @throws IOException if no data could be had, with a message for the user
     */
    int write(View view, SnapshotOptions source, Environment environment) throws IOException {
        return write(view, source, environment, snapshot -> {});
    }

    /** Also shows {@code then} the snapshot that was written. */
    int write(View view, SnapshotOptions source, Environment environment, Consumer<Snapshot> then) throws IOException {
        try (Snapshots snapshots = source.open(environment, false)) {
            Snapshot snapshot = snapshots.all();
            Report.write(view, format, snapshot, environment.out(), !noHeader);
            if (!tellsHealth(view)) {
                Warnings.of(snapshot.health(), environment);
            }
            warnOfCut(view, snapshot, environment);
            then.accept(snapshot);
            return Problems.exitCode(snapshot.health());
        }
    }

    /** A table with a header says it below, and JSON in its health; whoever counts the rows of the others must be told, too. */
    private void warnOfCut(View view, Snapshot snapshot, Environment environment) {
        String notShown = Report.notShown(view, snapshot);
        boolean rowsAlone = format == Format.CSV || (format == Format.TABLE && noHeader);
        if (rowsAlone && !notShown.isEmpty()) {
            environment.complain(notShown);
        }
    }

    private boolean tellsHealth(View view) {
        return view == View.STATUS && format == Format.TABLE && !noHeader;
    }

    static final class FormatConverter implements ITypeConverter<Format> {
        @Override
        public Format convert(String text) {
            return Choice.of(Format.values(), format -> format.name().toLowerCase(Locale.ROOT))
                    .convert(text);
        }
    }
}

package io.pptpdmonitor.report;

import io.pptpdmonitor.model.NotShown;
import io.pptpdmonitor.model.Snapshot;
import java.io.IOException;
import java.util.Objects;

/** The one entry for the commands. Pure: the same snapshot gives the same text; any thread may call it. */
public final class Report {

    private Report() {}

    /**
     * Writes a view of the snapshot; every line, the last one too, ends in a line feed (CSV: CR LF).
     *
     * @param header false leaves away the lines above the status table, the other tables' line of titles and CSV's first
     *     record; JSON and LibreNMS's are always the whole document
     * @throws IOException only what out throws
     */
    public static void write(View view, Format format, Snapshot snapshot, Appendable out, boolean header)
            throws IOException {
        switch (format) {
            case JSON -> new JsonReport(snapshot).write(view, out);
            case CSV -> csv(view, snapshot, out, header);
            case TABLE -> table(view, snapshot, out, header);
            case LIBRENMS -> new LibreNmsReport(snapshot).write(out);
        }
    }

    /** What the view's rows leave out, as a clause; empty where they are all. Under a table with a header it stands anyway. */
    public static String notShown(View view, Snapshot snapshot) {
        NotShown notShown = snapshot.health().notShown();
        boolean untold = notShown == null || (view == View.FAILURES && notShown.failures() == null);
        return untold ? NotShownText.ofAgent(view, snapshot) : NotShownText.of(view, Objects.requireNonNull(notShown));
    }

    private static void csv(View view, Snapshot snapshot, Appendable out, boolean header) throws IOException {
        switch (view) {
            case STATUS, USERS -> CsvReport.write(Fields.USER, snapshot.users(), out, header);
            case SESSIONS -> CsvReport.write(Fields.SESSION, snapshot.sessions(), out, header);
            case FAILURES -> CsvReport.write(Fields.FAILURE, snapshot.failures(), out, header);
        }
    }

    private static void table(View view, Snapshot snapshot, Appendable out, boolean header) throws IOException {
        switch (view) {
            case STATUS -> new StatusTable(snapshot).write(out, header);
            case SESSIONS -> Tables.sessions(snapshot).write(snapshot.sessions(), out, header);
            case USERS -> Tables.USERS.write(snapshot.users(), out, header);
            case FAILURES -> Tables.FAILURES.write(snapshot.failures(), out, header);
        }
        String notShown = notShown(view, snapshot);
        if (header && !notShown.isEmpty()) {
            out.append('(').append(notShown).append(")\n");
        }
    }
}

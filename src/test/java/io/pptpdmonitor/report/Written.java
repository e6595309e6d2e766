package io.pptpdmonitor.report;

import io.pptpdmonitor.model.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A report as a String. */
final class Written {

    private Written() {}

    static String report(View view, Format format, Snapshot snapshot, boolean header) {
        StringBuilder out = new StringBuilder();
        try {
            Report.write(view, format, snapshot, out, header);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}

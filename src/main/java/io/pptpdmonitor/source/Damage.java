package io.pptpdmonitor.source;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The first of several files that could not be read. */
final class Damage {

    private @Nullable IOException first;

    void note(IOException problem) {
        first = first == null ? problem : first;
    }

    void tell() throws IOException {
        if (first != null) {
            throw first;
        }
    }
}

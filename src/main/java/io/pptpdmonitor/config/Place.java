package io.pptpdmonitor.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where something stands.
 *
 * @param line from 1; null where it has none, as a command line
 */
public record Place(Path file, @Nullable Integer line) {

    @Override
    public String toString() {
        return file + (line == null ? "" : ":" + line);
    }
}

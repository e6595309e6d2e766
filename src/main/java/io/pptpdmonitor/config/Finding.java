package io.pptpdmonitor.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Something in a file that its owner should know, and what to do about it.
 *
 * @param line from 1; null where it is of the whole file
 * @param text what is wrong and what to do; secrets never stand in it
 */
public record Finding(Path file, @Nullable Integer line, String text) {

    @Override
    public String toString() {
        return file + (line == null ? "" : ":" + line) + ": " + text;
    }
}

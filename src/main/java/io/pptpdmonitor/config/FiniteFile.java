package io.pptpdmonitor.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What can be read to an end at once: a pipe would wait for somebody to write, and most devices have none. */
final class FiniteFile {

    /** By which options are switched off. */
    private static final Path NOTHING = Path.of("/dev/null");

    private FiniteFile() {}

    /**
     * The same file.
     *
     * @throws IOException with a clause, if it is none; one that is missing is for its reader to tell
     */
    static Path of(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isSameFile(file, NOTHING)) {
            throw new IOException(Files.isDirectory(file) ? "it is a directory" : "it is a pipe or a device");
        }
        return file;
    }
}

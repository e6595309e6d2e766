package io.pptpdmonitor.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says to the user why a file cannot be read. */
public final class FileProblem {

    private FileProblem() {}

    /** The same problem with a message that says what to do, where it has none yet. */
    public static IOException of(Path file, IOException problem) {
        if (problem instanceof NoSuchFileException) {
            return new IOException("no such file: " + file, problem);
        }
        if (problem instanceof AccessDeniedException) {
            return new IOException(
                    "no permission to read " + file + "; run as root, or as a member of the group that owns it",
                    problem);
        }
        return problem;
    }
}

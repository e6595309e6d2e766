package io.pptpdmonitor.collect;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why something could not be read, as a sentence for the user: the JDK's own message is often the bare path. */
public final class Reason {

    private Reason() {}

    /** One line unless the path in it has several; never empty. */
    public static String of(IOException problem) {
        String message = problem.getMessage();
        if (message == null || message.isBlank()) {
            return problem.toString();
        }
        if (problem instanceof FileSystemException ofFile && ofFile.getReason() == null) {
            return of(ofFile, message);
        }
        return message;
    }

    private static String of(FileSystemException problem, String path) {
        if (problem instanceof NoSuchFileException) {
            return "no such file: " + path;
        }
        if (problem instanceof AccessDeniedException) {
            return "no permission to read " + path + "; run as root, or as a member of the group that owns it";
        }
        return "cannot read " + path + " (" + problem.getClass().getSimpleName() + ")";
    }
}

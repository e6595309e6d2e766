package io.pptpdmonitor.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why a file cannot be read, and what to do. */
final class Unreadable {

    private Unreadable() {}

    /** A clause that ends in a semicolon; what that means for us follows it. */
    static String reason(IOException problem) {
        if (problem instanceof NoSuchFileException) {
            return "there is no such file;";
        }
        return problem instanceof AccessDeniedException
                ? "no permission to read it (run as root);"
                : "it cannot be read (" + problem.getMessage() + ");";
    }
}

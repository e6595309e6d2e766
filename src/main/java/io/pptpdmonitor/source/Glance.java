package io.pptpdmonitor.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a name tells of the file that has it. As long as that is the same, nothing was written to the file; one
 * that was truncated and has grown to the same length within a tick of the kernel's clock looks the same until it grows on.
 */
record Glance(Object key, long size, FileTime modified) {

    /** Null where that cannot be told. */
    static @Nullable Glance at(Path path) {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            Object key = now.fileKey();
            return key == null ? null : new Glance(key, now.size(), now.lastModifiedTime());
        } catch (IOException e) {
            return null; // Who reads it sees why.
        }
    }

    /** As equals, which a record links when it is first asked: that would be a tenth of a check. */
    boolean isAs(Glance other) {
        return key.equals(other.key) && size == other.size && modified.equals(other.modified);
    }
}

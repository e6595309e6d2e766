package io.pptpdmonitor.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A file of the past of which what stands behind {@code position} is to be read.
 *
 * @param key its inode, as rotation may give it another name meanwhile; null where that is not known
 */
record Unread(Path file, @Nullable Object key, long position) {

    static Unread from(Path file, long position) {
        return new Unread(file, key(file), position);
    }

    private static @Nullable Object key(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException toldWhenItIsRead) {
            return null;
        }
    }

    /** What it is called now, should the log have been rotated since it was listed. */
    Path now(Path log) throws IOException {
        if (key == null || key.equals(key(file))) {
            return file;
        }
        for (Path other : RotatedFiles.of(log)) {
            if (key.equals(key(other))) {
                return other;
            }
        }
        return file;
    }
}

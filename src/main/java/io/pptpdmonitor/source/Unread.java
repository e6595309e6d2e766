package io.pptpdmonitor.source;

import io.pptpdmonitor.file.Compression;
import io.pptpdmonitor.file.RotatedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of the past of which what stands behind {@code position} is to be read.
 *
 * @param key its inode, as rotation may give it another name meanwhile; null where that is not known
 * @param follows whether no file is missing between the one before and this one, as far as their names tell
 */
record Unread(Path file, @Nullable Object key, long position, boolean follows) {

    static Unread from(Path file, long position, boolean follows) {
        return new Unread(file, key(file), position, follows);
    }

    private static @Nullable Object key(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException toldWhenItIsRead) {
            return null;
        }
    }

    /** What it is called now, should the log have been rotated, or it have been compressed, since it was listed. */
    Path now(Path log) throws IOException {
        if (key == null ? Files.exists(file) : key.equals(key(file))) {
            return file;
        }
        List<Path> past = RotatedFiles.of(log);
        for (Path other : past) {
            // A compressed file may have been given the inode of the one that it was made of.
            if (key != null && Compression.of(other) == Compression.of(file) && key.equals(key(other))) {
                return other;
            }
        }
        for (Path other : past) {
            if (Compression.isCompressed(other) && other.toString().startsWith(file + ".")) {
                return other;
            }
        }
        return file;
    }
}

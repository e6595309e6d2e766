package io.pptpdmonitor.source;

import io.pptpdmonitor.file.FileProblem;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One inode that is being read, whatever its name is by now. */
final class OpenLog implements Closeable {

    private final Path path;
    /** The name that it was found under: another than {@code path} where it had been rotated before. */
    private final Path found;

    private final FileChannel channel;
    private final @Nullable Object key;

    private OpenLog(Path path, Path found, FileChannel channel, @Nullable Object key) {
        this.path = path;
        this.found = found;
        this.channel = channel;
        this.key = key;
    }

    /**
     * Opens the file that has the name now.
     *
     * @throws IOException with a message for the user
     */
    static OpenLog open(Path path) throws IOException {
        return renamed(path, path);
    }

    /** Opens {@code file}, which had the name {@code path} before it was rotated. */
    static OpenLog renamed(Path file, Path path) throws IOException {
        try {
            while (true) {
                Object before = attributes(file).fileKey();
                FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                if (Objects.equals(before, attributes(file).fileKey())) {
                    return new OpenLog(path, file, channel, before);
                }
                channel.close(); // Replaced meanwhile: key and channel would be of two files.
            }
        } catch (NoSuchFileException | AccessDeniedException e) {
            throw FileProblem.of(file, e);
        }
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            throw new IOException(path + " is a directory; name a log file");
        }
        if (!attributes.isRegularFile()) {
            throw new IOException(path + " is a pipe or a device; write it to a file, and name that");
        }
        return attributes;
    }

    /** Puts what stands from {@code position} on into {@code space}; returns how much, -1 at the end. */
    int read(ByteBuffer space, long position) throws IOException {
        return channel.read(space, position);
    }

    long size() throws IOException {
        return channel.size();
    }

    /**
     * When it was last written to; where that cannot be told since it was renamed again, when the file was that has its
     * name now.
     *
     * @throws NoSuchFileException if there is none
     */
    Instant modified() throws IOException {
        Path named = Files.exists(found) && Objects.equals(attributes(found).fileKey(), key) ? found : path;
        return Files.getLastModifiedTime(named).toInstant();
    }

    /** Whether it still has its name. */
    boolean isNamed() throws IOException {
        return Objects.equals(attributes(path).fileKey(), key);
    }

    /** Whether that is how its name looked. */
    boolean is(Glance seen) {
        return seen.key().equals(key);
    }

    /** Whether it has that name now. No other file can have its inode: it is open. */
    boolean hasName(Path file) {
        try {
            return key != null && key.equals(attributes(file).fileKey());
        } catch (IOException gone) {
            return false;
        }
    }

    /** Whether another file with content has the name now; its writer has then left this one. */
    boolean isReplaced() throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return !Objects.equals(now.fileKey(), key) && now.size() > 0;
        } catch (NoSuchFileException betweenRenameAndCreate) {
            return false;
        }
    }

    /** Whether it is still the file in which {@code mark} was set, not one that was truncated and has grown again. */
    boolean holds(Bookmark mark) throws IOException {
        return mark.isIn(channel);
    }

    /** Where what was read before {@code mark} ends in it, though it is not the same file any more; -1 if that is nowhere. */
    long placeOf(Bookmark mark) throws IOException {
        return mark.placeIn(channel);
    }

    /** Whether it begins as the file did in which {@code mark} was set. */
    boolean beginsAs(Bookmark mark) throws IOException {
        return mark.begins(channel);
    }

    /** Sets a bookmark where {@code position} octets were read; {@code before} is the last one set in it, if any. */
    Bookmark mark(long position, Instant modified, @Nullable Bookmark before) throws IOException {
        if (before == null) {
            return new Bookmark(
                    position, Fingerprint.head(channel, position), Fingerprint.tail(channel, position), modified);
        }
        if (before.position() == position) {
            return before.writtenAt(modified);
        }
        Fingerprint tail = Fingerprint.tail(channel, position);
        if (tail.end() < position) {
            return new Bookmark(position, before.head(), before.tail(), modified); // Cut meanwhile.
        }
        boolean known = before.head().end() == Fingerprint.LENGTH;
        return new Bookmark(position, known ? before.head() : Fingerprint.head(channel, position), tail, modified);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package io.pptpdmonitor.source;

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
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One inode that is being read, whatever its name is by now. Its first bytes are kept, since a file that was truncated
 * and has grown beyond where it was read to looks like one that has grown.
 */
final class OpenLog implements Closeable {

    private static final int HEAD = 512;

    private final Path path;
    private final FileChannel channel;
    private final @Nullable Object key;
    private byte[] head = new byte[0];

    private OpenLog(Path path, FileChannel channel, @Nullable Object key) {
        this.path = path;
        this.channel = channel;
        this.key = key;
    }

    /**
     * Opens the file that has the name now.
     *
     * @throws IOException with a message for the user
     */
    static OpenLog open(Path path) throws IOException {
        try {
            while (true) {
                Object before = attributes(path).fileKey();
                FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
                if (Objects.equals(before, attributes(path).fileKey())) {
                    return new OpenLog(path, channel, before);
                }
                channel.close(); // Replaced meanwhile: key and channel would be of two files.
            }
        } catch (NoSuchFileException absent) {
            throw new IOException("no such file: " + path, absent);
        } catch (AccessDeniedException denied) {
            throw new IOException(
                    "no permission to read " + path + "; run as root, or as a member of the group that owns it",
                    denied);
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

    /** Whether another file with content has the name now; its writer has then left this one. */
    boolean isReplaced() throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return !Objects.equals(now.fileKey(), key) && now.size() > 0;
        } catch (NoSuchFileException betweenRenameAndCreate) {
            return false;
        }
    }

    /** Whether this is not the file any more of which {@code consumed} bytes were read. */
    boolean isTruncated(long consumed) throws IOException {
        return channel.size() < consumed || !beginsAsBefore(channel);
    }

    /** Whether {@code copy} was made of it before it was truncated (logrotate's copytruncate). */
    boolean isCopiedTo(Path copy, long consumed) throws IOException {
        try (FileChannel other = FileChannel.open(copy, StandardOpenOption.READ)) {
            return head.length > 0 && other.size() >= consumed && beginsAsBefore(other);
        }
    }

    private boolean beginsAsBefore(FileChannel file) throws IOException {
        return Arrays.equals(head, beginning(file, head.length));
    }

    /** Keeps the first bytes, of those {@code consumed}. */
    void remember(long consumed) throws IOException {
        if (head.length < HEAD && head.length < consumed) {
            head = beginning(channel, (int) Math.min(HEAD, consumed));
        }
    }

    void forget() {
        head = new byte[0];
    }

    private static byte[] beginning(FileChannel file, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, bytes.position()) > 0) {
            // Until there are enough.
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package io.pptpdmonitor.wtmp;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A wtmp file that is followed: each {@link #poll} reads the records that have come since the last one, whatever
 * logrotate made of the file meanwhile (rename and create, or copytruncate); what was written to the old one is read from
 * {@code wtmp.1}. A record that is not whole yet waits. Not thread-safe.
 *
 * <p>The file is known by its first octets: of two that begin with the same record the one is a copy of the other.
 */
public final class WtmpLog {

    /** A record of either size has as many. */
    private static final int HEAD = 384;

    private final Path path;
    private byte[] head = new byte[0];
    private long position;
    private @Nullable WtmpLayout layout;

    public WtmpLog(Path path) {
        this.path = path;
    }

    /**
     * Hands over the new records of ppp lines, in the order of writing.
     *
     * @throws IOException with a whole sentence if the file was never there, is unreadable or no wtmp; one that was there
     *     may be absent while it is rotated
     */
    public void poll(Consumer<WtmpRecord> onPpp) throws IOException {
        if (head.length > 0 && !Files.exists(path)) {
            return;
        }
        WtmpFile file = new WtmpFile(path);
        try (FileChannel channel = file.open()) {
            if (!isAsBefore(channel)) {
                finish(rotated(), onPpp);
                position = 0;
                head = new byte[0];
            }
            read(file, channel, onPpp);
        }
    }

    /**
     * Hands over the records of the file that was rotated away last; to be called before the first {@link #poll}, by whoever
     * wants those who came before the rotation. Nothing where there is none.
     *
     * @throws IOException with a whole sentence if it is unreadable or no wtmp
     */
    public void past(Consumer<WtmpRecord> onPpp) throws IOException {
        Path rotated = rotated();
        if (Files.exists(rotated)) {
            new WtmpFile(rotated).read(onPpp);
        }
    }

    private Path rotated() {
        return path.resolveSibling(path.getFileName() + ".1");
    }

    private boolean isAsBefore(FileChannel channel) throws IOException {
        return channel.size() >= position && Arrays.equals(head, first(channel, head.length));
    }

    /** What stands in the old file, and was not read; nothing if that is not what was followed. */
    private void finish(Path rotated, Consumer<WtmpRecord> onPpp) throws IOException {
        WtmpLayout known = layout;
        if (known == null || !Files.isRegularFile(rotated)) {
            return;
        }
        try (FileChannel channel = new WtmpFile(rotated).open()) {
            if (isAsBefore(channel)) {
                WtmpFile.read(channel, position, whole(channel.size(), known), known, onPpp);
            }
        }
    }

    private void read(WtmpFile file, FileChannel channel, Consumer<WtmpRecord> onPpp) throws IOException {
        long size = channel.size();
        WtmpLayout known = layout;
        if (size < HEAD && (known != null || size == 0)) {
            return; // The first record is still to come, or not whole.
        }
        if (known == null || head.length == 0) {
            known = file.layout(channel, size);
            layout = known;
        }
        long whole = whole(size, known);
        WtmpFile.read(channel, position, whole, known, onPpp);
        position = whole;
        head = head.length == 0 ? first(channel, HEAD) : head;
    }

    private static long whole(long size, WtmpLayout layout) {
        return size - size % layout.size;
    }

    private static byte[] first(FileChannel channel, int length) throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(length);
        while (octets.hasRemaining() && channel.read(octets, octets.position()) > 0) {
            // Until there are enough.
        }
        return Arrays.copyOf(octets.array(), octets.position());
    }

    /** Where it has read to. */
    public void save(StateOutput out) {
        out.octets(head).number(position).choice(layout);
    }

    /** Goes on from where it was saved; to be called before the first {@link #poll}. */
    public void restore(StateInput in) throws DamagedStateException {
        byte[] saved = in.octets();
        long at = in.number();
        WtmpLayout known = in.choice(WtmpLayout.class);
        if (saved == null || at < 0 || (known == null && at > 0) || (known != null && at % known.size != 0)) {
            throw new DamagedStateException("no place in a wtmp file");
        }
        head = saved;
        position = at;
        layout = known;
    }
}

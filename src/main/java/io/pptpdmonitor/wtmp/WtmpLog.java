package io.pptpdmonitor.wtmp;

import io.pptpdmonitor.file.Compression;
import io.pptpdmonitor.file.RotatedFiles;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A wtmp file that is followed: each {@link #poll} reads the records that have come since the last one, whatever
 * logrotate made of the file meanwhile (rename and create, or copytruncate); what was written to the old one is read from
 * {@code wtmp.1}, {@code wtmp-20261101}, {@code wtmp.1.gz} or however it is called then. A record that is not whole yet waits. Not thread-safe.
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
    private @Nullable IOException missed;

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
        try (FileChannel channel = file.openPlain()) {
            if (!isAsBefore(channel)) {
                finish(onPpp);
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
        List<Path> past = rotated();
        if (!past.isEmpty()) {
            new WtmpFile(past.get(past.size() - 1)).read(onPpp);
        }
    }

    /** Why something was missed of what was written before the file was rotated last; null if nothing was. */
    public @Nullable IOException missed() {
        return missed;
    }

    /** Oldest first. */
    private List<Path> rotated() throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        return directory == null || Files.notExists(directory) ? List.of() : RotatedFiles.of(path);
    }

    private boolean isAsBefore(FileChannel channel) throws IOException {
        return channel.size() >= position && Arrays.equals(head, first(channel, head.length));
    }

    /**
     * What stands in the old file, and was not read, and in those that were rotated after it; nothing if none is what was
     * followed. What is missed of that is no reason to miss what comes.
     */
    private void finish(Consumer<WtmpRecord> onPpp) {
        missed = null;
        List<Path> unread = unread();
        if (unread.isEmpty()) {
            missed = null;
            unread = unread(); // While they were listed one may have been compressed.
        }
        if (unread.isEmpty() && missed == null) {
            missed = new IOException(path + " began anew, and what it held before is in no file beside it");
        }
        long from = position;
        for (Path file : unread) {
            rest(file, from, onPpp);
            from = 0;
        }
    }

    /** The rotated file that was followed, and those that are newer, oldest first. */
    private List<Path> unread() {
        try {
            List<Path> past = rotated();
            for (int i = past.size() - 1; i >= 0; i--) {
                if (isAsBefore(past.get(i))) {
                    missed = null;
                    return past.subList(i, past.size());
                }
            }
        } catch (IOException e) {
            missed = e;
        }
        return List.of();
    }

    /** One that cannot be read may be the one. */
    private boolean isAsBefore(Path file) {
        try (InputStream in = new WtmpFile(file).open()) {
            return Arrays.equals(head, in.readNBytes(head.length))
                    && Compression.skip(in, Math.max(0, position - head.length));
        } catch (IOException e) {
            missed = e;
            return false;
        }
    }

    private void rest(Path file, long from, Consumer<WtmpRecord> onPpp) {
        WtmpLayout known = layout;
        try (InputStream in = new WtmpFile(file).open()) {
            if (known != null && Compression.skip(in, from)) {
                WtmpFile.read(in, Long.MAX_VALUE, known, onPpp);
            }
        } catch (IOException e) {
            missed = e;
        }
    }

    private void read(WtmpFile file, FileChannel channel, Consumer<WtmpRecord> onPpp) throws IOException {
        long size = channel.size();
        WtmpLayout known = layout;
        if (size < HEAD && (known != null || size == 0)) {
            return; // The first record is still to come, or not whole.
        }
        if (known == null || head.length == 0) {
            known = file.layout(from(channel, 0), size);
            layout = known;
        }
        long whole = whole(size, known);
        WtmpFile.read(from(channel, position), whole - position, known, onPpp);
        position = whole;
        head = head.length == 0 ? first(channel, HEAD) : head;
    }

    private static InputStream from(FileChannel channel, long position) throws IOException {
        return Channels.newInputStream(channel.position(position));
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

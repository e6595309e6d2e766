package io.pptpdmonitor.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A state in a file: whole or not at all, whatever happens meanwhile. It is written to a file beside it, which then takes
 * its name; a checksum tells damage. Of several processes one writes, for as long as it has it open; the others read.
 * Not thread-safe.
 */
public final class StateFile implements Closeable {

    /** What was found instead of a state. The message is a clause such as "is damaged (its checksum is wrong)". */
    public static final class UnusableException extends IOException {

        private static final long serialVersionUID = 1;

        private final boolean newer;

        UnusableException(String message, boolean newer) {
            super(message);
            this.newer = newer;
        }

        /** Whether a later release wrote it: then it is not for this one to write over. */
        public boolean newer() {
            return newer;
        }
    }

    private static final byte[] MAGIC = "pptpd-monitor state ".getBytes(StandardCharsets.US_ASCII);
    /** Of the content; it goes up with each change of its layout, and another one is not read. */
    private static final int VERSION = 12;

    private static final int HEADER = MAGIC.length + Integer.BYTES + Long.BYTES + Integer.BYTES;

    private static final int AT_ONCE = 1 << 16;
    private static final int MOST = 1 << 30;
    /** More than anybody asks by turns. */
    private static final int MOST_OTHERS = 8;

    private final Path path;
    private final WholeFile file;

    public StateFile(Path path) {
        this(new WholeFile(path, "the state"));
    }

    private StateFile(WholeFile file) {
        this.path = file.path();
        this.file = file;
    }

    /** A part of it in a file of its own, which whoever may write this one may write. */
    public StateFile beside(String suffix) {
        return new StateFile(file.part(suffix));
    }

    /**
     * The one beside it of something else, by whose text it is called; it need not be there.
     *
     * @throws UnwritableException if it is not there, and so many others are that none should be added
     */
    public StateFile other(String of) throws UnwritableException {
        CRC32C name = new CRC32C();
        name.update(of.getBytes(StandardCharsets.UTF_8));
        WholeFile other = file.sibling(String.format(".%08x", name.getValue()));
        if (!Files.exists(other.path()) && others() >= MOST_OTHERS) {
            throw file.unwritable(others() + " others lie beside it, of other options; remove those that nobody needs");
        }
        return new StateFile(other);
    }

    private int others() {
        Path absolute = path.toAbsolutePath();
        Pattern name = Pattern.compile(Pattern.quote(String.valueOf(absolute.getFileName())) + "\\.[0-9a-f]{8}");
        try (Stream<Path> all = Files.list(absolute.resolveSibling("."))) {
            return (int) all.filter(each ->
                            name.matcher(String.valueOf(each.getFileName())).matches())
                    .count();
        } catch (IOException notToBeSeen) {
            return 0;
        }
    }

    /**
     * What was saved; null where there is no file.
     *
     * @throws UnusableException if there is one that does not hold a state of this release
     * @throws IOException if it cannot be read
     */
    public @Nullable StateInput read() throws IOException {
        byte[] all;
        try {
            all = octets();
        } catch (NoSuchFileException none) {
            return null;
        }
        if (all.length < HEADER || !Arrays.equals(all, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new UnusableException(all.length == 0 ? "is empty" : "is no state of pptpd-monitor", false);
        }
        ByteBuffer header = ByteBuffer.wrap(all, MAGIC.length, HEADER - MAGIC.length);
        int version = header.getInt();
        if (version != VERSION) {
            String whose = version > VERSION ? "a newer" : "an older";
            throw new UnusableException("is of " + whose + " release (format " + version + ")", version > VERSION);
        }
        ByteBuffer content = ByteBuffer.wrap(all, HEADER, all.length - HEADER);
        if (header.getLong() != content.remaining() || header.getInt() != checksum(content)) {
            throw new UnusableException("is damaged (its checksum is wrong)", false);
        }
        return new StateInput(all, HEADER, all.length);
    }

    /** Some at a time: the JDK would copy as much as it is asked for twice. */
    private byte[] octets() throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new UnusableException("is a directory, a pipe or a device, and in the way; remove it", false);
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (channel.size() > MOST) {
                throw new UnusableException("is no state of pptpd-monitor", false);
            }
            ByteBuffer all = ByteBuffer.allocate((int) channel.size());
            int count = 0;
            while (all.hasRemaining() && count >= 0) {
                count = channel.read(all.slice(all.position(), Math.min(AT_ONCE, all.remaining())));
                all.position(all.position() + Math.max(0, count));
            }
            return all.array();
        }
    }

    /** When it was last written; null if it never was, or that cannot be seen. */
    public @Nullable Instant written() {
        try {
            return Files.getLastModifiedTime(path).toInstant();
        } catch (IOException notThereOrHidden) {
            return null;
        }
    }

    private static int checksum(ByteBuffer octets) {
        CRC32C checksum = new CRC32C();
        checksum.update(octets);
        return (int) checksum.getValue();
    }

    /**
     * Becomes the one that may write, until {@link #close}. False where another process is.
     *
     * @throws UnwritableException if nobody may write here
     */
    public boolean own() throws UnwritableException {
        return file.own();
    }

    /**
     * Replaces what is there; {@link #own} must have said yes.
     *
     * @throws UnwritableException if that fails; what was there stays as it was
     */
    public void write(StateOutput state) throws UnwritableException {
        ByteBuffer octets = state.toByteBuffer();
        ByteBuffer header = ByteBuffer.allocate(HEADER)
                .put(MAGIC)
                .putInt(VERSION)
                .putLong(octets.limit())
                .putInt(checksum(octets.duplicate()))
                .flip();
        file.write(header, octets);
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

package io.pptpdmonitor.source;

import io.pptpdmonitor.file.Compression;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Bytes of a file and where they stand in it: a file that has others there is another file. Never of compressed ones. */
final class Fingerprint {

    /** Long enough to hold a line or two with their stamps. */
    static final int LENGTH = 512;

    /** Of a file's end so many octets are looked through for it: what is written to a log between two looks is less. */
    private static final long LOOKED_THROUGH = 256L << 20;

    private static final int BLOCK = 1 << 20;

    static final Fingerprint NONE = new Fingerprint(0, new byte[0]);

    private final long position;
    private final byte[] bytes;

    private Fingerprint(long position, byte[] bytes) {
        this.position = position;
        this.bytes = bytes;
    }

    /** The first bytes of those up to {@code end}. */
    static Fingerprint head(FileChannel file, long end) throws IOException {
        return new Fingerprint(0, bytes(file, 0, (int) Math.min(LENGTH, end)));
    }

    /** The last bytes of those up to {@code end}. */
    static Fingerprint tail(FileChannel file, long end) throws IOException {
        long from = Math.max(0, end - LENGTH);
        return new Fingerprint(from, bytes(file, from, (int) (end - from)));
    }

    private static byte[] bytes(FileChannel file, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, position + bytes.position()) > 0) {
            // Until there are enough.
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** Where its last byte ends. */
    long end() {
        return position + bytes.length;
    }

    /** Whether they stand in the file, as far as it is long enough. */
    boolean agreesWith(FileChannel file) throws IOException {
        return beginWith(bytes(file, position, bytes.length));
    }

    /** As {@link #agreesWith(FileChannel)}, of a file that can only be read from its start on. */
    boolean agreesWith(InputStream file) throws IOException {
        return !Compression.skip(file, position) || beginWith(file.readNBytes(bytes.length));
    }

    /** Whether all of them stand in the file. */
    boolean isIn(FileChannel file) throws IOException {
        return Arrays.equals(bytes, bytes(file, position, bytes.length));
    }

    /** The same of a file that can only be read from its start on. */
    boolean isIn(InputStream file) throws IOException {
        return Compression.skip(file, position) && Arrays.equals(bytes, file.readNBytes(bytes.length));
    }

    /**
     * Where they end in the file, wherever that is; where they stand there several times, the last time. -1 where they do
     * not, or are too few to be sure.
     */
    long endIn(FileChannel file) throws IOException {
        if (bytes.length < LENGTH) {
            return -1;
        }
        long size = file.size();
        long lowest = Math.max(0, size - LOOKED_THROUGH);
        for (long to = size; to - lowest >= LENGTH; to -= BLOCK - (LENGTH - 1)) {
            long from = Math.max(lowest, to - BLOCK);
            int at = lastIn(bytes(file, from, (int) (to - from)));
            if (at >= 0) {
                return from + at + LENGTH;
            }
        }
        return -1;
    }

    private int lastIn(byte[] block) {
        byte last = bytes[LENGTH - 1];
        for (int at = block.length - LENGTH; at >= 0; at--) {
            if (block[at + LENGTH - 1] == last
                    && block[at] == bytes[0]
                    && Arrays.equals(block, at, at + LENGTH, bytes, 0, LENGTH)) {
                return at;
            }
        }
        return -1;
    }

    private boolean beginWith(byte[] found) {
        return Arrays.equals(bytes, 0, found.length, found, 0, found.length);
    }

    void save(StateOutput out) {
        out.number(position).octets(bytes);
    }

    static Fingerprint saved(StateInput in) throws DamagedStateException {
        long position = in.number();
        byte[] bytes = in.octets();
        if (position < 0 || bytes == null) {
            throw new DamagedStateException("no fingerprint of a file");
        }
        return new Fingerprint(position, bytes);
    }
}

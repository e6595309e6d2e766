package io.pptpdmonitor.file;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * What a compressed file holds; several members or frames are read one after the other. Whatever is wrong with the
 * file's bytes becomes a {@link DamagedFileException}, after all that could be unpacked was read.
 *
 * <p>The unpackers' classes are loaded with this one: not before a compressed file is read.
 */
final class UnpackedBytes extends InputStream {

    private static final int BLOCK = 1 << 16;

    /** What xz -9 makes needs 65 MiB; a file that says it needs more is not unpacked. */
    private static final int XZ_MEMORY_KIB = 128 << 10;

    private final Path file;
    private final Compression compression;
    private final StoredBytes stored;
    private final InputStream unpacked;

    UnpackedBytes(Path file, Compression compression, InputStream stored) throws IOException {
        this.file = file;
        this.compression = compression;
        this.stored = new StoredBytes(stored);
        this.unpacked = open(new BufferedInputStream(this.stored, BLOCK));
    }

    /** The bytes as they are stored; knows whether it was their end, or the disk, that failed the unpacker. */
    private static final class StoredBytes extends FilterInputStream {

        boolean ended;

        @Nullable IOException failed;

        StoredBytes(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            throw new UnsupportedOperationException("it is read through a buffer");
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            try {
                int count = super.read(b, off, len);
                ended |= count < 0;
                return count;
            } catch (IOException e) {
                failed = e;
                throw e;
            }
        }
    }

    private InputStream open(BufferedInputStream in) throws IOException {
        byte[] magic = compression.magic();
        in.mark(magic.length);
        byte[] first = in.readNBytes(magic.length);
        in.reset();
        if (first.length > 0 && !Arrays.equals(first, Arrays.copyOf(magic, first.length))) {
            throw damaged(new IOException("another magic number"));
        }
        if (first.length < magic.length) {
            throw cut(new EOFException());
        }
        try {
            return switch (compression) {
                case GZIP -> new GZIPInputStream(in, BLOCK);
                case XZ -> new XZInputStream(in, XZ_MEMORY_KIB);
                case BZIP2 -> new Bzip2Members(in);
                case ZSTD -> new ZstdInputStream(in);
            };
        } catch (IOException | RuntimeException e) {
            throw problem(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        try {
            return unpacked.read(b, off, len);
        } catch (IOException | RuntimeException e) {
            throw problem(e);
        }
    }

    private IOException problem(Exception e) {
        IOException ofDisk = stored.failed;
        return ofDisk != null ? ofDisk : stored.ended ? cut(e) : damaged(e);
    }

    private IOException cut(Exception e) {
        return new DamagedFileException(
                file + " ends in the middle of its compressed data; copy it again, or leave it out", e, true);
    }

    private IOException damaged(Exception e) {
        String format = compression.name().toLowerCase(Locale.ROOT);
        return new DamagedFileException(
                file + " cannot be unpacked, it is damaged or no " + format
                        + " file; copy it again, or rename it if it is not compressed",
                e);
    }

    @Override
    public void close() throws IOException {
        unpacked.close();
    }
}

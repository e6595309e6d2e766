package io.pptpdmonitor.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** How a file was compressed once nobody wrote it any more, known by its name. */
public enum Compression {
    GZIP(".gz", "1f8b"),
    XZ(".xz", "fd377a585a00"),
    BZIP2(".bz2", "425a68"),
    ZSTD(".zst", "28b52ffd");

    private static final int BLOCK = 1 << 16;

    private final String suffix;
    private final String magic;

    Compression(String suffix, String magic) {
        this.suffix = suffix;
        this.magic = magic;
    }

    /** Null of a file that is not compressed. */
    public static @Nullable Compression of(Path file) {
        String name = file.toString();
        for (Compression compression : values()) {
            if (name.endsWith(compression.suffix)) {
                return compression;
            }
        }
        return null;
    }

    public static boolean isCompressed(Path file) {
        return of(file) != null;
    }

    /** The octets that every such file begins with. */
    byte[] magic() {
        return HexFormat.of().parseHex(magic);
    }

    /**
     * The file's bytes, unpacked if it is compressed.
     *
     * @throws IOException if it cannot be opened; if it is damaged a {@link DamagedFileException}, also when it is read
     */
    public static InputStream open(Path file) throws IOException {
        needFile(file);
        InputStream stored = Files.newInputStream(file, StandardOpenOption.READ);
        Compression compression = of(file);
        try {
            return compression == null ? stored : new UnpackedBytes(file, compression, stored);
        } catch (IOException | RuntimeException | Error e) {
            stored.close();
            throw e;
        }
    }

    /** A file that is not compressed. */
    public static FileChannel openPlain(Path file) throws IOException {
        needFile(file);
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    private static void needFile(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a directory; name a log file");
        }
    }

    /** Whether there were as many bytes to pass over. */
    public static boolean skip(InputStream in, long count) throws IOException {
        byte[] passed = new byte[(int) Math.min(BLOCK, count)];
        long rest = count;
        while (rest > 0) {
            int read = in.read(passed, 0, (int) Math.min(passed.length, rest));
            if (read < 0) {
                return false;
            }
            rest -= read;
        }
        return true;
    }
}

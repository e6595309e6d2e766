package io.pptpdmonitor.source;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Files that are compressed once nobody writes them any more, known by their names. */
final class Compression {

    private static final int BLOCK = 1 << 16;

    private Compression() {}

    static boolean isCompressed(Path file) {
        return file.toString().endsWith(".gz");
    }

    /** The file's bytes, unpacked if it is compressed. */
    static InputStream open(Path file) throws IOException {
        needFile(file);
        InputStream stored = Files.newInputStream(file, StandardOpenOption.READ);
        try {
            return isCompressed(file) ? new GZIPInputStream(new BufferedInputStream(stored, BLOCK), BLOCK) : stored;
        } catch (IOException | RuntimeException | Error e) {
            stored.close();
            throw e;
        }
    }

    /** A file that is not compressed. */
    static FileChannel openPlain(Path file) throws IOException {
        needFile(file);
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    private static void needFile(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a directory; name a log file");
        }
    }

    /** Whether there were as many bytes to pass over. */
    static boolean skip(InputStream in, long count) throws IOException {
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

    /** Whether the file's bytes themselves are at fault, so that there is no use in reading them again. */
    static boolean isDamage(@Nullable Throwable problem) {
        return problem instanceof EOFException || problem instanceof ZipException;
    }

    /** The problem with a message for the user. */
    static IOException told(Path file, IOException problem) {
        if (problem instanceof EOFException) {
            return new IOException(
                    file + " ends in the middle of its compressed data; copy it again, or leave it out", problem);
        }
        if (problem instanceof ZipException) {
            return new IOException(file + " cannot be unpacked, it is damaged or no gzip file", problem);
        }
        if (problem instanceof NoSuchFileException) {
            return new IOException("no such file: " + file, problem);
        }
        if (problem instanceof AccessDeniedException) {
            return new IOException(
                    "no permission to read " + file + "; run as root, or as a member of the group that owns it",
                    problem);
        }
        return problem;
    }
}

package io.pptpdmonitor;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Standard output, which remembers what it could not write: a PrintWriter tells only that. */
final class StandardOutput extends OutputStream {

    /** As of a program that SIGPIPE ended, which a JVM ignores. */
    private static final int READER_GONE = 128 + 13;

    private static final int FAILED = 1;
    private static final Path LINK = Path.of("/proc/self/fd/1");

    private final FileOutputStream stream = new FileOutputStream(FileDescriptor.out);
    private volatile @Nullable IOException failure;

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int count) throws IOException {
        try {
            stream.write(octets, from, count);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** What to say when all is written; null if that is nothing: it went well, or the reader had read enough. */
    @Nullable String complaint() {
        IOException problem = failure;
        return problem == null || hasReader() ? null : "cannot write to standard output: " + problem.getMessage();
    }

    /** The code to end with where the command ended with {@code exitCode}: what was not delivered is no success. */
    int exitCode(int exitCode) {
        if (failure == null || exitCode != 0) {
            return exitCode;
        }
        return hasReader() ? READER_GONE : FAILED;
    }

    /** Whether it is a pipe or a socket. The kernel's words for a broken one depend on the system's language. */
    private static boolean hasReader() {
        try {
            String target = Files.readSymbolicLink(LINK).toString();
            return target.startsWith("pipe:") || target.startsWith("socket:");
        } catch (IOException closed) {
            return false;
        }
    }
}

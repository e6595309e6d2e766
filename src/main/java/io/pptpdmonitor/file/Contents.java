package io.pptpdmonitor.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a file holds, unpacked, to see whether another one holds the same. Its first bytes are read once, the rest only
 * where those are the same: logs begin with a stamp, and mostly no two begin alike.
 */
final class Contents {

    /** What {@link #lengthIn} says of a file that is no copy. */
    static final long NO_COPY = -1;

    private static final int FIRST = 512;
    private static final int BLOCK = 1 << 16;

    private final Path file;
    private final byte[] first;
    private final boolean readable;
    private final boolean damaged;

    private Contents(Path file, byte[] first, boolean readable, boolean damaged) {
        this.file = file;
        this.first = first;
        this.readable = readable;
        this.damaged = damaged;
    }

    /** One that cannot be read is like none; that is told when its turn to be read comes. */
    static Contents of(Path file) {
        byte[] bytes = new byte[FIRST];
        int length = 0;
        boolean readable = true;
        boolean damaged = false;
        try (InputStream in = Compression.open(file)) {
            int count = 0;
            while (count >= 0 && length < FIRST) {
                length += count;
                count = in.read(bytes, length, FIRST - length);
            }
        } catch (DamagedFileException found) {
            damaged = true;
            readable = length > 0 || found.isCut();
        } catch (IOException unreadable) {
            readable = false;
        }
        return new Contents(file, Arrays.copyOf(bytes, length), readable, damaged);
    }

    /** Whether it is damaged so near its begin that what can be read of it, half a stamp perhaps, says nothing of the rest. */
    boolean isStump() {
        return damaged;
    }

    /** Whether there is nothing in it, or nothing yet. */
    boolean isEmpty() {
        return readable && first.length == 0;
    }

    /**
     * How many octets this holds, if the other begins with all of them: it is a copy of that, perhaps of an earlier time.
     * Of a damaged file what can be read of it.
     */
    long lengthIn(Contents other) {
        if (first.length == 0 || !readable || !other.readable || !beginsAlike(other)) {
            return NO_COPY;
        }
        try (InputStream copy = Compression.open(file);
                InputStream whole = Compression.open(other.file)) {
            return length(copy, whole);
        } catch (IOException notToBeCompared) {
            return NO_COPY;
        }
    }

    private boolean beginsAlike(Contents other) {
        int length = first.length;
        return length <= other.first.length && Arrays.equals(first, 0, length, other.first, 0, length);
    }

    private static long length(InputStream copy, InputStream whole) throws IOException {
        byte[] some = new byte[BLOCK];
        long length = 0;
        int count;
        while ((count = readable(copy, some)) > 0) {
            byte[] same = whole.readNBytes(count);
            if (!Arrays.equals(some, 0, count, same, 0, same.length)) {
                return NO_COPY;
            }
            length += count;
        }
        return length;
    }

    private static int readable(InputStream copy, byte[] some) throws IOException {
        try {
            return copy.read(some, 0, some.length);
        } catch (DamagedFileException endsHere) {
            return -1;
        }
    }
}

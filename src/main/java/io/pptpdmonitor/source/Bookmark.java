package io.pptpdmonitor.source;

import io.pptpdmonitor.file.Compression;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * Where reading has got to in a file, whatever it is called by then. Neither its name nor its inode says which file it
 * was, since both come again; its first bytes and those before the position do.
 *
 * @param position octets that were read, up to the end of a line
 * @param head its first bytes
 * @param tail bytes before the position; where it was truncated at that moment, some that were read earlier
 * @param modified when what was read until now was last written to
 */
record Bookmark(long position, Fingerprint head, Fingerprint tail, Instant modified) {

    /** Nothing was read; what was written later than {@code modified} is new. */
    static Bookmark atStart(Instant modified) {
        return new Bookmark(0, Fingerprint.NONE, Fingerprint.NONE, modified);
    }

    /** Whether it is in this file. Of a file of which nothing was read nobody can say that. */
    boolean isIn(FileChannel file) throws IOException {
        return file.size() >= position && isOf(file);
    }

    /** Whether it was set in this file, or in one of which this is a copy; the copy may be shorter. */
    private boolean isOf(FileChannel file) throws IOException {
        return begins(file) && tail.agreesWith(file);
    }

    /** Where the bytes before the position end in a file that was made of the one in which it was set; -1 if they are nowhere. */
    long placeIn(FileChannel file) throws IOException {
        return tail.end() == position ? tail.endIn(file) : -1;
    }

    /** Whether the file begins as that did in which it was set. */
    boolean begins(FileChannel file) throws IOException {
        return position > 0 && head.isIn(file);
    }

    /** Whether it is in this file of the past, compressed or not. */
    boolean isIn(Path file) throws IOException {
        if (Compression.isCompressed(file)) {
            return position > 0 && test(file, head::isIn) && test(file, tail::isIn);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return isIn(channel);
        }
    }

    /** Whether it was set in this file of the past, or in one of which this is a copy, which may be shorter. */
    boolean isOf(Path file) throws IOException {
        if (Compression.isCompressed(file)) {
            return position > 0 && test(file, head::isIn) && test(file, tail::agreesWith);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return isOf(channel);
        }
    }

    @FunctionalInterface
    private interface Question {
        boolean ask(InputStream file) throws IOException;
    }

    private static boolean test(Path compressed, Question question) throws IOException {
        try (InputStream in = Compression.open(compressed)) {
            return question.ask(in);
        }
    }

    /** The same place, where the file is known to have been written to. */
    Bookmark writtenAt(Instant moment) {
        return new Bookmark(position, head, tail, moment);
    }

    void save(StateOutput out) {
        out.number(position);
        head.save(out);
        tail.save(out);
        out.instant(modified);
    }

    static Bookmark saved(StateInput in) throws DamagedStateException {
        long position = in.number();
        Fingerprint head = Fingerprint.saved(in);
        Fingerprint tail = Fingerprint.saved(in);
        Instant modified = in.instant();
        if (position < 0 || modified == null) {
            throw new DamagedStateException("no place in a file");
        }
        return new Bookmark(position, head, tail, modified);
    }
}

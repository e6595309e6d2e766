package io.pptpdmonitor.source;

import io.pptpdmonitor.file.Compression;
import io.pptpdmonitor.file.DistinctFiles;
import io.pptpdmonitor.file.FileProblem;
import io.pptpdmonitor.file.RotatedFiles;
import io.pptpdmonitor.log.LogRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rotated files of a log that are still to be read, oldest first, and whether one is missing among them. */
final class UnreadPast {

    private final Path path;
    private final LogLines lines;
    private final LostLines lost;
    private final Deque<Unread> files = new ArrayDeque<>();
    /** Those that hold what the live one begins with, and where in that they end. */
    private final Map<Unread, Bookmark> copies = new LinkedHashMap<>();

    private @Nullable Listing unlisted;
    private Instant newest = Instant.MIN;
    /** Whether no file is missing between the newest that was listed and the live one. */
    private boolean liveFollows = true;

    /** Finds them. */
    @FunctionalInterface
    interface Listing {
        /** Oldest first. */
        List<Path> files() throws IOException;
    }

    /**
     * @param path of the live one
     * @param lost is told which of them could not be read
     * @param unlisted those that are to be read first; null for none
     */
    UnreadPast(Path path, LogLines lines, LostLines lost, @Nullable Listing unlisted) {
        this.path = path;
        this.lines = lines;
        this.lost = lost;
        this.unlisted = unlisted;
    }

    /** Looks for those that are to be read first, if that was not done yet. */
    void list() throws IOException {
        Listing first = unlisted;
        if (first != null) {
            add(first.files(), 0);
            unlisted = null;
        }
    }

    /** They are to be read, whatever they hold; then the live one. */
    void addAll(List<Path> more) {
        add(more, 0, DistinctFiles.all(more));
    }

    /**
     * They are to be read, of the first what stands behind {@code position}; then the live one. What is only a copy of
     * that, or of a later one, is passed over; but not the one in which that position is.
     */
    void add(List<Path> more, long position) {
        add(more, position, DistinctFiles.of(more.subList(position > 0 ? 1 : 0, more.size()), path));
    }

    private void add(List<Path> more, long position, DistinctFiles distinct) {
        Path before = null;
        boolean follows = true;
        for (Path file : more) {
            follows &= before == null || RotatedFiles.isNext(path, before, file);
            boolean begun = before == null && position > 0;
            if (begun || distinct.originals().contains(file)) {
                files.add(Unread.from(file, begun ? position : 0, follows));
                follows = true;
            }
            before = file;
        }
        liveFollows = follows && (before == null || RotatedFiles.isNext(path, before, path));
        distinct.copies().forEach(copy -> passOver(copy, Unread.from(copy.file(), 0, true)));
    }

    /** As long as the live one holds the same. */
    private void passOver(DistinctFiles.Copy copy, Unread file) {
        if (Compression.isCompressed(path)) {
            return; // Nobody truncates that.
        }
        try (OpenLog live = OpenLog.open(path)) {
            Bookmark end = live.mark(copy.length(), Instant.EPOCH, null);
            if (live.holds(end)) {
                copies.put(file, end);
            } else {
                files.add(file);
            }
        } catch (IOException goneMeanwhile) {
            files.add(file);
        }
    }

    /** Adds those that were passed over because of what is not in the live one any more: it was truncated meanwhile. */
    void putBackCopiesOf(OpenLog live) throws IOException {
        for (Map.Entry<Unread, Bookmark> copy : copies.entrySet()) {
            if (!live.holds(copy.getValue())) {
                files.add(copy.getKey());
            }
        }
        copies.clear();
    }

    /** There may be some that nobody can list. */
    void addUnknown() {
        liveFollows = false;
    }

    /** They were read before; the newest was last written to at that moment. */
    void skip(Instant modified) {
        unlisted = null;
        files.clear();
        copies.clear();
        newest = modified;
        liveFollows = true;
    }

    /** The newest one, which may still be written to; null if there is none, or it is compressed. */
    @Nullable Unread takePlainLast() {
        Unread last = files.peekLast();
        return last == null || Compression.isCompressed(last.file()) ? null : files.removeLast();
    }

    void putBack(Unread last) {
        files.add(last);
    }

    /** Reads all; which of them could not be read is noted. */
    void read(LogRecord.Sink sink, Damage damage) {
        Unread next;
        while ((next = files.poll()) != null) {
            try {
                follows(next.follows());
                readFinished(next, sink);
            } catch (IOException e) {
                IOException problem = FileProblem.of(next.file(), e);
                damage.note(problem);
                lost.unreadable(String.valueOf(problem.getMessage()), lines.lastStamp());
                lines.beginAnew();
            }
        }
    }

    /** Between the look at its name and its opening it may have got another one. */
    private void readFinished(Unread next, LogRecord.Sink sink) throws IOException {
        Path file = next.now(path);
        try {
            written(file);
            lines.readFinished(file, next.position(), sink);
        } catch (IOException e) {
            Path moved = next.now(path);
            if (moved.equals(file)) {
                throw e;
            }
            written(moved);
            lines.readFinished(moved, next.position(), sink);
        }
    }

    /** The live one is read next. */
    void liveFollows() {
        follows(liveFollows);
        liveFollows = true;
    }

    void follows(boolean nothingIsMissing) {
        if (!nothingIsMissing) {
            lines.beginAnew();
        }
    }

    /** When the file was last written to. */
    Instant written(Path file) throws IOException {
        Instant modified = Files.getLastModifiedTime(file).toInstant();
        newest = modified.isAfter(newest) ? modified : newest;
        return modified;
    }

    /** When the newest of those that were looked at was last written to; Instant.MIN before any was. */
    Instant newest() {
        return newest;
    }
}

package io.pptpdmonitor.source;

import io.pptpdmonitor.file.Compression;
import io.pptpdmonitor.file.RotatedFiles;
import io.pptpdmonitor.log.LogRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file of a log that is being written, whatever was done to it since the last look, ours or of the program that went
 * before. Not thread-safe.
 *
 * <p>Renamed: the old inode is read on until the file that has appeared under the name holds something, as a syslog
 * daemon goes on writing to the old one until it is told. Truncated (copytruncate): the rest is read from the copy if
 * there is one, then the file from its start. Rotated more than once: the rest of that file, all that were written since,
 * then the one that has the name. Edited, or made anew of the old one: from where the bytes before the place stand in it.
 * Never mapped: a truncated mapping kills the reader.
 */
final class LiveFile implements Closeable {

    private final Path path;
    private final LogLines lines;
    private final UnreadPast past;
    private final LostLines lost;

    private @Nullable OpenLog open;
    private @Nullable Bookmark mark;
    /** How it looked before it was read to its end; null where it was not, or another file is open. */
    private @Nullable Glance read;

    /** Where reading had got to in a file that was found nowhere; null if it was. */
    private @Nullable Bookmark missing;

    /** Whether what is read next may hold some of what was told. */
    private boolean holdsTold;

    private boolean resumed;

    /**
     * @param path the name
     * @param past what is read before it, and gets those that were rotated meanwhile
     * @param lost is told where the place is not found
     */
    LiveFile(Path path, LogLines lines, UnreadPast past, LostLines lost) {
        this.path = path;
        this.lines = lines;
        this.past = past;
        this.lost = lost;
    }

    /** Goes on from where another has got to. */
    void resume(Bookmark saved) {
        mark = saved;
        resumed = true;
    }

    /** Where reading has got to; null before any was read. */
    @Nullable Bookmark bookmark() {
        return open != null || resumed ? mark : null;
    }

    /** Octets that were not read yet; 0 where nobody can tell. */
    long unread() {
        OpenLog log = open;
        try {
            return log == null ? 0 : Math.max(0, log.size() - lines.taken());
        } catch (IOException gone) {
            return 0;
        }
    }

    /**
     * Reads what was added since the last look, and the past that was written meanwhile before that.
     *
     * @param damage is told what could not be read of the past
     * @throws IOException if it is gone or cannot be read, with a message for the user
     */
    void read(LogRecord.Sink sink, Damage damage) throws IOException {
        Glance now = Glance.at(path);
        Glance before = read;
        if (now != null && before != null && now.isAs(before)) {
            return;
        }
        read = null;
        Bookmark saved = mark;
        if (resumed && saved != null) {
            takeUp(saved);
        }
        holdNewest(sink, damage);
        follow(sink, damage);
        OpenLog log = open;
        read = now != null && log != null && log.is(now) ? now : null;
    }

    /** Finds the file in which the mark was set, and what was written since. */
    private void takeUp(Bookmark saved) throws IOException {
        if (!isStillLive(saved)) {
            Continuation next = Continuation.of(saved, path);
            past.add(next.files(), next.file() == null ? 0 : saved.position());
            if (next.file() == null && saved.position() > 0) {
                tellNotFound();
                missing = saved;
            }
        }
        resumed = false;
    }

    private boolean isStillLive(Bookmark saved) throws IOException {
        if (Files.notExists(path)) {
            return false;
        }
        OpenLog live = OpenLog.open(path);
        if (goesOnWhollyIn(live, saved) || goesOnIn(live, saved)) {
            open = live;
            return true;
        }
        live.close();
        return false;
    }

    /**
     * Whether the live file holds what was read, at another place or behind another begin: somebody has taken lines out of
     * it, or written into it.
     */
    private boolean goesOnIn(OpenLog live, Bookmark last) throws IOException {
        long place = live.placeOf(last);
        if (place < 0) {
            return false;
        }
        tellNotFound();
        lines.startAt(place);
        mark = live.mark(place, last.modified(), null);
        return true;
    }

    private void tellNotFound() {
        lost.placeNotFound(lines.lastStamp());
        lines.beginAnew();
    }

    /** The newest one may still be written to: it is followed until the live one holds something. */
    private void holdNewest(LogRecord.Sink sink, Damage damage) {
        Unread last = past.takePlainLast();
        if (last == null) {
            past.read(sink, damage);
            return;
        }
        past.read(sink, damage);
        try {
            hold(last);
        } catch (IOException compressedMeanwhile) {
            past.putBack(last);
            past.read(sink, damage);
        }
    }

    private void hold(Unread last) throws IOException {
        Path file = last.now(path);
        if (Compression.isCompressed(file)) {
            throw new NoSuchFileException(last.file().toString());
        }
        OpenLog log = OpenLog.renamed(file, path);
        past.follows(last.follows());
        lines.modified(past.written(file));
        open = log;
        // A copy may be shorter than what was read of the file before that was truncated.
        lines.startAt(Math.min(last.position(), log.size()));
        mark = null;
    }

    private void follow(LogRecord.Sink sink, Damage damage) throws IOException {
        Bookmark before = mark;
        drain(sink, damage);
        OpenLog old = open;
        if (old != null && old.isReplaced()) {
            drain(sink, damage);
            lines.finish(sink);
            if (!takesUpRewritten(old, before)) {
                addWrittenSince(old, damage);
                close();
                past.read(sink, damage);
            }
            drain(sink, damage);
        }
        if (Files.notExists(path)) {
            throw new IOException("no such file: " + path);
        }
    }

    /**
     * Whether the file that has the name now was made of the old one, which then is not among the rotated ones: it is read on
     * behind what was read, or, where the old one was written to since, behind what was read of that {@code before}.
     */
    private boolean takesUpRewritten(OpenLog old, @Nullable Bookmark before) throws IOException {
        Bookmark last = mark;
        if (last == null || isRotated(old) || Files.notExists(path)) {
            return false;
        }
        OpenLog made = OpenLog.open(path);
        try {
            if (goesOnWhollyIn(made, last) || goesOnIn(made, last) || repeatsIn(made, before)) {
                close();
                open = made;
                return true;
            }
            return false;
        } finally {
            if (open != made) {
                made.close();
            }
        }
    }

    private boolean goesOnWhollyIn(OpenLog made, Bookmark last) throws IOException {
        boolean whole = made.holds(last);
        if (whole) {
            lines.startAt(last.position());
        }
        return whole;
    }

    /** What stands behind that place was read in the old one, in part at least. */
    private boolean repeatsIn(OpenLog made, @Nullable Bookmark before) throws IOException {
        holdsTold = before != null && goesOnIn(made, before);
        return holdsTold;
    }

    private boolean isRotated(OpenLog old) {
        try {
            return RotatedFiles.of(path).stream().anyMatch(old::hasName);
        } catch (IOException unlistable) {
            return false;
        }
    }

    /** Between the file that was read to its end and the live one: where it was rotated twice meanwhile. */
    private void addWrittenSince(OpenLog old, Damage damage) {
        Bookmark last = mark;
        try {
            Continuation next =
                    last == null ? new Continuation(null, List.of()) : Continuation.of(last, old::hasName, path);
            past.add(next.newer(), 0);
            missing = next.file() == null ? last : null;
            if (last != null
                    && last.position() > 0
                    && next.file() == null
                    && !next.newer().isEmpty()) {
                tellNotFound();
            }
        } catch (IOException unlistable) {
            damage.note(unlistable);
            past.addUnknown();
        }
    }

    private void drain(LogRecord.Sink sink, Damage damage) throws IOException {
        OpenLog log = open;
        if (log == null) {
            log = OpenLog.open(path);
            past.putBackCopiesOf(log);
            past.read(sink, damage);
            past.liveFollows();
            lines.startAt(0);
            mark = null;
            open = log;
        }
        noteModified(log);
        Bookmark last = mark;
        if (isTruncated(log) && (last == null || !goesOnIn(log, last))) {
            readRestOfCopy(sink, damage);
            lines.startAt(0);
            mark = null;
        }
        boolean again = isBackup(log) || holdsTold;
        holdsTold = false;
        lines.readOn(log, again ? new UntoldRecords(sink, lines.lastStamp()) : sink);
        mark = log.mark(lines.wholeLines(), past.newest(), mark);
    }

    /** Whether the file begins as that which was read and is found nowhere: what has not come back of that is gone. */
    private boolean isBackup(OpenLog log) throws IOException {
        Bookmark last = missing;
        missing = null;
        boolean backup = last != null && log.beginsAs(last);
        if (backup) {
            tellNotFound();
        }
        return backup;
    }

    /** Of the file that is read, and not of the one that has its name now: that may be years younger. */
    private void noteModified(OpenLog log) throws IOException {
        try {
            lines.modified(log.isNamed() ? past.written(path) : log.modified());
        } catch (NoSuchFileException gone) {
            // The last time that was seen will do.
        }
    }

    private boolean isTruncated(OpenLog log) throws IOException {
        Bookmark last = mark;
        return log.size() < lines.taken() || (last != null && last.position() > 0 && !log.holds(last));
    }

    /** What was written between the last look and the truncation stands in the copy only. */
    private void readRestOfCopy(LogRecord.Sink sink, Damage damage) {
        Bookmark last = mark;
        if (last == null) {
            return;
        }
        boolean notFound = true;
        try {
            Continuation next = Continuation.of(last, path);
            past.add(next.files(), next.file() == null ? 0 : last.position());
            notFound = next.file() == null;
        } catch (IOException unlistable) {
            damage.note(unlistable);
        }
        if (notFound) {
            lines.beginAnew();
            missing = last;
        }
        past.read(sink, damage);
    }

    @Override
    public void close() throws IOException {
        OpenLog log = open;
        open = null;
        read = null;
        if (log != null) {
            log.close();
        }
    }
}

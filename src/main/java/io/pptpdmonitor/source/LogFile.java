package io.pptpdmonitor.source;

import io.pptpdmonitor.file.Compression;
import io.pptpdmonitor.file.DamagedFileException;
import io.pptpdmonitor.file.FileProblem;
import io.pptpdmonitor.file.RotatedFiles;
import io.pptpdmonitor.log.Hosts;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One path as a perpetual source of lines, with its rotated past before it.
 *
 * <p>Renamed: the old inode is read on until the file that has appeared under the name holds something, as a syslog
 * daemon goes on writing to the old one until it is told. Truncated (copytruncate): the rest is read from the copy if
 * there is one, then the file from its start. Rotated more than once since the last look, ours or of the program that
 * went before: the rest of that file, all that were written since, then the live one. Never mapped: a truncated mapping
 * kills the reader. A partial last line waits for its rest; at the end of a finished file (rotated, compressed) it
 * counts, if it shows that it is whole.
 */
public final class LogFile implements LogSource {

    private final Path path;
    private final LogLines lines;
    private final UnreadPast past;
    private final BooleanSupplier older;
    /** Null until that was looked for. */
    private @Nullable Boolean leavesOlder;

    private final LostLines lost = new LostLines();

    private @Nullable OpenLog open;
    private @Nullable Bookmark mark;
    /** How the live file looked before it was read to its end; null where it was not, or another file is open. */
    private @Nullable Glance read;

    /** Where reading had got to in a file that was found nowhere; null if it was. */
    private @Nullable Bookmark missing;

    /** Whether what is read next may hold some of what was told. */
    private boolean holdsTold;

    private boolean resumed;
    private boolean compressedRead;
    private Health.Source.Condition condition = Health.Source.Condition.READ;
    private String trouble = "";

    /**
     * @param path the file that is being written, or a finished one (.gz .xz .bz2 .zst too)
     * @param past its rotated past, oldest first
     * @param zone of stamps that tell none
     */
    public LogFile(Path path, List<Path> past, ZoneId zone) {
        this(path, past, Hosts.in(zone));
    }

    /** As the other, with the lines of these hosts only. */
    public LogFile(Path path, List<Path> past, Hosts hosts) {
        this(path, past, () -> false, hosts);
    }

    /**
     * As the other.
     *
     * @param older looks whether it has older files than these, which are not read, and could be
     */
    public LogFile(Path path, List<Path> past, BooleanSupplier older, Hosts hosts) {
        this(path, new LogLines(hosts), null, older);
        this.past.addAll(past);
    }

    private LogFile(Path path, LogLines lines, UnreadPast.@Nullable Listing unlisted, BooleanSupplier older) {
        this.path = path;
        this.older = older;
        this.lines = lines;
        this.past = new UnreadPast(path, lines, lost, unlisted);
    }

    /** With all of its rotated past, which is looked for when it is first read: not at all where that was done before. */
    public static LogFile withPast(Path path, Hosts hosts) {
        return new LogFile(path, new LogLines(hosts), () -> RotatedFiles.of(path), () -> false);
    }

    /** Gets ready to read a large file from its begin, in a thread of its own. */
    public static void expect(Path path) {
        LogLines.prepareFor(path);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Of its past each file is read once; if one is damaged or unreadable, all others and the live one are read
     * before that is told. That the live one is gone is told when its inode, which may still be written to, was read.
     */
    @Override
    public void poll(LogRecord.Sink sink) throws IOException {
        lost.goOn(lines.lastStamp());
        try {
            read(new LogRecord.Sink() {
                @Override
                public void accept(LogRecord told) {
                    readOn(told, told);
                    sink.accept(told);
                }

                @Override
                public void acceptAll(List<LogRecord> told) {
                    if (!told.isEmpty()) {
                        readOn(told.get(0), told.get(told.size() - 1));
                        sink.acceptAll(told);
                    }
                }

                @Override
                public boolean comparesTexts() {
                    return sink.comparesTexts();
                }
            });
            lost.found(lines.nulBytes());
            lines.readToEnd();
            condition = Health.Source.Condition.READ;
            trouble = "";
        } catch (IOException e) {
            condition = Files.notExists(path) ? Health.Source.Condition.GONE : Health.Source.Condition.UNREADABLE;
            IOException told = FileProblem.of(path, e);
            trouble = String.valueOf(told.getMessage());
            throw told;
        }
    }

    private void readOn(LogRecord first, LogRecord last) {
        lost.found(lines.nulBytes());
        lost.read(first.time(), last.time());
    }

    private void read(LogRecord.Sink sink) throws IOException {
        past.list();
        Damage damage = new Damage();
        if (Compression.isCompressed(path)) {
            past.read(sink, damage);
            readCompressed(sink);
            damage.tell();
            return;
        }
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
        damage.tell();
        OpenLog log = open;
        read = now != null && log != null && log.is(now) ? now : null;
    }

    // The rotated past.

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

    /** Once: what a damaged file holds was handed over, too, and must not be again. */
    private void readCompressed(LogRecord.Sink sink) throws IOException {
        if (compressedRead) {
            return;
        }
        try {
            lines.readFinished(path, 0, sink);
            compressedRead = true;
        } catch (IOException e) {
            compressedRead = e instanceof DamagedFileException;
            if (compressedRead) {
                lost.unreadable(String.valueOf(e.getMessage()), lines.lastStamp());
            }
            throw e;
        }
    }

    // The live file.

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
    public void finish(LogRecord.Sink sink) {
        lines.finish(sink);
    }

    // What is told and kept.

    @Override
    public Counts counts() {
        return lines.counts();
    }

    @Override
    public @Nullable OffsetDateTime begin() {
        return lines.begin();
    }

    @Override
    public Set<String> aliases() {
        return lines.aliases();
    }

    @Override
    public Health.Source health() {
        long lag = 0;
        OpenLog log = open;
        try {
            lag = log == null ? 0 : Math.max(0, log.size() - lines.taken());
        } catch (IOException gone) {
            lag = 0;
        }
        return new Health.Source(
                Health.Source.Kind.FILE,
                path.toString(),
                Long.toString(lines.taken()),
                lag,
                lines.lastStamp(),
                condition,
                Gap.joined(missed(), lines.notTaken()),
                leavesOlder(),
                lost.areSome());
    }

    /** What the last look stumbled over, unless it is the reason of a loss, and what may be lost. */
    private String missed() {
        String told = lost.text();
        return told.contains(trouble) ? told : Gap.joined(trouble, told);
    }

    private boolean leavesOlder() {
        Boolean known = leavesOlder;
        if (known == null) {
            known = older.getAsBoolean();
            leavesOlder = known;
        }
        return known;
    }

    @Override
    public void save(StateOutput out) {
        Bookmark last = open != null || resumed ? mark : null;
        boolean begun = last != null || !past.newest().equals(Instant.MIN);
        out.flag(begun).flag(compressedRead);
        if (begun) {
            (last == null ? Bookmark.atStart(past.newest()) : last).save(out);
        }
        lost.save(out);
        lines.save(out);
    }

    /** {@inheritDoc} What it was given as its past was read then. */
    @Override
    public void resume(StateInput in) throws DamagedStateException {
        boolean begun = in.flag();
        compressedRead = in.flag();
        leavesOlder = false; // Where something was kept none of them is read any more, whoever asks for them.
        if (begun) {
            Bookmark saved = Bookmark.saved(in);
            mark = saved;
            resumed = true;
            past.skip(saved.modified());
        }
        lost.resume(in);
        lines.resume(in);
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

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
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One path as a perpetual source of lines, with its rotated past before it, and what may be missing of them. A partial last
 * line waits for its rest; at the end of a finished file (rotated, compressed) it counts, if it shows that it is whole.
 */
public final class LogFile implements LogSource {

    private final Path path;
    private final LogLines lines;
    private final UnreadPast past;
    private final LiveFile live;
    private final BooleanSupplier older;
    /** Null until that was looked for. */
    private @Nullable Boolean leavesOlder;

    private final LostLines lost = new LostLines();

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
        this.live = new LiveFile(path, lines, past, lost);
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
        live.read(sink, damage);
        damage.tell();
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
        return new Health.Source(
                Health.Source.Kind.FILE,
                path.toString(),
                Long.toString(lines.taken()),
                live.unread(),
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
        Bookmark last = live.bookmark();
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
            live.resume(saved);
            past.skip(saved.modified());
        }
        lost.resume(in);
        lines.resume(in);
    }

    @Override
    public void close() throws IOException {
        live.close();
    }
}

package io.pptpdmonitor.source;

import io.pptpdmonitor.log.LineSplitter;
import io.pptpdmonitor.log.LogParser;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Health;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * One path as a perpetual source of lines, with its rotated past before it.
 *
 * <p>Renamed: the old inode is read on until the file that has appeared under the name holds something, as a syslog
 * daemon goes on writing to the old one until it is told. Truncated (copytruncate): the rest is read from the copy if
 * there is one, then the file from its start. Never mapped: a truncated mapping kills the reader. A partial last line
 * waits for its rest; at the end of a finished file (rotated, compressed) it counts.
 */
public final class LogFile implements LogSource {

    private final Path path;
    private final LogParser parser;
    private final LineSplitter splitter = new LineSplitter();
    private final Deque<Path> past;
    private @Nullable OpenLog open;
    private boolean compressedRead;

    /**
     * @param path the file that is being written, or a finished one (.gz too)
     * @param past its rotated past, oldest first
     * @param zone of stamps that tell none
     */
    public LogFile(Path path, List<Path> past, ZoneId zone) {
        this.path = path;
        this.past = new ArrayDeque<>(past);
        this.parser = new LogParser(zone);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Of its past each file is read once; if one is damaged or unreadable, all others and the live one are read
     * before that is told. That the live one is gone is told when its inode, which may still be written to, was read.
     */
    @Override
    public void poll(LogRecord.Sink sink) throws IOException {
        IOException damage = readPast(sink);
        if (!isCompressed(path)) {
            follow(sink);
        } else if (!compressedRead) {
            readCompressed(sink);
        }
        if (damage != null) {
            throw damage;
        }
    }

    private @Nullable IOException readPast(LogRecord.Sink sink) {
        IOException first = null;
        while (!past.isEmpty()) {
            try {
                readFinished(past.remove(), sink);
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        return first;
    }

    /** Once: what a damaged file holds was handed over, too, and must not be again. */
    private void readCompressed(LogRecord.Sink sink) throws IOException {
        try {
            readFinished(path, sink);
            compressedRead = true;
        } catch (IOException e) {
            compressedRead = e.getCause() instanceof EOFException || e.getCause() instanceof ZipException;
            throw e;
        }
    }

    // The live file.

    private void follow(LogRecord.Sink sink) throws IOException {
        drain(sink);
        OpenLog old = open;
        if (old != null && old.isReplaced()) {
            drain(sink);
            finish(sink);
            close();
            drain(sink);
        }
        if (Files.notExists(path)) {
            throw new IOException("no such file: " + path);
        }
    }

    private void drain(LogRecord.Sink sink) throws IOException {
        OpenLog log = open;
        if (log == null) {
            log = OpenLog.open(path);
            splitter.restart();
            open = log;
        }
        noteModified();
        if (log.isTruncated(splitter.consumed())) {
            readRestOfCopy(log, sink);
            splitter.restart();
            log.forget();
        }
        readOn(log, sink);
        log.remember(splitter.consumed());
    }

    /** Of the file that has the name: written to at the same time as the one that had it, or later. */
    private void noteModified() throws IOException {
        try {
            parser.modified(Files.getLastModifiedTime(path).toInstant());
        } catch (NoSuchFileException gone) {
            // The last time that was seen will do.
        }
    }

    /** What was written between the last look and the truncation stands in the copy only. */
    private void readRestOfCopy(OpenLog log, LogRecord.Sink sink) throws IOException {
        for (Path copy : RotatedFiles.of(path)) {
            if (!isCompressed(copy) && log.isCopiedTo(copy, splitter.consumed())) {
                try (OpenLog rest = OpenLog.open(copy)) {
                    readOn(rest, sink);
                }
                finish(sink);
                return;
            }
        }
    }

    private void readOn(OpenLog log, LogRecord.Sink sink) throws IOException {
        LineSplitter.LineSink lines = lines(sink);
        int count;
        do {
            ByteBuffer space = ByteBuffer.wrap(splitter.space());
            space.position(splitter.free());
            count = log.read(space, splitter.consumed());
            if (count > 0) {
                splitter.added(count, lines);
            }
        } while (count > 0);
    }

    // Files that nobody writes any more.

    private void readFinished(Path file, LogRecord.Sink sink) throws IOException {
        try {
            parser.modified(Files.getLastModifiedTime(file).toInstant());
            splitter.restart();
            readAll(file, sink);
        } catch (EOFException cut) {
            throw new IOException(
                    file + " ends in the middle of its compressed data; copy it again, or leave it out", cut);
        } catch (ZipException damaged) {
            throw new IOException(file + " cannot be unpacked, it is damaged or no gzip file", damaged);
        } catch (NoSuchFileException absent) {
            throw new IOException("no such file: " + file, absent);
        } catch (AccessDeniedException denied) {
            throw new IOException(
                    "no permission to read " + file + "; run as root, or as a member of the group that owns it",
                    denied);
        } finally {
            finish(sink);
            splitter.restart();
        }
    }

    private void readAll(Path file, LogRecord.Sink sink) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a directory; name a log file");
        }
        try (InputStream stored =
                        new BufferedInputStream(Files.newInputStream(file, StandardOpenOption.READ), 1 << 16);
                InputStream in = isCompressed(file) ? new GZIPInputStream(stored, 1 << 16) : stored) {
            splitter.readAll(in, lines(sink));
        }
    }

    private static boolean isCompressed(Path file) {
        return file.toString().endsWith(".gz");
    }

    private LineSplitter.LineSink lines(LogRecord.Sink sink) {
        return (buffer, from, to) -> parser.line(buffer, from, to, sink);
    }

    @Override
    public void finish(LogRecord.Sink sink) {
        splitter.finish(lines(sink));
    }

    @Override
    public Counts counts() {
        return new Counts(
                splitter.lines(),
                parser.relevantLines(),
                parser.unparsedLines() + splitter.overlong(),
                parser.pppdLines(),
                parser.debugSeen());
    }

    @Override
    public Health.Source health() {
        long lag = 0;
        OpenLog log = open;
        try {
            lag = log == null ? 0 : Math.max(0, log.size() - splitter.consumed());
        } catch (IOException gone) {
            lag = 0;
        }
        return new Health.Source(
                Health.Source.Kind.FILE, path.toString(), Long.toString(splitter.consumed()), lag, parser.lastStamp());
    }

    @Override
    public void close() throws IOException {
        OpenLog log = open;
        open = null;
        if (log != null) {
            log.close();
        }
    }
}

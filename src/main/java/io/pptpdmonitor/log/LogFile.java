package io.pptpdmonitor.log;

import io.pptpdmonitor.model.Health;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * One path as a perpetual source of lines, with its rotated past before it.
 *
 * <p>Renamed: the old inode is read to its end first, then the file that has appeared under the name. Truncated
 * (copytruncate): read again from the start. Never mapped: a truncated mapping kills the reader. A partial last line
 * waits for its rest; at the end of a finished file (rotated, compressed) it counts.
 */
public final class LogFile implements LogSource {

    /** A stamp may lie this much after the file's modification time: clocks are set, files are copied. */
    private static final Duration STAMP_AFTER_MODIFIED = Duration.ofDays(1);

    private final Path path;
    private final LogParser parser;
    private final LineSplitter splitter = new LineSplitter();
    private List<Path> past;
    private @Nullable FileChannel channel;
    private @Nullable Object fileKey;
    private boolean compressedRead;

    /**
     * @param path the file that is being written, or a finished one (.gz too)
     * @param past its rotated past, oldest first
     * @param zone of stamps that tell none
     */
    public LogFile(Path path, List<Path> past, ZoneId zone) {
        this.path = path;
        this.past = List.copyOf(past);
        this.parser = new LogParser(zone);
    }

    @Override
    public void poll(LogRecord.Sink sink) throws IOException {
        for (Path file : past) {
            readFinished(file, sink);
        }
        past = List.of();
        if (isCompressed(path)) {
            if (!compressedRead) {
                readFinished(path, sink);
                compressedRead = true;
            }
            return;
        }
        drain(sink);
        if (wasReplaced()) {
            drain(sink);
            finish(sink);
            close();
            drain(sink);
        }
    }

    private void drain(LogRecord.Sink sink) throws IOException {
        FileChannel open = channel == null ? open() : channel;
        if (open.size() < splitter.consumed()) {
            splitter.restart();
        }
        parser.newest(Files.getLastModifiedTime(path).toInstant().plus(STAMP_AFTER_MODIFIED));
        int count;
        do {
            ByteBuffer space = ByteBuffer.wrap(splitter.space());
            space.position(splitter.free());
            count = open.read(space, splitter.consumed());
            if (count > 0) {
                splitter.added(count, lines(sink));
            }
        } while (count > 0);
    }

    private FileChannel open() throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                throw new IOException(path + " is a directory; name a log file");
            }
            if (!attributes.isRegularFile()) {
                throw new IOException(path + " is a pipe or a device; write it to a file, and name that");
            }
            FileChannel opened = FileChannel.open(path, StandardOpenOption.READ);
            fileKey = attributes.fileKey();
            splitter.restart();
            channel = opened;
            return opened;
        } catch (NoSuchFileException absent) {
            throw new IOException("no such file: " + path, absent);
        } catch (AccessDeniedException denied) {
            throw new IOException(
                    "no permission to read " + path + "; run as root, or as a member of the group that owns it",
                    denied);
        }
    }

    /** Whether the name belongs to another inode now, so that the open one is finished. */
    private boolean wasReplaced() throws IOException {
        try {
            Object now = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            return channel != null && !Objects.equals(now, fileKey);
        } catch (NoSuchFileException betweenRenameAndCreate) {
            return false;
        }
    }

    /** A file that nobody writes any more: plain or gzip. */
    private void readFinished(Path file, LogRecord.Sink sink) throws IOException {
        parser.newest(Files.getLastModifiedTime(file).toInstant().plus(STAMP_AFTER_MODIFIED));
        splitter.restart();
        try (InputStream in = finished(file)) {
            splitter.readAll(in, lines(sink));
        } catch (EOFException cut) {
            throw new IOException(file + " ends in the middle of its compressed data; what is before was read", cut);
        } catch (ZipException other) {
            throw new IOException(file + " cannot be unpacked, it is damaged or no gzip file", other);
        } catch (AccessDeniedException denied) {
            throw new IOException("no permission to read " + file, denied);
        } catch (NoSuchFileException absent) {
            throw new IOException("no such file: " + file, absent);
        }
        finish(sink);
        splitter.restart();
    }

    private static InputStream finished(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a directory; name a log file");
        }
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 64 * 1024);
        return isCompressed(file) ? new GZIPInputStream(in, 64 * 1024) : in;
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
                parser.debugSeen());
    }

    @Override
    public Health.Source health() {
        long lag = 0;
        FileChannel open = channel;
        try {
            lag = open == null ? 0 : Math.max(0, open.size() - splitter.consumed());
        } catch (IOException gone) {
            lag = 0;
        }
        return new Health.Source(
                Health.Source.Kind.FILE, path.toString(), Long.toString(splitter.consumed()), lag, parser.lastStamp());
    }

    @Override
    public void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }
}

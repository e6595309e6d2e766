package io.pptpdmonitor.source;

import io.pptpdmonitor.log.LineSplitter;
import io.pptpdmonitor.log.LogParser;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.log.StampYears;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The lines of one source, whichever files they stand in one after the other. Not thread-safe. */
final class LogLines {

    /** Octets of a compressed file that is not read twice. */
    private static final long LARGE = 4 << 20;

    private final LogParser parser;
    private final LineSplitter splitter = new LineSplitter();
    private final ZoneId zone;
    private Instant modified = Instant.MAX;
    /** Of the file that is being read; null until it was looked at. */
    private @Nullable StampYears years;

    /** Stamps that tell no zone are taken in {@code zone}. */
    LogLines(ZoneId zone) {
        this.zone = zone;
        parser = new LogParser(zone);
    }

    /** What is read from now on was last written to at this moment. */
    void modified(Instant time) {
        modified = time;
        parser.modified(time);
    }

    /** What is read from now on stands at {@code position} of another file. */
    void startAt(long position) {
        splitter.restartAt(position);
        years = null;
    }

    /** Reads what was added to a file that is being written; a partial last line waits for its rest. */
    void readOn(OpenLog log, LogRecord.Sink sink) throws IOException {
        readOn(log::read, log.size(), sink);
    }

    private void readOn(StampYears.Source file, long size, LogRecord.Sink sink) throws IOException {
        StampYears known = years;
        if (known == null) {
            known = StampYears.of(file, splitter.wholeLines(), size, modified, zone);
            years = known;
        }
        new Stretches(file, known).read(size, parser, splitter, sink);
        LineSplitter.LineSink lines = lines(sink);
        int count;
        do {
            long at = splitter.consumed();
            int most = splitter.space().length - splitter.free();
            int length = (int) Math.min(most, known.until(at) - at);
            count = file.read(ByteBuffer.wrap(splitter.space(), splitter.free(), length), at);
            added(count, known, lines);
        } while (count > 0);
    }

    private void added(int count, StampYears known, LineSplitter.LineSink lines) {
        if (count > 0) {
            parser.bounds(known.bounds(splitter.wholeLines(), splitter.consumed() + count));
            splitter.added(count, lines);
        }
    }

    /**
     * Reads a file that nobody writes any more from {@code position} on, of its unpacked bytes. Its partial last line
     * counts, also where the file is damaged behind it.
     *
     * @throws IOException with a message for the user
     */
    void readFinished(Path file, long position, LogRecord.Sink sink) throws IOException {
        try {
            modified(Files.getLastModifiedTime(file).toInstant());
            startAt(position);
            if (Compression.isCompressed(file)) {
                readCompressed(file, position, sink);
            } else {
                try (FileChannel channel = Compression.openPlain(file)) {
                    readOn(channel::read, channel.size(), sink);
                }
            }
        } catch (IOException e) {
            throw Compression.told(file, e);
        } finally {
            finish(sink);
            startAt(0);
        }
    }

    private void readCompressed(Path file, long position, LogRecord.Sink sink) throws IOException {
        StampYears known = yearsOfCompressed(file);
        try (InputStream in = Compression.open(file)) {
            if (!Compression.skip(in, position)) {
                return;
            }
            int count = 0;
            while (count >= 0) {
                long at = splitter.consumed();
                int most = splitter.space().length - splitter.free();
                count = in.read(splitter.space(), splitter.free(), (int) Math.min(most, known.until(at) - at));
                added(count, known, lines(sink));
            }
        }
    }

    /** A small file may hold several years, and is read twice; a large one of several years would have been rotated. */
    private StampYears yearsOfCompressed(Path file) throws IOException {
        if (Files.size(file) > LARGE) {
            return StampYears.unknown();
        }
        try (InputStream in = Compression.open(file)) {
            return StampYears.of(in, modified, zone);
        } catch (IOException damaged) {
            if (!Compression.isDamage(damaged)) {
                throw damaged;
            }
            return StampYears.unknown(); // What can be read of it is read, and the damage told, afterwards.
        }
    }

    /** Nothing more will come: a partial last line counts. */
    void finish(LogRecord.Sink sink) {
        splitter.finish(lines(sink));
    }

    private LineSplitter.LineSink lines(LogRecord.Sink sink) {
        return (buffer, from, to) -> parser.line(buffer, from, to, sink);
    }

    /** Octets of the file that were taken, a partial last line included. */
    long taken() {
        return splitter.consumed();
    }

    /** Octets of the file up to the end of the last whole line. */
    long wholeLines() {
        return splitter.wholeLines();
    }

    /** The stamp of the last line of pptpd or pppd, or null. */
    @Nullable OffsetDateTime lastStamp() {
        return parser.lastStamp();
    }

    LogSource.Counts counts() {
        return new LogSource.Counts(
                splitter.lines(),
                parser.relevantLines(),
                parser.unparsedLines() + splitter.overlong(),
                parser.pppdLines(),
                parser.debugSeen());
    }

    void save(StateOutput out) {
        splitter.save(out);
        parser.save(out);
    }

    void resume(StateInput in) throws DamagedStateException {
        splitter.resume(in);
        parser.resume(in);
    }
}

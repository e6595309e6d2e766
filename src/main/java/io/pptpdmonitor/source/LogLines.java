package io.pptpdmonitor.source;

import io.pptpdmonitor.log.LineSplitter;
import io.pptpdmonitor.log.LogParser;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The lines of one source, whichever files they stand in one after the other. Not thread-safe. */
final class LogLines {

    private final LogParser parser;
    private final LineSplitter splitter = new LineSplitter();

    /** Stamps that tell no zone are taken in {@code zone}. */
    LogLines(ZoneId zone) {
        parser = new LogParser(zone);
    }

    /** What is read from now on was last written to at this moment. */
    void modified(Instant time) {
        parser.modified(time);
    }

    /** What is read from now on stands at {@code position} of another file. */
    void startAt(long position) {
        splitter.restartAt(position);
    }

    /** Reads what was added to a file that is being written; a partial last line waits for its rest. */
    void readOn(OpenLog log, LogRecord.Sink sink) throws IOException {
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

    /**
     * Reads a file that nobody writes any more from {@code position} on, of its unpacked bytes. Its partial last line
     * counts, also where the file is damaged behind it.
     *
     * @throws IOException with a message for the user
     */
    void readFinished(Path file, long position, LogRecord.Sink sink) throws IOException {
        try {
            parser.modified(Files.getLastModifiedTime(file).toInstant());
            splitter.restartAt(position);
            try (InputStream in = Compression.open(file)) {
                if (Compression.skip(in, position)) {
                    splitter.readAll(in, lines(sink));
                }
            }
        } catch (IOException e) {
            throw Compression.told(file, e);
        } finally {
            finish(sink);
            splitter.restart();
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

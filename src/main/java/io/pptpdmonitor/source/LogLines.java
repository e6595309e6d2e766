package io.pptpdmonitor.source;

import io.pptpdmonitor.file.Compression;
import io.pptpdmonitor.file.DamagedFileException;
import io.pptpdmonitor.file.FileProblem;
import io.pptpdmonitor.log.Hosts;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lines of one source, whichever files they stand in one after the other. Not thread-safe. */
final class LogLines {

    /** Octets of a compressed file that is not read twice, and of a plain one for which threads pay. */
    private static final long LARGE = 4 << 20;

    /** Octets that are read in no time. */
    private static final int SMALL = 1 << 16;

    private final LogParser parser;
    private final LineSplitter splitter = new LineSplitter();
    private final ZoneId zone;
    private Instant modified = Instant.MAX;
    /** Of the file that is being read; null until it was looked at. */
    private @Nullable StampYears years;

    /** Stamps that tell no zone are taken in {@code zone}. */
    LogLines(ZoneId zone) {
        this(Hosts.in(zone));
    }

    /** The lines of these hosts. */
    LogLines(Hosts hosts) {
        zone = hosts.zone();
        parser = new LogParser(hosts);
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

    /** Gets ready to read it, if it is large. */
    static void prepareFor(Path file) {
        try {
            if (Files.size(file) > LARGE) {
                prepare();
            }
        } catch (IOException e) {
            // Who opens it says so.
        }
    }

    private void readOn(StampYears.Source file, long size, LogRecord.Sink sink) throws IOException {
        StampYears known = years;
        if (known == null) {
            long from = splitter.wholeLines();
            if (size - from > LARGE) {
                prepare();
            }
            // A copy may be shorter than what was read of the file that it was made of.
            known = StampYears.of(file, from, Math.max(from, size), modified, zone);
            years = known;
        }
        lookAtBegin(file, size, known);
        new Stretches(file, known).read(size, parser, splitter, sink);
        LineSplitter.LineSink lines = into(sink);
        int count;
        do {
            long at = splitter.consumed();
            int most = splitter.space().length - splitter.free();
            int length = (int) Math.min(most, known.until(at) - at);
            count = file.read(ByteBuffer.wrap(splitter.space(), splitter.free(), length), at);
            added(count, known, lines);
        } while (count > 0);
    }

    /** In a thread of its own, while one alone opens what is read and looks for its years. */
    private static void prepare() {
        Thread thread = new Thread(LogParser::prepare, "preparing to read");
        thread.setDaemon(true);
        thread.start();
    }

    /** Stretches of a large file are read by others, who do not know which is the first. */
    private void lookAtBegin(StampYears.Source file, long size, StampYears known) throws IOException {
        long from = splitter.consumed();
        if (parser.first().isSettled() || size - from < LARGE || splitter.isWithinLine()) {
            return;
        }
        byte[] head = new byte[(int) Math.min(SMALL * 4L, known.until(from) - from)];
        int count = file.read(ByteBuffer.wrap(head), from);
        parser.bounds(known.bounds(from, from + Math.max(0, count)));
        parser.lookAtBegin(head, Math.max(0, count));
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
            throw FileProblem.of(file, e);
        } finally {
            finish(sink);
            startAt(0);
        }
    }

    private void readCompressed(Path file, long position, LogRecord.Sink sink) throws IOException {
        StampYears known = yearsOfCompressed(file);
        try (InputStream in = opened(file)) {
            if (!Compression.skip(in, position)) {
                return;
            }
            int count = 0;
            while (count >= 0) {
                long at = splitter.consumed();
                int most = splitter.space().length - splitter.free();
                count = in.read(splitter.space(), splitter.free(), (int) Math.min(most, known.until(at) - at));
                added(count, known, into(sink));
            }
        }
    }

    /** A thread pays for itself from some milliseconds of unpacking on. */
    private static InputStream opened(Path file) throws IOException {
        InputStream unpacked = Compression.open(file);
        return Files.size(file) < SMALL ? unpacked : new UnpackedAhead(unpacked);
    }

    /** A small file may hold several years, and is read twice; a large one of several years would have been rotated. */
    private StampYears yearsOfCompressed(Path file) throws IOException {
        if (Files.size(file) > LARGE) {
            return StampYears.unknown();
        }
        try (InputStream in = Compression.open(file)) {
            return StampYears.of(in, modified, zone);
        } catch (IOException damaged) {
            if (!(damaged instanceof DamagedFileException)) {
                throw damaged;
            }
            return StampYears.unknown(); // What can be read of it is read, and the damage told, afterwards.
        }
    }

    /** Reads bytes that came from a program; {@code each} takes every whole line, to read it with {@link #line} or not. */
    void take(byte[] bytes, int length, LineSplitter.LineSink each) {
        int from = 0;
        while (from < length) {
            int count = Math.min(length - from, splitter.space().length - splitter.free());
            System.arraycopy(bytes, from, splitter.space(), splitter.free(), count);
            splitter.added(count, each);
            from += count;
        }
    }

    /** Reads one line without its newline. */
    void line(byte[] bytes, int from, int to, LogRecord.Sink sink) {
        parser.line(bytes, from, to, sink);
    }

    /** Nothing more will come: a partial last line counts. */
    void finish(LogRecord.Sink sink) {
        splitter.finish(into(sink));
    }

    /** Reads lines, and hands over what they tell. */
    LineSplitter.LineSink into(LogRecord.Sink sink) {
        return parser.into(sink);
    }

    /** From which moment on the lines were read, without a gap; null where that is not known. */
    @Nullable OffsetDateTime begin() {
        return parser.first().moment();
    }

    /** What is read from now on does not follow what was read before. */
    void beginAnew() {
        parser.first().forget();
    }

    /** All that there is was read, and more may come. */
    void readToEnd() {
        parser.first().readToEnd();
    }

    /** Whether more lines would tell nothing new of it. */
    boolean isBeginKnown() {
        return parser.first().isSettled();
    }

    /** What is read from now on goes on behind what the other one has read first. */
    void beginAs(LogLines other) {
        parser.beginAs(other.parser);
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

    /** What stands there and could not be taken, for the user; empty where there is nothing of the kind. */
    String notTaken() {
        return Gap.joined(Gap.joined(othersOnly(), cut()), Gap.joined(undated(), firmwareOnly()));
    }

    private String cut() {
        long count = parser.counts().cutLines();
        return count == 0
                ? ""
                : (count == 1 ? "a last line" : count + " last lines")
                        + " without a newline left out, as what it ends with may be cut off";
    }

    /** Of which hosts the lines are that were left out; where some of the right ones were read nobody asks. */
    private String othersOnly() {
        boolean none =
                parser.counts().relevantLines() == 0 && !parser.otherHosts().isEmpty();
        return none
                ? "it holds lines of " + String.join(", ", parser.otherHosts()) + ": --log-host takes one of these"
                : "";
    }

    /** NUL bytes that stand where lines should; none where no line of the server is read. */
    long nulBytes() {
        return parser.counts().relevantLines() == 0 ? 0 : parser.counts().nulBytes();
    }

    private String undated() {
        long count = parser.counts().undatedLines();
        return count == 0
                ? ""
                : count + (count == 1 ? " line" : " lines")
                        + " of theirs without a stamp that is known, which cannot be dated";
    }

    private String firmwareOnly() {
        long count = parser.counts().firmwareLines();
        return count == 0 || parser.counts().pppdLines() > 0
                ? ""
                : count + (count == 1 ? " line" : " lines")
                        + " of a router's VPN server, which names no process: pppd's own are needed";
    }

    /** The aliases by which lines call a host. */
    Set<String> aliases() {
        return parser.aliases();
    }

    LogSource.Counts counts() {
        return new LogSource.Counts(
                splitter.lines(),
                parser.counts().relevantLines(),
                parser.counts().unparsedLines() + splitter.overlong(),
                parser.counts().pppdLines(),
                parser.counts().debugSeen());
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

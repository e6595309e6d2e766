package io.pptpdmonitor.source;

import io.pptpdmonitor.log.LineSplitter;
import io.pptpdmonitor.log.LogParser;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.log.StampYears;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a file, from the begin of one line to the begin of another, that is read before its turn has come. What it is
 * read by has learned how the lines look, and serves for further stretches.
 */
final class Stretch {

    private final StampYears.Source file;
    private final StampYears years;
    private long from;
    private long to;
    private final LogParser parser;
    private final boolean texts;
    private final LineSplitter splitter = new LineSplitter();
    private List<LogRecord> records = List.of();
    /** How many there were in the stretch before, which will be about as many in the next one. */
    private int expected;

    /** @param texts whether it is to be told what each line says */
    Stretch(StampYears.Source file, StampYears years, LogParser parser, boolean texts) {
        this.texts = texts;
        this.file = file;
        this.years = years;
        this.parser = parser;
    }

    /** From now on it is these octets of the file. */
    void between(long begin, long end) {
        from = begin;
        to = end;
        records = new ArrayList<>(expected + expected / 8);
        parser.forget();
        splitter.startOver(begin);
    }

    long from() {
        return from;
    }

    long to() {
        return to;
    }

    /** Reads it, as far as the file can be read. */
    void read() {
        LogRecord.Sink kept = records::add;
        try {
            readOn(parser, splitter, texts ? kept : kept.withoutTexts());
        } catch (IOException e) {
            // It cannot be handed over, so that the rest is read without stretches, and will not be readable there.
        }
    }

    private void readOn(LogParser by, LineSplitter lines, LogRecord.Sink sink) throws IOException {
        LineSplitter.LineSink each = by.into(sink);
        int count = 1;
        while (count > 0 && lines.consumed() < to) {
            long at = lines.consumed();
            long most = Math.min(Math.min(to, years.until(at)) - at, lines.space().length - lines.free());
            count = file.read(ByteBuffer.wrap(lines.space(), lines.free(), (int) most), at);
            if (count > 0) {
                by.bounds(years.bounds(lines.wholeLines(), at + count));
                lines.added(count, each);
            }
        }
    }

    /** Hands over what was read, if that is all, and does not need what stands before it; else nothing, or not all. */
    boolean handOver(LogParser before, LineSplitter lines, LogRecord.Sink sink) {
        if (splitter.wholeLines() != to) {
            return false;
        }
        return before.mustRead(parser) ? readBy(before, lines, sink) : takenOver(before, lines, sink);
    }

    private boolean readBy(LogParser before, LineSplitter lines, LogRecord.Sink sink) {
        records = List.of();
        try {
            readOn(before, lines, sink);
        } catch (IOException e) {
            return false; // As in read().
        }
        return lines.wholeLines() == to;
    }

    private boolean takenOver(LogParser before, LineSplitter lines, LogRecord.Sink sink) {
        if (!before.takeOver(parser)) {
            return false;
        }
        expected = records.size();
        sink.acceptAll(records);
        records = List.of();
        lines.passed(to - from, splitter.lines(), splitter.overlong());
        return true;
    }
}

package io.pptpdmonitor.source;

import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Health;
import java.io.Closeable;
import java.io.IOException;

/** A perpetual source of lines with a position; each {@link #poll} goes on where the last one ended. Not thread-safe. */
public interface LogSource extends Closeable {

    /**
     * Reads what has come since the last call and hands over what mattered, in the order of the lines.
     *
     * @throws IOException if nothing can be read, with a message for the user; the next call tries again
     */
    void poll(LogRecord.Sink sink) throws IOException;

    /** Nothing more will come: a last line without newline counts, too. */
    void finish(LogRecord.Sink sink);

    /** What it has read so far. */
    Counts counts();

    /** What it is, and how far it has been read. */
    Health.Source health();

    /**
     * How much was read, and how much of it was understood.
     *
     * @param lines all of them
     * @param relevantLines of pptpd and pppd
     * @param unparsedLines relevant ones that have no known shape
     * @param pppdLines of pppd alone
     * @param debugSeen whether pppd's debug lines were seen
     */
    record Counts(long lines, long relevantLines, long unparsedLines, long pppdLines, boolean debugSeen) {}
}

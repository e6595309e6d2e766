package io.pptpdmonitor.source;

import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.Closeable;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A perpetual source of lines with a position; each {@link #poll} goes on where the last one ended. Not thread-safe. */
public interface LogSource extends Closeable {

    /**
     * Reads what has come since the last call and hands over what mattered, in the order of the lines.
     *
     * @param sink is called by this thread or by others, one at a time; by none any more once this returns
     * @throws IOException if nothing can be read, with a message for the user; the next call tries again
     */
    void poll(LogRecord.Sink sink) throws IOException;

    /** Nothing more will come: a last line without newline counts, too, if it shows that it is whole. */
    void finish(LogRecord.Sink sink);

    /**
     * Keeps where reading has got to, and what the lines to come are read by. What was handed over until now is all that
     * stands before that position: a partial last line is read again.
     */
    void save(StateOutput out);

    /**
     * Goes on where the source of the same name had got to when it was {@link #save saved}; before the first {@link
     * #poll} only.
     *
     * @throws DamagedStateException if no source of this kind saved that; this one is then of no use any more
     */
    void resume(StateInput in) throws DamagedStateException;

    /** What it has read so far. */
    Counts counts();

    /**
     * From which moment on it was read without a gap: the stamp of the first line, of whatever program, behind which none is
     * missing as far as can be known; null where that is not known.
     */
    @Nullable OffsetDateTime begin();

    /** The aliases of hosts, of those that it was told of, by which its lines call one. */
    Set<String> aliases();

    /** What it is, and how far it has been read. */
    Health.Source health();

    /** Of a log that was found by itself, and in which no line of the server was seen then; null of any other. */
    default @Nullable Silence silence() {
        return null;
    }

    /**
     * No line of pptpd or pppd in a place where they would stand.
     *
     * @param since when others write there; null where it is not known that they still do
     * @param problem what is to be told where that is not known to mean that nobody was there, for the user
     */
    record Silence(@Nullable OffsetDateTime since, String problem) {}

    /**
     * How much was read, and how much of it was understood.
     *
     * @param lines all of them
     * @param relevantLines of pptpd and pppd
     * @param unparsedLines relevant ones that have no known shape
     * @param pppdLines of pppd alone
     * @param debugSeen whether pppd's debug lines were seen
     */
    record Counts(long lines, long relevantLines, long unparsedLines, long pppdLines, boolean debugSeen) {

        /** The same without {@code again} lines, which were counted twice. */
        Counts without(long again) {
            return new Counts(lines - again, relevantLines, unparsedLines, pppdLines, debugSeen);
        }
    }
}

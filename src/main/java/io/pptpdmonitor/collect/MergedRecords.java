package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Health.Source.Condition;
import io.pptpdmonitor.source.LogSource;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Several sources as one, by the stamps of their records; the order within a source is never changed. Of one moment,
 * pptpd's lines come before pppd's, in whichever order the sources are named. Where the clock is set back, every source
 * jumps back: what is behind the jump in one is not before what precedes it in another. Not thread-safe.
 */
final class MergedRecords {

    private final Doubles doubles;
    private final RepeatedHour[] hours;
    private final ExecutorService threads = Executors.newCachedThreadPool(MergedRecords::thread);

    /**
     * Begins with what is read first.
     *
     * @param sources how many are to be read, each time in the same order
     * @param clock the time of whoever reads
     */
    MergedRecords(int sources, Supplier<OffsetDateTime> clock) {
        doubles = new Doubles(sources, clock);
        hours = new RepeatedHour[sources];
        Arrays.setAll(hours, source -> new RepeatedHour(source, doubles));
    }

    /**
     * Reads the sources, always in the same order, each in a thread of its own, and hands over what they tell. Little of it
     * is in memory at one time, however much there is.
     *
     * @return why those that cannot be read cannot; what the others tell was handed over
     */
    List<IOException> read(List<LogSource> sources, SourceReader.Reading reading, LogRecord.Sink sink) {
        List<SourceReader> readers = sources.stream()
                .map(source -> new SourceReader(source, reading))
                .toList();
        readers.forEach(threads::execute);
        inOrder(sources, readers, sink);
        return readers.stream()
                .map(SourceReader::failure)
                .filter(Objects::nonNull)
                .toList();
    }

    private void inOrder(List<LogSource> sources, List<SourceReader> readers, LogRecord.Sink sink) {
        List<SourceCursor> begun = new ArrayList<>();
        for (int i = 0; i < readers.size(); i++) {
            if (readers.get(i).hasNext()) {
                begun.add(new SourceCursor(i, readers.get(i), doubles.progress(i), hours[i]));
            } else {
                doubles.patience(i, patience(sources.get(i), readers.get(i)));
            }
        }
        begun.forEach(cursor -> cursor.begin(begun));
        PriorityQueue<SourceCursor> cursors = new PriorityQueue<>(begun);
        SourceCursor first;
        while ((first = cursors.poll()) != null) {
            if (doubles.isFirst(first.head(), first.source(), first.isLast())) {
                sink.accept(first.head());
            }
            if (first.advance(cursors)) {
                cursors.add(first);
            } else {
                int source = first.source();
                doubles.patience(source, patience(sources.get(source), readers.get(source)));
            }
        }
    }

    /** With a source that was read as far as it could be. */
    private static Doubles.Patience patience(LogSource source, SourceReader reader) {
        return reader.isFailed()
                ? Doubles.Patience.UNREADABLE
                : source.health().condition() == Condition.PAST ? Doubles.Patience.PAST : Doubles.Patience.SILENT;
    }

    /** What that source told of which nobody knows whether another one had told it; it was not handed over. */
    LeftOut leftOut(int source) {
        return doubles.leftOut(source);
    }

    /** Keeps what is known of lines that another source may still tell. */
    void save(StateOutput out) {
        doubles.save(out);
    }

    /** Where there are more sources than then, the first ones are those that there were. */
    void resume(StateInput in) throws DamagedStateException {
        doubles.resume(in);
    }

    /** That source is read from its beginning only now, when the other one has been read up to that moment. */
    void comesLater(int source, int other, OffsetDateTime until) {
        doubles.comesLater(source, other, until);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "log reader");
        thread.setDaemon(true);
        return thread;
    }
}

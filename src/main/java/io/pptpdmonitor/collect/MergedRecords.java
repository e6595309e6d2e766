package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.LogEvent.OfPppd;
import io.pptpdmonitor.log.LogEvent.PppdLaunched;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Health.Source.Condition;
import io.pptpdmonitor.source.LogSource;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Several sources as one, by the stamps of their records; the order within a source is never changed. Of one moment,
 * pptpd's lines come before pppd's, in whichever order the sources are named. Where the clock is set back, every source
 * jumps back: what is behind the jump in one is not before what precedes it in another. Not thread-safe.
 */
final class MergedRecords {

    /** A source's next line, and the one behind it, which tells whether to believe its stamp. */
    private static final class Cursor implements Comparable<Cursor> {
        final int source;
        final Iterator<LogRecord> rest;
        final Progress progress;
        LogRecord head;

        @Nullable LogRecord next;

        Instant instant;
        int jumps;
        private final int jumpsBefore;

        Cursor(int source, Iterator<LogRecord> records, Progress progress) {
            this.source = source;
            this.rest = records;
            this.progress = progress;
            this.head = records.next();
            this.instant = head.time().toInstant();
            progress.read(Doubles.moment(head.time()));
            look();
            this.jumpsBefore = progress.setBack(next == null);
        }

        private void look() {
            next = rest.hasNext() ? rest.next() : null;
            if (next != null) {
                progress.read(Doubles.moment(next.time()));
            }
        }

        /** Whether there was another line; one with a stray stamp has its turn with the line before. */
        boolean advance() {
            LogRecord following = next;
            if (following == null) {
                return false;
            }
            head = following;
            look();
            instant = next != null && progress.strayed() ? instant : head.time().toInstant();
            jumps = progress.setBack(next == null) - jumpsBefore;
            return true;
        }

        @Override
        public int compareTo(Cursor other) {
            int order = Integer.compare(jumps, other.jumps);
            order = order == 0 ? instant.compareTo(other.instant) : order;
            order = order == 0 ? host().compareToIgnoreCase(other.host()) : order;
            order = order == 0 ? Boolean.compare(isOfPppd(), other.isOfPppd()) : order;
            return order == 0 ? Integer.compare(source, other.source) : order;
        }

        String host() {
            String host = head.host();
            return host == null ? "" : host;
        }

        boolean isOfPppd() {
            return head.event() instanceof OfPppd && !(head.event() instanceof PppdLaunched);
        }
    }

    private final Doubles doubles;
    private final ExecutorService threads = Executors.newCachedThreadPool(MergedRecords::thread);

    /**
     * Begins with what is read first.
     *
     * @param sources how many are to be read, each time in the same order
     * @param clock the time of whoever reads
     */
    MergedRecords(int sources, Supplier<OffsetDateTime> clock) {
        doubles = new Doubles(sources, clock);
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
        PriorityQueue<Cursor> cursors = new PriorityQueue<>();
        for (int i = 0; i < readers.size(); i++) {
            if (readers.get(i).hasNext()) {
                cursors.add(new Cursor(i, readers.get(i), doubles.progress(i)));
            } else {
                doubles.patience(i, patience(sources.get(i), readers.get(i)));
            }
        }
        Cursor first;
        while ((first = cursors.poll()) != null) {
            if (doubles.isFirst(first.head, first.source, first.next == null)) {
                sink.accept(first.head);
            }
            if (first.advance()) {
                cursors.add(first);
            } else {
                doubles.patience(first.source, patience(sources.get(first.source), readers.get(first.source)));
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

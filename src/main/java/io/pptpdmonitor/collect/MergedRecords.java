package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.LogEvent.OfPppd;
import io.pptpdmonitor.log.LogEvent.PppdLaunched;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.source.LogSource;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Several sources as one, by the stamps of their records; the order within a source is never changed. Of one moment,
 * pptpd's lines come before pppd's, in whichever order the sources are named. Where the clock is set back, every source
 * jumps back: what is behind the jump in one is not before what precedes it in another. Not thread-safe.
 */
final class MergedRecords {

    /** Less is disorder between processes. */
    private static final int JUMP_SECONDS = 60;

    private static final Comparator<Cursor> ORDER = Comparator.<Cursor>comparingInt(cursor -> cursor.jumps)
            .thenComparing(Cursor::instant)
            .thenComparing(Cursor::host)
            .thenComparing(Cursor::isOfPppd)
            .thenComparingInt(cursor -> cursor.source);

    private static final class Cursor {
        final int source;
        final Iterator<LogRecord> rest;
        LogRecord head;
        int jumps;

        Cursor(int source, Iterator<LogRecord> records) {
            this.source = source;
            this.rest = records;
            this.head = records.next();
        }

        void advance() {
            Instant before = instant();
            head = rest.next();
            jumps += instant().isBefore(before.minusSeconds(JUMP_SECONDS)) ? 1 : 0;
        }

        Instant instant() {
            return head.time().toInstant();
        }

        String host() {
            String host = head.host();
            return host == null ? "" : host;
        }

        boolean isOfPppd() {
            return head.event() instanceof OfPppd && !(head.event() instanceof PppdLaunched);
        }
    }

    private final Doubles doubles = new Doubles();
    private final ExecutorService threads = Executors.newCachedThreadPool(MergedRecords::thread);

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
        if (readers.size() == 1) {
            readers.get(0).forEachRemaining(sink::accept);
        } else {
            inOrder(readers, sink);
        }
        return readers.stream()
                .map(SourceReader::failure)
                .filter(Objects::nonNull)
                .toList();
    }

    private void inOrder(List<SourceReader> readers, LogRecord.Sink sink) {
        PriorityQueue<Cursor> cursors = new PriorityQueue<>(ORDER);
        for (int i = 0; i < readers.size(); i++) {
            if (readers.get(i).hasNext()) {
                cursors.add(new Cursor(i, readers.get(i)));
            }
        }
        Cursor first;
        while ((first = cursors.poll()) != null) {
            if (doubles.isFirst(first.head, first.source)) {
                sink.accept(first.head);
            }
            if (first.rest.hasNext()) {
                first.advance();
                cursors.add(first);
            }
        }
    }

    /** Keeps what is known of lines that another source may still tell. */
    void save(StateOutput out) {
        doubles.save(out);
    }

    void resume(StateInput in) throws DamagedStateException {
        doubles.resume(in);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "log reader");
        thread.setDaemon(true);
        return thread;
    }
}

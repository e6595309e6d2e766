package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.LogRecord;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/** Several sources as one, by the stamps of their records; the order within a source is never changed. */
final class MergedRecords {

    private static final class Cursor {
        final int source;
        final Iterator<LogRecord> rest;
        LogRecord head;

        Cursor(int source, Iterator<LogRecord> records) {
            this.source = source;
            this.rest = records;
            this.head = records.next();
        }
    }

    private MergedRecords() {}

    static void inOrder(List<List<LogRecord>> sources, LogRecord.Sink sink) {
        PriorityQueue<Cursor> cursors = new PriorityQueue<>(Comparator.<Cursor, java.time.Instant>comparing(
                        cursor -> cursor.head.time().toInstant())
                .thenComparing(cursor -> cursor.source));
        for (int i = 0; i < sources.size(); i++) {
            if (!sources.get(i).isEmpty()) {
                cursors.add(new Cursor(i, sources.get(i).iterator()));
            }
        }
        Cursor first;
        while ((first = cursors.poll()) != null) {
            sink.accept(first.head);
            if (first.rest.hasNext()) {
                first.head = first.rest.next();
                cursors.add(first);
            }
        }
    }
}

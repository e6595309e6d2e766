package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.LogEvent.OfPppd;
import io.pptpdmonitor.log.LogEvent.PppdLaunched;
import io.pptpdmonitor.log.LogRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

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

    /** Hands over the records of the sources, one list of each, always in the same order of sources. */
    void inOrder(List<List<LogRecord>> sources, LogRecord.Sink sink) {
        PriorityQueue<Cursor> cursors = new PriorityQueue<>(ORDER);
        for (int i = 0; i < sources.size(); i++) {
            if (!sources.get(i).isEmpty()) {
                cursors.add(new Cursor(i, sources.get(i).iterator()));
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
}

package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.LogEvent.OfPppd;
import io.pptpdmonitor.log.LogEvent.PppdLaunched;
import io.pptpdmonitor.log.LogRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A source's next line, and the one behind it, which tells whether to believe its stamp; among those of other sources it
 * stands by its moment. Not thread-safe.
 */
final class SourceCursor implements Comparable<SourceCursor> {

    private final int source;
    private final SourceReader rest;
    private final Progress progress;
    private final RepeatedHour hour;
    private LogRecord head;
    private @Nullable LogRecord next;
    private Instant instant;
    private int jumps;
    private int jumpsBefore;

    /** @param records of which there is one */
    SourceCursor(int source, SourceReader records, Progress progress, RepeatedHour hour) {
        this.source = source;
        this.rest = records;
        this.progress = progress;
        this.hour = hour;
        this.head = records.next();
        this.instant = head.time().toInstant();
    }

    /** To be called once all of them are there, and before anything else. */
    void begin(Iterable<SourceCursor> others) {
        head = hour.placed(head, rest, others);
        instant = head.time().toInstant();
        progress.read(Doubles.moment(head.time()));
        look(others);
        jumpsBefore = progress.setBack(next == null);
    }

    private void look(Iterable<SourceCursor> others) {
        next = rest.hasNext() ? hour.placed(rest.next(), rest, others) : null;
        if (next != null) {
            progress.read(Doubles.moment(next.time()));
        }
    }

    /**
     * Whether there was another line; one with a stray stamp has its turn with the line before.
     *
     * @param others that are not at their end
     */
    boolean advance(Iterable<SourceCursor> others) {
        LogRecord following = next;
        if (following == null) {
            return false;
        }
        head = following;
        look(others);
        instant = next != null && progress.strayed() ? instant : head.time().toInstant();
        jumps = progress.setBack(next == null) - jumpsBefore;
        return true;
    }

    int source() {
        return source;
    }

    LogRecord head() {
        return head;
    }

    boolean isLast() {
        return next == null;
    }

    /** What comes so many lines behind the head; null if there are not so many. */
    @Nullable LogRecord untold(int lines) {
        LogRecord following = next;
        if (lines == 0) {
            return head;
        }
        if (following == null) {
            return rest.ahead(lines - 1);
        }
        return lines == 1 ? following : rest.ahead(lines - 2);
    }

    @Override
    public int compareTo(SourceCursor other) {
        int order = Integer.compare(jumps, other.jumps);
        order = order == 0 ? instant.compareTo(other.instant) : order;
        order = order == 0 ? host().compareToIgnoreCase(other.host()) : order;
        order = order == 0 ? Boolean.compare(isOfPppd(), other.isOfPppd()) : order;
        return order == 0 ? Integer.compare(source, other.source) : order;
    }

    private String host() {
        String host = head.host();
        return host == null ? "" : host;
    }

    private boolean isOfPppd() {
        return head.event() instanceof OfPppd && !(head.event() instanceof PppdLaunched);
    }
}

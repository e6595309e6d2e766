package io.pptpdmonitor.source;

import io.pptpdmonitor.log.LineSplitter;
import io.pptpdmonitor.log.LogParser;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.log.StampYears;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads a large file in stretches, several at a time, and hands over their records in order, as if they had been read
 * one after the other. Each begins at a line that can be understood without those before it.
 */
final class Stretches {

    /** Handing one over takes a tenth of the time in which half a megabyte is read. */
    private static final int LENGTH = 1 << 22;
    /** Below so many stretches, threads would cost more than they save. */
    private static final int WORTHWHILE = 4;

    private static final int LOOKED_AT = 1 << 14;

    private final StampYears.Source file;
    private final StampYears years;
    private final int atATime;
    private final int length;
    private final byte[] border = new byte[LOOKED_AT];

    Stretches(StampYears.Source file, StampYears years) {
        this(file, years, Runtime.getRuntime().availableProcessors(), LENGTH);
    }

    /** So many at a time, each of so many octets and the rest of a line. */
    Stretches(StampYears.Source file, StampYears years, int atATime, int length) {
        this.file = file;
        this.years = years;
        this.atATime = atATime;
        this.length = length;
    }

    /** Reads from where {@code lines} is, as far as it can be done in stretches. */
    void read(long size, LogParser parser, LineSplitter lines, LogRecord.Sink sink) throws IOException {
        if (atATime < 2 || lines.isWithinLine() || size - lines.consumed() < (long) WORTHWHILE * length) {
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(atATime, Stretches::thread);
        Deque<Future<Stretch>> begun = new ArrayDeque<>();
        Deque<Stretch> free = new ArrayDeque<>();
        boolean texts = sink.comparesTexts();
        try {
            long from = lines.consumed();
            long to = end(from, size);
            while (to > from || !begun.isEmpty()) {
                while (to > from && begun.size() <= atATime) {
                    Stretch stretch = free.isEmpty() ? new Stretch(file, years, parser.ahead(), texts) : free.remove();
                    begun.add(threads.submit(stretch.between(from, to)));
                    from = to;
                    to = end(from, size);
                }
                Stretch first = done(begun.remove());
                if (!first.handOver(parser, lines, sink)) {
                    return;
                }
                free.add(first);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Thread thread(Runnable reading) {
        Thread thread = new Thread(reading, "reading ahead");
        thread.setDaemon(true);
        return thread;
    }

    private static Stretch done(Future<Stretch> stretch) throws IOException {
        try {
            return stretch.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading");
        }
    }

    /** The begin of a line, about a stretch further on, that stands alone; {@code from} if there is none nearby. */
    private long end(long from, long size) throws IOException {
        if (size - from < 2L * length) {
            return from;
        }
        byte[] b = border;
        int count = file.read(ByteBuffer.wrap(b), from + length);
        int begin = -1;
        for (int i = 0; i < count; i++) {
            if (b[i] == '\n') {
                if (begin >= 0 && LogParser.standsAlone(b, begin, i)) {
                    return from + length + begin;
                }
                begin = i + 1;
            }
        }
        return from;
    }
}

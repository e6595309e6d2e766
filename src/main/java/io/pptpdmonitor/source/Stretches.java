package io.pptpdmonitor.source;

import io.pptpdmonitor.log.LineSplitter;
import io.pptpdmonitor.log.LogParser;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.log.StampYears;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Reads a large file in stretches, several at a time, and hands over their records in order, as if they had been read
 * one after the other. Each begins at a line that can be understood without those before it.
 */
final class Stretches {

    /** From half a megabyte on all lengths take the same time. */
    private static final int LENGTH = 1 << 22;
    /** Below so many stretches, threads would cost more than they save. */
    private static final int WORTHWHILE = 4;

    private static final int LOOKED_AT = 1 << 14;

    private final StampYears.Source file;
    private final StampYears years;
    private final IntSupplier processors;
    private final int length;
    private final byte[] border = new byte[LOOKED_AT];

    Stretches(StampYears.Source file, StampYears years) {
        this(file, years, Runtime.getRuntime()::availableProcessors, LENGTH);
    }

    /**
     * As many at a time as there are processors, each of so many octets and the rest of a line.
     *
     * @param processors is asked only where stretches pay: it opens files of the system's
     */
    Stretches(StampYears.Source file, StampYears years, IntSupplier processors, int length) {
        this.file = file;
        this.years = years;
        this.processors = processors;
        this.length = length;
    }

    /**
     * Reads from where {@code lines} is, as far as it can be done in stretches. What cannot be read is left to whoever reads
     * on from there.
     *
     * @throws InterruptedIOException if the thread is interrupted; then nothing is handed over any more
     */
    void read(long size, LogParser parser, LineSplitter lines, LogRecord.Sink sink) throws InterruptedIOException {
        if (lines.isWithinLine() || size - lines.consumed() < (long) WORTHWHILE * length) {
            return;
        }
        int atATime = processors.getAsInt();
        if (atATime < 2) {
            return;
        }
        boolean texts = sink.comparesTexts();
        Relay relay = new Relay(
                from -> end(from, size), () -> new Stretch(file, years, parser.ahead(), texts), parser, lines, sink);
        ExecutorService threads = Executors.newFixedThreadPool(atATime, Stretches::thread);
        try {
            for (Future<Boolean> runner : threads.invokeAll(Collections.nCopies(atATime, relay))) {
                finish(runner);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading");
        } finally {
            relay.stop();
            end(threads);
        }
    }

    private static Thread thread(Runnable reading) {
        Thread thread = new Thread(reading, "reading ahead");
        thread.setDaemon(true);
        return thread;
    }

    private static void finish(Future<Boolean> runner) throws InterruptedException {
        try {
            runner.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused; // By the sink, which is the caller's.
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** One of them may be handing over: nobody may ask what it has told before it is done, be he interrupted or not. */
    private static void end(ExecutorService threads) {
        threads.shutdown();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = threads.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The begin of a line, about a stretch further on, that stands alone; {@code from} if there is none nearby, or the file
     * cannot be read there.
     */
    private long end(long from, long size) {
        if (size - from < 2L * length) {
            return from;
        }
        byte[] b = border;
        int count = read(from + length);
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

    private int read(long position) {
        try {
            return file.read(ByteBuffer.wrap(border), position);
        } catch (IOException e) {
            return -1; // Who reads as far as here sees why.
        }
    }
}

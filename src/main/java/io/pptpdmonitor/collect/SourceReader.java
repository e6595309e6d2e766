package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.source.LogSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** What one source has to tell, read by one thread for another, which takes it as it needs it: it is never ahead by much. */
final class SourceReader implements Runnable, Iterator<LogRecord> {

    /** Reads a source for as long as there is something. */
    @FunctionalInterface
    interface Reading {
        void read(LogSource source, LogRecord.Sink sink) throws IOException;
    }

    private static final int BATCH = 512;
    private static final int BATCHES_AHEAD = 4;
    private static final List<LogRecord> END = List.of();

    private final LogSource source;
    private final Reading reading;
    private final BlockingQueue<List<LogRecord>> batches = new ArrayBlockingQueue<>(BATCHES_AHEAD);
    private List<LogRecord> filling = new ArrayList<>();

    private List<LogRecord> taken = new ArrayList<>();
    private int next;
    private boolean ended;
    private @Nullable IOException failed;
    private @Nullable Throwable broken;

    SourceReader(LogSource source, Reading reading) {
        this.source = source;
        this.reading = reading;
    }

    /** Reads it; for the thread that reads. */
    @Override
    public void run() {
        try {
            reading.read(source, new Ahead());
        } catch (IOException e) {
            failed = e;
        } catch (RuntimeException | Error e) {
            broken = e;
        }
        flush();
        put(END);
    }

    private final class Ahead implements LogRecord.Sink {

        @Override
        public void accept(LogRecord told) {
            add(told);
        }

        @Override
        public void acceptAll(List<LogRecord> told) {
            flush();
            if (!told.isEmpty()) {
                put(told);
            }
        }
    }

    private void flush() {
        if (!filling.isEmpty()) {
            put(filling);
            filling = new ArrayList<>(BATCH);
        }
    }

    private void add(LogRecord told) {
        filling.add(told);
        if (filling.size() == BATCH) {
            flush();
        }
    }

    private void put(List<LogRecord> batch) {
        try {
            batches.put(batch);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a log was read", e);
        }
    }

    @Override
    public boolean hasNext() {
        while (next == taken.size() && !ended) {
            takeBatch();
        }
        return next < taken.size();
    }

    private void takeBatch() {
        List<LogRecord> batch;
        try {
            batch = batches.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a log was read", e);
        }
        if (batch == END) {
            ended = true;
        } else if (next == taken.size()) {
            taken = batch;
            next = 0;
        } else {
            List<LogRecord> both = new ArrayList<>(taken.subList(next, taken.size()));
            both.addAll(batch);
            taken = both;
            next = 0;
        }
    }

    /** What comes so many lines behind the next one, all of which remain to be taken; null if there are not so many. */
    @Nullable LogRecord ahead(int lines) {
        while (next + lines >= taken.size() && !ended) {
            takeBatch();
        }
        return next + lines < taken.size() ? taken.get(next + lines) : null;
    }

    @Override
    public LogRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return taken.get(next++);
    }

    /** Whether it could not be read, or not to its end. Once there is nothing left. */
    boolean isFailed() {
        return failed != null || broken != null;
    }

    /** Why it could not be read, or not to its end; null if it could. Once there is nothing left. */
    @Nullable IOException failure() {
        if (broken instanceof Error error) {
            throw error;
        }
        if (broken instanceof RuntimeException fault) {
            throw fault;
        }
        return failed;
    }
}

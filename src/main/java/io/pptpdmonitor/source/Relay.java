package io.pptpdmonitor.source;

import io.pptpdmonitor.log.LineSplitter;
import io.pptpdmonitor.log.LogParser;
import io.pptpdmonitor.log.LogRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Several runners over one file. Each reads the next stretch and, if those before were handed over, hands it over itself,
 * while what it read is in its processor's cache; else it leaves that to the one who hands over the stretch before.
 */
final class Relay implements Callable<Boolean> {

    /** With so many stretches waiting for their turn, none is begun. */
    private static final int WAITING = 2;

    private final Borders borders;
    private final Supplier<Stretch> stretches;
    private final LogParser parser;
    private final LineSplitter lines;
    private final LogRecord.Sink sink;
    /** Stretches that were read, by where they begin. */
    private final Map<Long, Stretch> waiting = new HashMap<>();
    /** Stretches that were handed over, to be used again. */
    private final Deque<Stretch> free = new ArrayDeque<>();
    /** Between which octets the next stretch lies. */
    private long from;

    private long to;
    /** Where the stretch begins of which it is the turn. */
    private long turn;

    private boolean handingOver;
    private boolean stopped;

    /** Where stretches end. */
    @FunctionalInterface
    interface Borders {
        /** The end of a stretch that begins at {@code from}; that itself if there is to be none. */
        long end(long from);
    }

    /**
     * Begins where {@code lines} is. Nobody else uses {@code parser}, {@code lines} and {@code sink} until all runners are
     * done.
     *
     * @param parser becomes as if it had read what was handed over
     * @param sink is called by one runner at a time
     */
    Relay(Borders borders, Supplier<Stretch> stretches, LogParser parser, LineSplitter lines, LogRecord.Sink sink) {
        this.borders = borders;
        this.stretches = stretches;
        this.parser = parser;
        this.lines = lines;
        this.sink = sink;
        from = lines.consumed();
        to = borders.end(from);
        turn = from;
    }

    /**
     * Runs as long as there are stretches, and until one cannot be handed over.
     *
     * @return true
     */
    @Override
    public Boolean call() throws InterruptedException {
        boolean done = false;
        try {
            for (Stretch next = begin(); next != null; next = begin()) {
                next.read();
                Stretch due = due(next);
                while (due != null) {
                    due = dueBehind(due, due.handOver(parser, lines, sink));
                }
            }
            done = true;
        } finally {
            if (!done) {
                stop();
            }
        }
        return done;
    }

    /** The next stretch, to be read by the caller; null if there is none. */
    private synchronized @Nullable Stretch begin() throws InterruptedException {
        while (waiting.size() >= WAITING && !stopped) {
            wait();
        }
        if (stopped || to <= from) {
            return null;
        }
        Stretch next = free.isEmpty() ? stretches.get() : free.remove();
        next.between(from, to);
        from = to;
        to = borders.end(from);
        return next;
    }

    /** Takes a stretch that was read; the one that the caller is to hand over, or null. */
    private synchronized @Nullable Stretch due(Stretch read) {
        waiting.put(read.from(), read);
        return due();
    }

    /** The same, of a stretch that was handed over, or could not be. */
    private synchronized @Nullable Stretch dueBehind(Stretch done, boolean whole) {
        handingOver = false;
        stopped |= !whole;
        turn = done.to();
        free.add(done);
        notifyAll();
        return due();
    }

    private @Nullable Stretch due() {
        Stretch due = handingOver || stopped ? null : waiting.remove(turn);
        handingOver |= due != null;
        return due;
    }

    /** No runner begins or hands over anything more. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }
}

package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The clock of one host, as far as the stamps of its lines tell what it showed. Lines stand in the order in which they
 * were written. So one whose stamp lies far from that of the line before waits for the next: if that goes on where the one
 * before was, the stamp between is damaged, or of another clock, and the line is of the moment of the one before; else
 * time has passed, or the clock was set. Not thread-safe.
 */
final class HostClock {

    /** Lines of several processes and files are out of order by less. */
    private static final Span DISORDER = Span.ofMinutes(2);
    /** Nobody is silent for so long: the clock had shown its epoch until somebody told it the time. */
    private static final Span SILENCE = Span.ofDays(366);

    private final Runnable wasSet;
    private final Consumer<LogRecord> told;
    private @Nullable OffsetDateTime last;
    private @Nullable LogRecord held;
    /** A stamp, of a day that is not of the future: nearly all lines are of the day of the one before. */
    private @Nullable OffsetDateTime possible;

    /** Lines of the future, and whether the last one was. */
    private long futureStamps;

    private boolean wrong;

    /**
     * @param wasSet is told, before the line is, that the clock may have been set
     * @param told takes each line once it is certain when it was written
     */
    HostClock(Runnable wasSet, Consumer<LogRecord> told) {
        this.wasSet = wasSet;
        this.told = told;
    }

    /** The moment of the line that was told last; null before the first. */
    @Nullable OffsetDateTime last() {
        return last;
    }

    /** Lines that were stamped with a moment that is still to come. */
    long futureStamps() {
        return futureStamps;
    }

    /**
     * Takes the next line; it is told now, or when it is certain when it was written.
     *
     * @param latest that is possible; null if that is not known
     */
    @SuppressWarnings(
            "ReferenceEquality") // Equal stamps that are two objects are compared in full, to the same result.
    void next(LogRecord line, @Nullable OffsetDateTime latest) {
        if (line.time() == last && held == null && !wrong) {
            told.accept(line); // Lines of one second share their stamp.
            return;
        }
        if (latest != null && isFuture(line.time(), latest)) {
            future(line, latest);
            return;
        }
        if (wrong) {
            wrong = false;
            wasSet.run();
        }
        next(line);
    }

    private boolean isFuture(OffsetDateTime stamp, OffsetDateTime latest) {
        OffsetDateTime known = possible;
        if (known != null
                && known.toLocalDate().equals(stamp.toLocalDate())
                && known.getOffset().equals(stamp.getOffset())) {
            return false;
        }
        possible = stamp.with(LocalTime.MAX).isAfter(latest) ? null : stamp;
        return stamp.isAfter(latest);
    }

    /** Where all lines are of the future, it is our own clock that is wrong: then they are told as they stand there. */
    private void future(LogRecord line, OffsetDateTime latest) {
        flush();
        OffsetDateTime known = last;
        futureStamps++;
        wrong = true;
        wasSet.run();
        tell(known == null || known.isAfter(latest) ? line : line.at(known));
    }

    private void next(LogRecord line) {
        LogRecord before = held;
        if (before != null) {
            held = null;
            tell(placed(before, line.time()));
        }
        OffsetDateTime known = last;
        if (known == null || DISORDER.covers(known, line.time())) {
            last = line.time();
            told.accept(line);
        } else {
            held = line;
        }
    }

    /** Nothing more is there to be read: what waits is told by its own stamp, which may yet turn out to be wrong. */
    void flush() {
        possible = null;
        LogRecord line = held;
        OffsetDateTime known = last;
        if (line != null) {
            held = null;
            tell(line);
            last = known != null && isBack(known, line.time()) ? known : line.time();
        }
    }

    private void tell(LogRecord line) {
        OffsetDateTime known = last;
        if (known != null && isSet(known, line.time())) {
            wasSet.run();
        }
        last = line.time();
        told.accept(line);
    }

    /** The line that was held, of the moment that the stamps before and after it tell. */
    private LogRecord placed(LogRecord line, OffsetDateTime next) {
        OffsetDateTime known = last;
        boolean stray =
                known != null && !isBack(known, next) && (isBack(known, line.time()) || isBack(line.time(), next));
        if (known == null || !stray) {
            return line;
        }
        if (!DISORDER.covers(known, next)) {
            wasSet.run(); // There and back again, for all we know.
        }
        return line.at(known);
    }

    /** Whether it must have been set between two lines with these stamps. */
    static boolean isSet(OffsetDateTime before, OffsetDateTime stamp) {
        return !DISORDER.covers(before, stamp) && (isBack(before, stamp) || SILENCE.isOver(before, stamp));
    }

    private static boolean isBack(OffsetDateTime before, OffsetDateTime stamp) {
        return DISORDER.isOver(stamp, before);
    }

    /** To be called when nothing waits. */
    void save(StateOutput out) {
        out.time(last).number(futureStamps).flag(wrong);
    }

    void restore(StateInput in) throws DamagedStateException {
        last = in.time();
        futureStamps = in.number();
        wrong = in.flag();
    }
}

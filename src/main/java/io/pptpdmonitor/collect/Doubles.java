package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Lines that several sources hold, as /var/log/daemon.log and /var/log/syslog do: the same host, pid and text within two
 * seconds. Equal lines of one source are as many as they are. A line is remembered until every other source has told it or
 * got beyond it, however far behind that is; of those that are too many or too old for that, a line that comes after all
 * is left out, and counted. Not thread-safe.
 */
final class Doubles {

    /** How long a line is remembered for a source that does not come to it, by the clock of the one that told it. */
    enum Patience {
        /** It can be read; a syslog daemon that was down writes what it missed. */
        SILENT(Duration.ofHours(1)),
        /** It cannot be read, and will have all that was written meanwhile. */
        UNREADABLE(Duration.ofDays(7)),
        /** Nobody writes it any more. */
        PAST(Duration.ofMinutes(1));

        private final long millis;

        Patience(Duration duration) {
            this.millis = duration.toMillis();
        }
    }

    static final long APART = 2000;
    /** Lines whose texts are kept, so that nothing is computed of them, and for the longest time. */
    private static final int TEXTS = 1000;

    private final Progress[] progress;
    private final Alongside[][] alongside;
    private final Patience[] patience;
    private final Incomparable[][] missed;
    private final LeftOut[] leftOut;
    private final NewestLines newest;
    private final OlderLines older;
    private final Supplier<OffsetDateTime> clock;
    private final OlderLines.Interest awaited = this::isAwaited;
    private final OlderLines.Interest expected = this::isExpected;
    private final OlderLines.Interest possible = this::isPossible;

    /**
     * Begins with none.
     *
     * @param sources how many there are
     * @param clock the time of whoever reads
     */
    Doubles(int sources, Supplier<OffsetDateTime> clock) {
        this.clock = clock;
        progress = new Progress[sources];
        alongside = new Alongside[sources][sources];
        patience = new Patience[sources];
        missed = new Incomparable[sources][sources];
        leftOut = new LeftOut[sources];
        Arrays.setAll(progress, any -> new Progress());
        for (int source = 0; source < sources; source++) {
            Arrays.setAll(alongside[source], any -> new Alongside());
            Arrays.setAll(missed[source], any -> new Incomparable());
        }
        Arrays.fill(patience, Patience.UNREADABLE); // Until more is known.
        Arrays.setAll(leftOut, any -> new LeftOut());
        newest = new NewestLines(sources);
        older = new OlderLines(sources);
    }

    /** How far that source has got, which whoever reads it has to tell. */
    Progress progress(int source) {
        return progress[source];
    }

    void patience(int source, Patience how) {
        patience[source] = how;
    }

    /** Those of that source of which nobody knows whether they are doubles. */
    LeftOut leftOut(int source) {
        return leftOut[source];
    }

    static long moment(OffsetDateTime time) {
        return time.toEpochSecond() * 1000 + time.getNano() / 1_000_000;
    }

    /**
     * Whether it is certain that no other source has told this yet.
     *
     * @param isNewest whether it is the last line that was read of its source, or the one before
     */
    boolean isFirst(LogRecord told, int source, boolean isNewest) {
        forget();
        long moment = moment(told.time());
        OffsetDateTime also = told.other();
        long other = also == null ? NewestLines.NONE : moment(also);
        NewestLines.Line line = NewestLines.Line.of(told);
        if (isKnown(line, source, moment) || (also != null && isKnown(line, source, other))) {
            return false;
        }
        if (isInDoubt(line, source, moment) || (also != null && isInDoubt(line, source, other))) {
            leftOut[source].add(told, clock.get());
            return false;
        }
        newest.add(line, source, moment, other, progress[source].place(isNewest));
        return true;
    }

    /** Whether another source, whose stamp leaves no doubt, told it at that moment, and this one did not yet. */
    boolean isTold(NewestLines.Line line, int source, OffsetDateTime time) {
        NewestLines.Entry entry = newest.find(line, source, moment(time), APART);
        return entry != null && entry.tellsZone();
    }

    private boolean isKnown(NewestLines.Line line, int source, long moment) {
        int slot = older.hasUntold(source) ? older.find(line, source, moment, APART) : -1;
        if (slot >= 0) {
            older.tell(slot, source);
            alongside[source][older.teller(slot)].at(older.number(slot), older.place(slot));
            return true;
        }
        NewestLines.Entry entry = newest.find(line, source, moment, APART);
        entry = entry == null ? newest.findOther(line, source, moment, APART) : entry;
        if (entry != null) {
            entry.counts[source]++;
            alongside[source][entry.source].at(entry.number, entry.place);
            return true;
        }
        return false;
    }

    /** Whether it may be one that another source told so much earlier that nobody knows it any more. */
    private boolean isInDoubt(NewestLines.Line line, int source, long moment) {
        boolean doubt = false;
        for (int teller = 0; teller < progress.length; teller++) {
            Incomparable forgotten = missed[source][teller];
            if (!forgotten.isEmpty() && !isAwaited(source, teller, forgotten.number(), forgotten.place())) {
                forgotten.clear();
            }
            doubt |= forgotten.holds(line.kind(), moment, APART);
        }
        return doubt;
    }

    private void forget() {
        NewestLines.Entry oldest;
        while ((oldest = newest.oldest()) != null && (newest.size() > TEXTS || !isOf(possible, oldest))) {
            newest.removeOldest();
            if (isOf(expected, oldest)) {
                makeOlder(oldest);
            } else {
                miss(oldest);
            }
        }
        while (older.size() > 0 && !older.oldestIsOf(expected)) {
            older.removeOldest(awaited, missed);
        }
    }

    private void makeOlder(NewestLines.Entry entry) {
        if (older.isFull()) {
            older.removeOldest(awaited, missed);
        }
        older.add(entry);
    }

    private void miss(NewestLines.Entry entry) {
        for (int source = 0; source < progress.length; source++) {
            if (isOf(awaited, entry, source)) {
                missed[source][entry.source].add(entry.number, entry.place, entry.line.kind(), entry.first, entry.last);
            }
        }
    }

    private boolean isOf(OlderLines.Interest interest, NewestLines.Entry entry) {
        for (int source = 0; source < progress.length; source++) {
            if (isOf(interest, entry, source)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(OlderLines.Interest interest, NewestLines.Entry entry, int source) {
        return entry.counts[source] < entry.times && interest.of(source, entry.source, entry.number, entry.place);
    }

    /** Whether that source may still tell it. One with which it has nothing in common so far is judged by its stamps. */
    private boolean isAwaited(int source, int teller, int number, long place) {
        Alongside known = alongside[source][teller];
        return known.hasMet()
                ? !known.hasPassed(number)
                : !progress[source].hasPassed(place + APART)
                        || progress[source].setBack(false) < progress[teller].setBack(false);
    }

    /**
     * Whether that is so, or cannot be ruled out: a source with which it has nothing in common may be behind a setting of the
     * clock that the teller has not seen.
     */
    private boolean isPossible(int source, int teller, int number, long place) {
        return !alongside[source][teller].hasMet() || isAwaited(source, teller, number, place);
    }

    /** And whether it is worth while to wait for that. */
    private boolean isExpected(int source, int teller, int number, long place) {
        return isAwaited(source, teller, number, place)
                && !progress[teller].isFurtherThan(patience[source].millis, place);
    }

    /** Keeps the lines of which another source may still tell. */
    void save(StateOutput out) {
        out.number(progress.length);
        newest.save(out);
        older.save(out);
        for (int source = 0; source < progress.length; source++) {
            progress[source].save(out);
            leftOut[source].save(out);
            for (int teller = 0; teller < progress.length; teller++) {
                alongside[source][teller].save(out);
                missed[source][teller].save(out);
            }
        }
    }

    /** Where there are more sources than then, the first ones are those that there were. */
    void resume(StateInput in) throws DamagedStateException {
        int saved = in.count();
        if (saved > progress.length) {
            throw new DamagedStateException("it is of more sources than there are");
        }
        newest.resume(in, saved);
        older.resume(in, saved);
        for (int source = 0; source < saved; source++) {
            progress[source].resume(in);
            leftOut[source].resume(in);
            for (int teller = 0; teller < saved; teller++) {
                alongside[source][teller].resume(in);
                missed[source][teller].resume(in);
            }
        }
    }

    /** That source is read from its beginning only now: what it tells until that moment the other one may have told before. */
    void comesLater(int source, int teller, OffsetDateTime until) {
        missed[source][teller].addAll(newest.lastNumber(), moment(until));
        leftOut[source].until(until);
    }
}

package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lines that were handed on and that several sources may tell, whole and in the order in which they were. Not thread-safe. */
final class NewestLines {

    /** What makes a line the same in another source, which may write the host's name in other letters. */
    record Line(@Nullable String host, int pid, String message, String event) {

        static Line of(LogRecord told) {
            return new Line(
                    HostSpellings.alike(told.host()),
                    told.pid(),
                    told.message(),
                    told.event().getClass().getSimpleName());
        }

        /** What two lines have in common that may be the same. */
        int kind() {
            return 31 * (host == null ? 0 : host.hashCode()) + event.hashCode();
        }
    }

    /** A line that one source told first, or some that are equal and were written within a second. */
    static final class Entry {
        final Line line;
        final int source;
        final int number;
        final long first;
        final int[] counts;
        /** What the first one's stamp may mean as well, or {@link #NONE}. */
        private final long other;

        long last;
        long place;
        int times;

        /**
         * @param number one more than that of the entry before
         * @param first the first one's moment, by its own stamp
         * @param place where it stands among the others of its source, by their stamps
         * @param counts how many of them each source has told
         * @param other what the first one's stamp may mean as well, or {@link #NONE}
         */
        Entry(
                Line line,
                int source,
                int number,
                long first,
                long last,
                long place,
                int times,
                int[] counts,
                long other) {
            this.line = line;
            this.source = source;
            this.number = number;
            this.first = first;
            this.last = last;
            this.place = place;
            this.times = times;
            this.counts = counts;
            this.other = other;
        }

        /** Whether one of them is of that moment, or less apart from it, and that source has not told it. */
        boolean mayBeTold(int by, long moment, long apart) {
            return counts[by] < times && moment >= first - apart && moment <= last + apart;
        }

        /** The same of the moments that their stamps may mean as well. */
        boolean mayBeToldOtherwise(int by, long moment, long apart) {
            return other != NONE && mayBeTold(by, moment - other + first, apart);
        }

        /** Whether its stamp leaves no doubt about its moment. */
        boolean tellsZone() {
            return other == NONE;
        }

        boolean joins(int by, long moment) {
            return source == by && moment >= first && moment - first < TOGETHER;
        }
    }

    /** No moment: its stamp means one only. */
    static final long NONE = Long.MIN_VALUE;

    /** A flood of equal lines makes one entry a second. */
    private static final long TOGETHER = 1000;

    private final int sources;
    private final Map<Line, List<Entry>> byLine = new HashMap<>();
    private final Deque<Entry> inOrder = new ArrayDeque<>();
    private int added;

    /** @param sources how many there are */
    NewestLines(int sources) {
        this.sources = sources;
    }

    /** The oldest one that is this line, and which that source has not told; null if there is none. */
    @Nullable Entry find(Line line, int source, long moment, long apart) {
        return find(line, source, moment, apart, false);
    }

    /** The same of one whose stamp may mean that moment as well, though it was read as another. */
    @Nullable Entry findOther(Line line, int source, long moment, long apart) {
        return find(line, source, moment, apart, true);
    }

    private @Nullable Entry find(Line line, int source, long moment, long apart, boolean otherwise) {
        List<Entry> equal = byLine.get(line);
        if (equal != null) {
            for (Entry entry : equal) {
                boolean told = otherwise
                        ? entry.mayBeToldOtherwise(source, moment, apart)
                        : entry.mayBeTold(source, moment, apart);
                if (told) {
                    return entry;
                }
            }
        }
        return null;
    }

    /**
     * No other source has told this.
     *
     * @param other what its stamp may mean as well, or {@link #NONE}
     */
    void add(Line line, int source, long moment, long other, long place) {
        List<Entry> equal = byLine.computeIfAbsent(line, any -> new ArrayList<>(1));
        Entry latest = equal.isEmpty() ? null : equal.get(equal.size() - 1);
        if (latest != null && latest.joins(source, moment)) {
            latest.last = Math.max(latest.last, moment);
            latest.place = Math.max(latest.place, place);
            latest.times++;
            latest.counts[source]++;
            return;
        }
        Entry entry = new Entry(line, source, added++, moment, moment, place, 1, new int[sources], other);
        entry.counts[source] = 1;
        equal.add(entry);
        inOrder.add(entry);
    }

    int size() {
        return inOrder.size();
    }

    /** The oldest one; null if there is none. */
    @Nullable Entry oldest() {
        return inOrder.peek();
    }

    void removeOldest() {
        Entry entry = inOrder.remove();
        List<Entry> equal = byLine.get(entry.line);
        if (equal != null) {
            equal.remove(0);
            if (equal.isEmpty()) {
                byLine.remove(entry.line);
            }
        }
    }

    void save(StateOutput out) {
        out.number(added);
        out.list(inOrder, entry -> {
            Line line = entry.line;
            out.text(line.host).number(line.pid).text(line.message).text(line.event);
            out.number(entry.source).number(entry.number).number(entry.first).number(entry.last - entry.first);
            out.number(entry.place - entry.last).number(entry.times);
            out.number(entry.tellsZone() ? 0 : entry.other - entry.first);
            for (int count : entry.counts) {
                out.number(count);
            }
        });
    }

    /** The number of the one that was added last; negative if there was none. */
    int lastNumber() {
        return added - 1;
    }

    /** @param saved how many sources there were then: the first ones of those that there are */
    void resume(StateInput in, int saved) throws DamagedStateException {
        added = (int) in.number();
        for (Entry entry : in.list(() -> saved(in, saved))) {
            byLine.computeIfAbsent(entry.line, any -> new ArrayList<>(1)).add(entry);
            inOrder.add(entry);
        }
    }

    private Entry saved(StateInput in, int saved) throws DamagedStateException {
        Line line = new Line(in.text(), in.count(), in.needText(), in.needText());
        int source = in.count();
        int number = (int) in.number();
        long first = in.number();
        long last = first + in.count();
        long place = last + in.number();
        int times = in.count();
        long apart = in.number();
        int[] counts = new int[sources];
        for (int i = 0; i < saved; i++) {
            counts[i] = in.count();
        }
        if (source >= saved) {
            throw new DamagedStateException("a line of a source that is not there");
        }
        return new Entry(line, source, number, first, last, place, times, counts, apart == 0 ? NONE : first + apart);
    }
}

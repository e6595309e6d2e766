package io.pptpdmonitor.collect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What each pid stands for: a map that makes no object for the pid that is asked for, as every record asks. Open addressing,
 * with what follows moved up where one is removed. Not thread-safe.
 */
final class Pids<V> {

    private static final int FEW = 64;
    private static final int MIX = 0x9e3779b9;

    private int[] pids = new int[FEW];
    /** Null where there is no pid. */
    private @Nullable Object[] values = new Object[FEW];

    private int size;

    /** Null where it stands for nothing. */
    @Nullable V get(int pid) {
        return at(place(pid));
    }

    /** What it stood for before, or null. */
    @Nullable V put(int pid, V value) {
        if (2 * (size + 1) > pids.length) {
            grow();
        }
        int place = place(pid);
        V before = at(place);
        size += before == null ? 1 : 0;
        pids[place] = pid;
        values[place] = value;
        return before;
    }

    /** From now on it stands for nothing, if it did for that object. */
    void remove(int pid, V value) {
        int place = place(pid);
        if (at(place) == value) {
            free(place);
        }
    }

    /** From now on none stands for what is meant by {@code unwanted}. */
    void removeIf(Predicate<V> unwanted) {
        int place = 0;
        while (place < pids.length) {
            V value = at(place);
            if (value != null && unwanted.test(value)) {
                free(place); // Another one may stand there now.
            } else {
                place++;
            }
        }
    }

    void clear() {
        Arrays.fill(values, null);
        size = 0;
    }

    /** What they stand for, in the order of the pids. */
    List<V> values() {
        int[] sorted = new int[size];
        int count = 0;
        for (int place = 0; place < pids.length; place++) {
            if (values[place] != null) {
                sorted[count++] = pids[place];
            }
        }
        Arrays.sort(sorted);
        List<V> all = new ArrayList<>(size);
        for (int pid : sorted) {
            V value = get(pid);
            if (value != null) {
                all.add(value);
            }
        }
        return all;
    }

    /** Where the pid stands, or would. */
    private int place(int pid) {
        int place = home(pid);
        while (values[place] != null && pids[place] != pid) {
            place = next(place);
        }
        return place;
    }

    private int home(int pid) {
        return (pid * MIX) >>> (Integer.numberOfLeadingZeros(pids.length) + 1);
    }

    private int next(int place) {
        return (place + 1) & (pids.length - 1);
    }

    @SuppressWarnings("unchecked") // Only put() stores.
    private @Nullable V at(int place) {
        return (V) values[place];
    }

    /** Those behind it that are not at home move up. */
    private void free(int place) {
        int gap = place;
        for (int at = next(gap); values[at] != null; at = next(at)) {
            int last = pids.length - 1;
            if (((at - home(pids[at])) & last) >= ((at - gap) & last)) {
                pids[gap] = pids[at];
                values[gap] = values[at];
                gap = at;
            }
        }
        values[gap] = null;
        size--;
    }

    private void grow() {
        int[] oldPids = pids;
        @Nullable Object[] oldValues = values;
        pids = new int[2 * oldPids.length];
        values = new Object[pids.length];
        for (int i = 0; i < oldPids.length; i++) {
            if (oldValues[i] != null) {
                int place = place(oldPids[i]);
                pids[place] = oldPids[i];
                values[place] = oldValues[i];
            }
        }
    }
}

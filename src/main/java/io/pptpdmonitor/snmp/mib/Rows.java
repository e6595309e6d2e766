package io.pptpdmonitor.snmp.mib;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The rows of one table in the order of their indices, sorted once; immutable. A row is asked of the list from which the
 * table was made each time that it is needed: there may be a hundred thousand, and each an object only as long as somebody
 * reads it.
 */
final class Rows<R> {

    private static final int[] SCALAR = {0};

    private final List<R> source;
    /** Where each row stands in {@link #source}. */
    private final int[] order;

    private final Indices indices;

    private Rows(List<R> source, int[] order, Indices indices) {
        this.source = source;
        this.order = order;
        this.indices = indices;
    }

    /**
     * Rows in any order, each with the sub-identifiers of its index; no two may have the same.
     *
     * @param source not to be changed any more
     */
    static <R> Rows<R> of(List<R> source, Function<R, int[]> index) {
        Indices unsorted = Indices.of(source.size(), i -> index.apply(source.get(i)));
        int[] order = IntStream.range(0, source.size())
                .boxed()
                .sorted(unsorted::compare)
                .mapToInt(Integer::intValue)
                .toArray();
        return new Rows<>(source, order, unsorted.in(order));
    }

    /** As {@link #of(List, Function)}; what was sorted before is taken over where the rows have the same indices as then. */
    static <R> Rows<R> of(List<R> source, Function<R, int[]> index, Rows<R> before) {
        if (source.size() != before.size()) {
            return of(source, index);
        }
        for (int row = 0; row < before.size(); row++) {
            if (before.compareIndex(row, index.apply(source.get(before.order[row])), 0) != 0) {
                return of(source, index);
            }
        }
        return new Rows<>(source, before.order, before.indices);
    }

    /** What scalars are columns of: one row with the index 0. */
    static <R> Rows<R> scalars(R row) {
        return of(List.of(row), any -> SCALAR);
    }

    static <R> Rows<R> none() {
        return of(List.of(), row -> SCALAR);
    }

    int size() {
        return order.length;
    }

    R get(int row) {
        return source.get(order[row]);
    }

    Indices indices() {
        return indices;
    }

    /** How the row's index compares with the part of an OID that begins at {@code from}. */
    int compareIndex(int row, int[] oid, int from) {
        return indices.compare(row, oid, from);
    }

    /** The first row whose index is behind the part of an OID that begins at {@code from}; their number if none is. */
    int behind(int[] oid, int from) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compareIndex(middle, oid, from) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether both have rows of the same indices. */
    boolean sameIndices(Rows<?> other) {
        return indices.same(other.indices);
    }
}

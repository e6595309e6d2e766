package io.pptpdmonitor.snmp.mib;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The rows of one table in the order of their indices, sorted once; immutable. The indices lie one behind the other in
 * one array, since a search through a hundred thousand arrays waits for memory at every step.
 */
final class Rows<R> {

    private static final int[] SCALAR = {0};

    private final List<R> rows;
    private final int[] parts;
    /** Where each row's index begins in {@link #parts}; behind the last one, where that ends. */
    private final int[] begins;

    private Rows(List<Map.Entry<int[], R>> sorted) {
        this.rows = sorted.stream().map(Map.Entry::getValue).toList();
        this.begins = new int[sorted.size() + 1];
        for (int row = 0; row < sorted.size(); row++) {
            begins[row + 1] = begins[row] + sorted.get(row).getKey().length;
        }
        this.parts = new int[begins[sorted.size()]];
        for (int row = 0; row < sorted.size(); row++) {
            int[] index = sorted.get(row).getKey();
            System.arraycopy(index, 0, parts, begins[row], index.length);
        }
    }

    /** Rows in any order, each with the sub-identifiers of its index; no two may have the same. */
    static <R> Rows<R> of(Collection<R> rows, Function<R, int[]> index) {
        List<Map.Entry<int[], R>> sorted = new ArrayList<>(rows.size());
        for (R row : rows) {
            sorted.add(Map.entry(index.apply(row), row));
        }
        sorted.sort(Comparator.comparing(Map.Entry::getKey, Arrays::compareUnsigned));
        return new Rows<>(sorted);
    }

    /** What scalars are columns of: one row with the index 0. */
    static <R> Rows<R> scalars(R row) {
        return new Rows<>(List.of(Map.entry(SCALAR, row)));
    }

    static <R> Rows<R> none() {
        return new Rows<>(List.of());
    }

    int size() {
        return rows.size();
    }

    R get(int row) {
        return rows.get(row);
    }

    int[] index(int row) {
        return Arrays.copyOfRange(parts, begins[row], begins[row + 1]);
    }

    /** All indices; a row's are those from {@link #begin} to before {@link #end}. Not to be changed. */
    int[] parts() {
        return parts;
    }

    int begin(int row) {
        return begins[row];
    }

    int end(int row) {
        return begins[row + 1];
    }

    /** How the row's index compares with the part of an OID that begins at {@code from}. */
    int compareIndex(int row, int[] oid, int from) {
        return Arrays.compareUnsigned(parts, begins[row], begins[row + 1], oid, from, oid.length);
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
        return Arrays.equals(begins, other.begins) && Arrays.equals(parts, other.parts);
    }
}

package io.pptpdmonitor.snmp.mib;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The rows of one table in the order of their indices, sorted once; immutable. */
final class Rows<R> {

    private static final int[] SCALAR = {0};

    private final List<Map.Entry<int[], R>> rows;

    private Rows(List<Map.Entry<int[], R>> rows) {
        this.rows = rows;
    }

    /** Rows in any order, each with the sub-identifiers of its index; no two may have the same. */
    static <R> Rows<R> of(Collection<R> rows, Function<R, int[]> index) {
        List<Map.Entry<int[], R>> sorted = new ArrayList<>(rows.size());
        for (R row : rows) {
            sorted.add(Map.entry(index.apply(row), row));
        }
        sorted.sort(Comparator.comparing(Map.Entry::getKey, Arrays::compareUnsigned));
        return new Rows<>(List.copyOf(sorted));
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
        return rows.get(row).getValue();
    }

    int[] index(int row) {
        return rows.get(row).getKey();
    }

    /** How the row's index compares with the part of an OID that begins at {@code from}. */
    int compareIndex(int row, int[] oid, int from) {
        int[] index = index(row);
        return Arrays.compareUnsigned(index, 0, index.length, oid, from, oid.length);
    }

    /** Whether both have rows of the same indices. */
    boolean sameIndices(Rows<?> other) {
        if (size() != other.size()) {
            return false;
        }
        for (int row = 0; row < size(); row++) {
            if (!Arrays.equals(index(row), other.index(row))) {
                return false;
            }
        }
        return true;
    }
}

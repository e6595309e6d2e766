package io.pptpdmonitor.snmp.mib;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * All instances of one object: its column's values over the rows that have one. Safe for use by several threads.
 *
 * <p>Which rows those are is found out once, when first asked for, so that a column that is empty all the way down
 * costs its walkers nothing.
 */
final class Instances<R> {

    private final int[] object;
    private final Column<R> column;
    private final Rows<R> rows;
    private volatile int @Nullable [] present;

    Instances(OID parent, Column<R> column, Rows<R> rows) {
        this.object = new OID(parent.getValue(), column.number()).getValue();
        this.column = column;
        this.rows = rows;
    }

    int[] object() {
        return object.clone();
    }

    Column<R> column() {
        return column;
    }

    /** Negative, zero or positive as the object's own OID is before, at or after the given one. */
    int compareTo(int[] oid) {
        return Arrays.compareUnsigned(object, oid);
    }

    boolean holds(int[] oid) {
        return oid.length >= object.length && Arrays.equals(object, 0, object.length, oid, 0, object.length);
    }

    /** The value of that instance; null if there is none. */
    @Nullable Variable get(int[] oid) {
        int[] found = present();
        int position = holds(oid) ? after(oid, found) - 1 : -1;
        return position >= 0 && rows.compareIndex(found[position], oid, object.length) == 0
                ? column.variable().of(rows.get(found[position]))
                : null;
    }

    /** The first instance; null if there is none. */
    @Nullable VariableBinding first() {
        return binding(0);
    }

    /** The first instance behind an OID that this object {@link #holds}; null if there is none. */
    @Nullable VariableBinding next(int[] oid) {
        return holds(oid) ? binding(after(oid, present())) : null;
    }

    private @Nullable VariableBinding binding(int position) {
        int[] found = present();
        if (position >= found.length) {
            return null;
        }
        int row = found[position];
        return new VariableBinding(
                new OID(object, rows.index(row)), column.variable().of(rows.get(row)));
    }

    /** How many of the rows have an index at or before the OID's. */
    private int after(int[] oid, int[] found) {
        int low = 0;
        int high = found.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.compareIndex(found[middle], oid, object.length) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int[] present() {
        int[] found = present;
        if (found == null) {
            found = IntStream.range(0, rows.size())
                    .filter(row -> column.variable().of(rows.get(row)) != null)
                    .toArray();
            present = found;
        }
        return found;
    }
}

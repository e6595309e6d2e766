package io.pptpdmonitor.snmp.mib;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * All instances of one object: its column's values over the rows that have one. Safe for use by several threads.
 *
 * <p>Which rows those are is found out by the constructor, so that a column that is empty all the way down costs its
 * walkers nothing; the values themselves are made when they are asked for.
 */
final class Instances<R> {

    private final int[] object;
    private final byte[] encodedObject;
    private final Column<R> column;
    private final Rows<R> rows;
    private final BitSet present;

    Instances(OID parent, Column<R> column, Rows<R> rows) {
        this.object = new OID(parent.getValue(), column.number()).getValue();
        this.encodedObject = encoded(object);
        this.column = column;
        this.rows = rows;
        this.present = new BitSet(rows.size());
        Predicate<R> test = column.present();
        if (test == null) {
            present.set(0, rows.size());
            return;
        }
        for (int row = 0; row < rows.size(); row++) {
            present.set(row, test.test(rows.get(row)));
        }
    }

    /** The content of the BER of an OID that others begin with; its first two parts share an octet (X.690, 8.19.4). */
    private static byte[] encoded(int[] oid) {
        ByteBuffer buffer = ByteBuffer.allocate(5 * oid.length);
        Bindings.part(buffer, oid[0] * 40 + oid[1]);
        for (int i = 2; i < oid.length; i++) {
            Bindings.part(buffer, oid[i]);
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
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
        int row = holds(oid) ? rows.behind(oid, object.length) - 1 : -1;
        return row >= 0 && present.get(row) && rows.compareIndex(row, oid, object.length) == 0 ? value(row) : null;
    }

    /** The first row behind an OID that is not before this object. */
    int rowBehind(int[] oid) {
        return holds(oid) ? rows.behind(oid, object.length) : rows.size();
    }

    /** The first row at or behind the given one that has an instance; -1 if there is none. */
    int presentFrom(int row) {
        return present.nextSetBit(row);
    }

    /** The instance of a row that has one. */
    VariableBinding binding(int row) {
        return new VariableBinding(new OID(object, rows.indices().get(row)), value(row));
    }

    /** As {@link #binding}; only its name where the walk is at its end. Whether there was room for it. */
    boolean addTo(Bindings bindings, int row, boolean atEnd) {
        Variable value = atEnd ? Null.endOfMibView : value(row);
        Indices indices = rows.indices();
        return bindings.add(encodedObject, indices.octets(), indices.begin(row), indices.end(row), value);
    }

    private Variable value(int row) {
        return Objects.requireNonNull(column.variable().of(rows.get(row)));
    }
}

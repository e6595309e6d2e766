package io.pptpdmonitor.snmp.mib;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/** The values that an agent elsewhere told of one table, or of scalars, decoded as they came. For one thread. */
final class RemoteTable {

    private final OID parent;
    private final List<? extends Column<?>> columns;
    /** By the last part of the column's OID. */
    private final @Nullable Column<?>[] byNumber;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<OID, @Nullable Object[]> rows = new HashMap<>();

    RemoteTable(OID parent, List<? extends Column<?>> columns) {
        this.parent = parent;
        this.columns = List.copyOf(columns);
        int last = columns.stream().mapToInt(Column::number).max().orElse(0);
        this.byNumber = new Column<?>[last + 1];
        for (Column<?> column : columns) {
            byNumber[column.number()] = column;
            numbers.put(column.name(), column.number());
        }
    }

    /** The OIDs of the columns. */
    Stream<OID> objects() {
        return columns.stream().map(column -> new OID(parent.getValue(), column.number()));
    }

    /** Whether the instance is of a column of this one. */
    boolean holds(OID instance) {
        return instance.size() > parent.size() + 1
                && instance.startsWith(parent)
                && column(instance.getUnsigned(parent.size())) != null;
    }

    private @Nullable Column<?> column(long number) {
        return number < byNumber.length ? byNumber[(int) number] : null;
    }

    /**
     * Takes the value of an instance that this {@link #holds}.
     *
     * @throws UnexpectedValueException if the MIB does not allow it
     */
    void accept(OID instance, Variable value) throws UnexpectedValueException {
        Column<?> column = Objects.requireNonNull(column(instance.getUnsigned(parent.size())));
        int[] index = Arrays.copyOfRange(instance.getValue(), parent.size() + 1, instance.size());
        Object decoded;
        try {
            decoded = column.syntax().decoder().of(value);
        } catch (UnexpectedValueException e) {
            throw e.of(column.name());
        }
        rows.computeIfAbsent(new OID(index), row -> new Object[byNumber.length])[column.number()] = decoded;
    }

    /** In no order. */
    Stream<RemoteRow> rows() {
        return rows.entrySet().stream().map(row -> new RemoteRow(this, row.getKey(), row.getValue()));
    }

    /** The row of scalars; one without values if there are none. */
    RemoteRow scalars() {
        OID index = new OID(new int[] {0});
        return new RemoteRow(this, index, rows.getOrDefault(index, new Object[byNumber.length]));
    }

    /** The last part of the OID of the column that the MIB calls so. */
    int number(String column) {
        Integer number = numbers.get(column);
        if (number == null) {
            throw new IllegalArgumentException("no column " + column + " in "
                    + IntStream.of(parent.getValue()).boxed().toList());
        }
        return number;
    }
}

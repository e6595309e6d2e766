package io.pptpdmonitor.snmp.mib;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;

/**
 * A row that an agent elsewhere told, or its scalars. Columns are asked for by their names in the MIB; what has no instance,
 * or the value by which the MIB says that it is not known, is null.
 */
final class RemoteRow {

    private final RemoteTable table;
    private final OID index;
    /** By the number of the column. */
    private final @Nullable Object[] cells;

    RemoteRow(RemoteTable table, OID index, @Nullable Object[] cells) {
        this.table = table;
        this.index = index;
        this.cells = cells;
    }

    /** The index where it is one number, from 1. */
    long number() throws UnexpectedValueException {
        if (index.size() != 1 || index.getUnsigned(0) == 0) {
            throw new UnexpectedValueException("a session has the index " + index + ", which is no number from 1");
        }
        return index.getUnsigned(0);
    }

    @Nullable String text(String column) {
        String text = (String) value(column);
        return text == null || text.isEmpty() ? null : text;
    }

    @Nullable OffsetDateTime time(String column) {
        return (OffsetDateTime) value(column);
    }

    @Nullable Boolean truth(String column) {
        return (Boolean) value(column);
    }

    /** Of an unsigned type. */
    @Nullable Long number(String column) {
        return (Long) value(column);
    }

    /** Of an unsigned type that ours are never too large for. */
    @Nullable Integer count(String column) throws UnexpectedValueException {
        Long number = number(column);
        if (number != null && number > Integer.MAX_VALUE) {
            throw new UnexpectedValueException(column + " is " + number + ", and nobody has so many");
        }
        return number == null ? null : number.intValue();
    }

    /** Of an enumerated type. */
    @Nullable Integer choice(String column) {
        return (Integer) value(column);
    }

    OffsetDateTime needTime(String column) throws UnexpectedValueException {
        return need(time(column), column);
    }

    long needNumber(String column) throws UnexpectedValueException {
        return need(number(column), column);
    }

    int needCount(String column) throws UnexpectedValueException {
        return need(count(column), column);
    }

    int needChoice(String column) throws UnexpectedValueException {
        return need(choice(column), column);
    }

    private static <T> T need(@Nullable T value, String column) throws UnexpectedValueException {
        if (value == null) {
            throw new UnexpectedValueException(column + " is missing");
        }
        return value;
    }

    private @Nullable Object value(String column) {
        return cells[table.number(column)];
    }

    /** The identity of the user in that column; null for the user who is not known. Whoever was marked stays so. */
    @Nullable String user(String column) throws UnexpectedValueException {
        String identity = (String) value(column);
        return need(identity, column).isEmpty() ? null : identity;
    }
}

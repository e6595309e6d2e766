package io.pptpdmonitor.snmp.mib;

import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.Variable;

/**
 * One object of the MIB: a column of a table, or a scalar, which is a column of a table with the one row 0.
 *
 * @param number the last part of its OID
 * @param name as in the MIB
 */
record Column<R>(int number, String name, Syntax<?> syntax, Getter<R, Variable> variable) {

    /** The object whose value is what {@code getter} reads, written as {@code syntax}. */
    static <R, T> Column<R> column(int number, String name, Syntax<T> syntax, Getter<R, T> getter) {
        return new Column<>(number, name, syntax, row -> encoded(syntax, getter.of(row)));
    }

    private static <T> @Nullable Variable encoded(Syntax<T> syntax, @Nullable T value) {
        return value == null ? null : syntax.encoder().of(value);
    }
}

package io.pptpdmonitor.snmp.mib;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.Variable;

/**
 * One object of the MIB: a column of a table, or a scalar, which is a column of a table with the one row 0.
 *
 * @param number the last part of its OID
 * @param name as in the MIB
 * @param present whether a row has a value; costs less than the value; null: every row has one
 */
record Column<R>(
        int number, String name, Syntax<?> syntax, @Nullable Predicate<R> present, Getter<R, Variable> variable) {

    /** The object whose value is what {@code getter} reads, written as {@code syntax}. */
    static <R, T> Column<R> column(int number, String name, Syntax<T> syntax, Getter<R, ? extends T> getter) {
        return new Column<>(
                number, name, syntax, row -> carried(syntax, getter.of(row)), row -> encoded(syntax, getter.of(row)));
    }

    /** As {@link #column}, where every row has a value: none is asked whether it has. */
    static <R, T> Column<R> filled(int number, String name, Syntax<T> syntax, Getter<R, T> getter) {
        return new Column<>(number, name, syntax, null, row -> encoded(syntax, getter.of(row)));
    }

    private static <T> boolean carried(Syntax<T> syntax, @Nullable T value) {
        return value != null && syntax.carries().test(value);
    }

    private static <T> @Nullable Variable encoded(Syntax<T> syntax, @Nullable T value) {
        return value == null ? null : syntax.encoder().of(value);
    }
}

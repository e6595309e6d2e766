package io.pptpdmonitor.snmp.mib;

import org.jspecify.annotations.Nullable;

/** Reads one value off a row; null where it is not known, and then there is no instance of the object. */
@FunctionalInterface
interface Getter<R, T> {

    @Nullable T of(R row);
}

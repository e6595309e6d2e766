package io.pptpdmonitor.report;

import org.jspecify.annotations.Nullable;

/**
 * One named value of a row, as JSON and CSV show it.
 *
 * @param name in both
 */
record Field<T>(String name, Getter<T> getter) {

    /** A String, Integer, Long, Boolean or OffsetDateTime; null where it is not known. */
    interface Getter<T> {
        @Nullable Object of(T row);
    }
}

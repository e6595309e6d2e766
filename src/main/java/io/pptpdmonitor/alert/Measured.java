package io.pptpdmonitor.alert;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a metric was at one moment.
 *
 * @param value null if not known; never 0 instead
 * @param whole what percentages are of; null if not known, or if there is no such thing
 * @param detail what else somebody who has to act wants to know, asked for only then; of a value that is not known the
 *     reason; empty if there is nothing
 */
record Measured(@Nullable Long value, @Nullable Long whole, Supplier<String> detail) {

    static Measured unknown(String why) {
        return new Measured(null, null, () -> why);
    }

    static Measured of(long value, Supplier<String> detail) {
        return new Measured(value, null, detail);
    }
}

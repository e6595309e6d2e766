package io.pptpdmonitor.alert;

import io.pptpdmonitor.model.Window;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a metric was at one moment.
 *
 * @param value null if not known; never 0 instead
 * @param whole what percentages are of; null if not known, or if there is no such thing
 * @param detail what else somebody who has to act wants to know, asked for only then; of a value that is not known the
 *     reason; empty if there is nothing
 * @param more why the value may be more than that, as a clause; empty if it is exact
 */
record Measured(@Nullable Long value, @Nullable Long whole, Supplier<String> detail, String more) {

    /** One that is exact. */
    Measured(@Nullable Long value, @Nullable Long whole, Supplier<String> detail) {
        this(value, whole, detail, "");
    }

    static Measured unknown(String why) {
        return new Measured(null, null, () -> why);
    }

    /** Whether the value may be more than that. */
    boolean isAtLeast() {
        return !more.isEmpty();
    }

    /** What was counted in the window, where that is all that there was, and what there was at least where it is not. */
    static Measured in(Window window, long value, @Nullable Long whole, Supplier<String> detail) {
        return new Measured(value, window.isCovered() ? whole : null, detail, window.missing());
    }

    static Measured of(long value, Supplier<String> detail) {
        return new Measured(value, null, detail);
    }
}

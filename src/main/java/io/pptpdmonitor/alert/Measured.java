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
 * @param most the most that it may be; the value itself where it is exact, null where there is no saying
 */
record Measured(
        @Nullable Long value,
        @Nullable Long whole,
        Supplier<String> detail,
        String more,
        @Nullable Long most) {

    /** One that is exact. */
    Measured(@Nullable Long value, @Nullable Long whole, Supplier<String> detail) {
        this(value, whole, detail, "", value);
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
        return window.isCovered()
                ? new Measured(value, whole, detail)
                : new Measured(value, null, detail, window.missing(), null);
    }

    /** The same, which may be more for that reason, too; up to {@code limit}, where that can be said. */
    Measured atLeast(String why, @Nullable Long limit) {
        return isAtLeast() ? this : new Measured(value, whole, detail, why, limit);
    }

    static Measured of(long value, Supplier<String> detail) {
        return new Measured(value, null, detail);
    }
}

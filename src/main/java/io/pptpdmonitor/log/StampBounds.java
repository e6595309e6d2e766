package io.pptpdmonitor.log;

import java.time.LocalDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Between which lines of the same file others stand, by local time; either may be unknown.
 *
 * @param after the moment of a line before them
 * @param before the moment of a line behind them
 */
public record StampBounds(
        @Nullable LocalDateTime after, @Nullable LocalDateTime before) {

    /** Nothing is known. */
    public static final StampBounds NONE = new StampBounds(null, null);

    /** Whether both are equal: a record's own equals links method handles when it is first run, 8 ms of a check. */
    boolean isAs(StampBounds other) {
        return Objects.equals(after, other.after) && Objects.equals(before, other.before);
    }
}

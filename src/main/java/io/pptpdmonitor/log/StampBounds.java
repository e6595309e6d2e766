package io.pptpdmonitor.log;

import java.time.LocalDateTime;
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
}

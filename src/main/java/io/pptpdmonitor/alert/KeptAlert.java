package io.pptpdmonitor.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an alert from one judgement, and one start, to the next.
 *
 * @param level that is shown; null before the first judgement
 * @param judged the level that the last known value had, which hysteresis starts from; never UNKNOWN
 * @param since when the level last changed; null if it never did
 * @param raises how often it left OK
 * @param told the level that receivers know of
 * @param toldAt when that was; null if nothing was told yet
 */
record KeptAlert(
        String name,
        @Nullable Level level,
        Level judged,
        @Nullable Instant since,
        long raises,
        Level told,
        @Nullable Instant toldAt) {

    static KeptAlert fresh(String name) {
        return new KeptAlert(name, null, Level.OK, null, 0, Level.OK, null);
    }
}

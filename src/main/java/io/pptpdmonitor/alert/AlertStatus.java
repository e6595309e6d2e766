package io.pptpdmonitor.alert;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert at one moment; a row of pptpdAlertTable.
 *
 * @param name the key of the alarm
 * @param hold how long the value must stay beyond a threshold before the level changes
 * @param value that was measured last; null if not known
 * @param warning the threshold as a number; null where there is none, or what it is a part of is not known
 * @param critical likewise
 * @param clear likewise
 * @param since when the level last changed; null if it never did
 * @param raises how often it left OK
 * @param text one line for people; it may hold names
 */
public record AlertStatus(
        String name,
        Direction direction,
        Duration hold,
        Level level,
        @Nullable Long value,
        @Nullable Long warning,
        @Nullable Long critical,
        @Nullable Long clear,
        @Nullable Instant since,
        long raises,
        String text) {

    /** One that is not configured any more, which ends it for those who were told that it is raised. */
    static AlertStatus gone(KeptAlert kept, Instant now) {
        return new AlertStatus(
                kept.name(),
                Direction.ABOVE,
                Duration.ZERO,
                Level.UNKNOWN,
                null,
                null,
                null,
                null,
                now,
                kept.raises(),
                "not watched any more");
    }
}

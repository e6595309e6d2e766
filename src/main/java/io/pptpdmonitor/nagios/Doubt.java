package io.pptpdmonitor.nagios;

import io.pptpdmonitor.model.Health;
import org.jspecify.annotations.Nullable;

/**
 * Why the numbers of a snapshot are nobody's word. Those of a log that is missing, still being read or no longer read are of
 * another time, however quiet or alarming they look.
 */
final class Doubt {

    private Doubt() {}

    /** A sentence; null where the collector is OK. */
    static @Nullable String of(Health health) {
        return switch (health.status()) {
            case OK -> null;
            case CATCHING_UP -> because("old log is still being read", health);
            case STALLED -> because("the log is not being read any more", health);
            case NO_SOURCE -> because("there is no log to read", health);
            case FAILED -> because("the log could not be read", health);
        };
    }

    private static String because(String doubt, Health health) {
        return health.statusText().isBlank() ? doubt : doubt + ": " + health.statusText();
    }
}

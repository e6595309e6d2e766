package io.pptpdmonitor.nagios;

import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.Window;
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

    /**
     * Why more may have happened than is counted in the window; null where that is all. What exactly is missing is to be told
     * once, by {@link Window#missing}.
     *
     * @param listed whether all is listed that was read
     * @param unlisted what is told where it is not
     */
    static @Nullable String of(Window window, boolean listed, String unlisted) {
        return !window.isCovered() ? "not all of that time was read" : listed ? null : unlisted;
    }

    private static String because(String doubt, Health health) {
        return health.statusText().isBlank() ? doubt : doubt + ": " + health.statusText();
    }
}

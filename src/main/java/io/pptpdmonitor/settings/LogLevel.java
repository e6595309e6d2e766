package io.pptpdmonitor.settings;

import java.util.Locale;

/** How much the agent says of itself: everything of its level and of those before it. */
public enum LogLevel {
    ERROR,
    WARNING,
    INFO,
    DEBUG;

    /** As the configuration and the command line write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

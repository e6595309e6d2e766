package io.pptpdmonitor.nagios;

import java.util.Locale;

/** How many users the sessions without a known name stand for. */
public enum UnknownAs {
    /** Every session is a user of its own; the most there can be. */
    EACH,
    /** All together are one user; the least there can be. */
    ONE,
    /** Only known names count. */
    NONE;

    int users(int unnamedSessions) {
        return switch (this) {
            case EACH -> unnamedSessions;
            case ONE -> Math.min(1, unnamedSessions);
            case NONE -> 0;
        };
    }

    /** The name on the command line, such as {@code each}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

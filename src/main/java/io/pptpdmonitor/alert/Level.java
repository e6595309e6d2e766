package io.pptpdmonitor.alert;

import java.util.Locale;

/** The state of an alert, from the best to the worst. */
public enum Level {
    OK(0),
    /** The value, or what it is a percentage of, is not known: that is never OK. */
    UNKNOWN(3),
    WARNING(1),
    CRITICAL(2);

    private final int number;

    Level(int number) {
        this.number = number;
    }

    /** The value of PptpdAlertLevel in the MIB, and the exit code of a plugin. */
    public int number() {
        return number;
    }

    /** Whether something is beyond a threshold. */
    public boolean raised() {
        return this == WARNING || this == CRITICAL;
    }

    boolean worseThan(Level other) {
        return compareTo(other) > 0;
    }

    /** The name in JSON, such as {@code warning}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

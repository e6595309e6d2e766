package io.pptpdmonitor.cli;

import io.pptpdmonitor.settings.LogLevel;
import java.util.logging.Level;

/** How much a line of our log matters: syslog's priorities (RFC 5424, 6.2.1). */
enum Priority {
    ERROR(3),
    WARNING(4),
    INFO(6),
    DEBUG(7);

    private final int number;

    Priority(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** What java.util.logging calls the least that is said at that level. */
    static Level least(LogLevel level) {
        return switch (level) {
            case ERROR -> Level.SEVERE;
            case WARNING -> Level.WARNING;
            case INFO -> Level.INFO;
            case DEBUG -> Level.FINE;
        };
    }

    static Priority of(Level java) {
        if (java.intValue() >= Level.SEVERE.intValue()) {
            return ERROR;
        }
        if (java.intValue() >= Level.WARNING.intValue()) {
            return WARNING;
        }
        return java.intValue() >= Level.INFO.intValue() ? INFO : DEBUG;
    }
}

package io.pptpdmonitor.alert;

import java.util.Locale;

/** What an alert watches. */
public enum Metric {
    /** Distinct known names with a session up, and the sessions up without one. */
    ACTIVE_USERS("users", Whole.POOL, false),
    /** Sessions up whose user is not known. */
    UNNAMED_SESSIONS("sessions without a name", Whole.POOL, false),
    /** Sessions up. */
    SESSIONS("sessions", Whole.POOL, false),
    /** Slots in use, in percent of the pool. */
    POOL_PERCENT("percent of the pool", Whole.ITSELF, false),
    /** Logins that failed in the window. */
    AUTH_FAILURES("failed logins", Whole.NONE, true),
    /** Sessions that failed in the window for another reason. */
    NEGOTIATION_FAILURES("failed negotiations", Whole.NONE, true),
    /** Sessions that were up and ended in the window. */
    SESSION_ENDS("sessions ended", Whole.SESSIONS_BEFORE, true),
    /** The most sessions that one known user has up. */
    MAX_SESSIONS_PER_USER("sessions of one user", Whole.POOL, false),
    /** The most sessions of one known user that came up in the window behind another of his that ended in it. */
    RECONNECTS_PER_USER("reconnects of one user", Whole.NONE, true),
    /** Octets a second from all clients. */
    IN_RATE("octets/s from clients", Whole.NONE, false),
    /** Octets a second to all clients. */
    OUT_RATE("octets/s to clients", Whole.NONE, false),
    /** Seconds since the data were read. */
    DATA_AGE("seconds since the log was read", Whole.NONE, false),
    /** The number of the collector's status. */
    COLLECTOR("collector", Whole.NONE, false);

    /** What a percentage is of. */
    enum Whole {
        /** It cannot be given in percent. */
        NONE,
        /** The value is in percent itself. */
        ITSELF,
        /** The slots of the pool. */
        POOL,
        /** The sessions that were up when the window began. */
        SESSIONS_BEFORE
    }

    private final String unit;
    private final Whole whole;
    private final boolean windowed;

    Metric(String unit, Whole whole, boolean windowed) {
        this.unit = unit;
        this.whole = whole;
        this.windowed = windowed;
    }

    /** What it counts, for people. */
    String unit() {
        return unit;
    }

    Whole whole() {
        return whole;
    }

    /** Whether it looks back. */
    boolean windowed() {
        return windowed;
    }

    /** The name in the configuration, such as {@code active-users}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

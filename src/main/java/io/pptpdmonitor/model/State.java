package io.pptpdmonitor.model;

import java.util.Locale;

/** The state of a {@link Session}. */
public enum State {
    /** pppd runs; the peer has no address yet. */
    STARTING,
    /** The peer has an address and can send. */
    UP,
    /** Was up, and its end was seen. */
    CLOSED,
    /** Was up; its end was inferred, not seen. */
    LOST,
    /** Ended without ever having been up. */
    FAILED;

    /** Whether the session is over. */
    public boolean ended() {
        return this == CLOSED || this == LOST || this == FAILED;
    }

    /** Whether the peer has, or had, an address. */
    public boolean cameUp() {
        return this == UP || this == CLOSED || this == LOST;
    }

    /** The name in JSON, such as {@code closed}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

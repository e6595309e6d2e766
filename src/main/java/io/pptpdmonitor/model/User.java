package io.pptpdmonitor.model;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A name that was up at least once, or (name null) all sessions that were up and never told a name. Immutable. Of a
 * hundred thousand users most are kept in few octets, of which a figure is read when it is asked for; {@link UserTotals}
 * has all at hand.
 */
public interface User {

    /** Null for the sessions without one. */
    @Nullable String name();

    /** Sessions that are up now. */
    int activeSessions();

    /** Sessions that came up, the active ones included. */
    int sessions();

    /** Sum over the sessions whose octets are known; null when none is. */
    @Nullable Long toClientOctets();

    /** Likewise. */
    @Nullable Long fromClientOctets();

    /** Sum over the sessions of which it is known how long they were up; null when it is of none. */
    @Nullable Long connectSeconds();

    /** Whether it is of each; else they were up for at least so long. */
    boolean connectSecondsWhole();

    /** Failed logins under this name. */
    int failures();

    /** When the first session came up. */
    OffsetDateTime firstSeen();

    /** When a session last came up or ended. */
    OffsetDateTime lastSeen();

    /** The last known address outside the tunnel. */
    @Nullable String lastClientAddress();

    /** The last known address inside the tunnel. */
    @Nullable String lastAssignedAddress();

    /**
     * What the ended sessions carried, those that are no longer listed one by one included; null where none told; not exact
     * where one of them may have told too few, or nothing.
     */
    @Nullable Traffic ended();

    /** Whether it is known exactly of each session that is up what it has carried. */
    boolean currentExact();

    /** Whether the octets are those of all sessions, and exact; else they are at least so many. */
    default boolean octetsExact() {
        Traffic ended = ended();
        return currentExact() && (ended == null ? sessions() == activeSessions() : ended.exact());
    }
}

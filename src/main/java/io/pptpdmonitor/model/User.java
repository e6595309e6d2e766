package io.pptpdmonitor.model;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A name that was up at least once, or (name null) all sessions that were up and never told a name.
 *
 * @param name null for the sessions without one
 * @param activeSessions sessions that are up now
 * @param sessions sessions that came up, the active ones included
 * @param toClientOctets sum over the sessions whose octets are known; null when none is
 * @param fromClientOctets likewise
 * @param connectSeconds sum over all sessions that came up, in seconds
 * @param failures failed logins under this name
 * @param firstSeen when the first session came up
 * @param lastSeen when a session last came up or ended
 * @param lastClientAddress the last known address outside the tunnel
 * @param lastAssignedAddress the last known address inside the tunnel
 * @param ended what the ended sessions carried, those that are no longer listed one by one included; null where none
 *     told; not exact where one of them may have told too few
 */
public record User(
        @Nullable String name,
        int activeSessions,
        int sessions,
        @Nullable Long toClientOctets,
        @Nullable Long fromClientOctets,
        long connectSeconds,
        int failures,
        OffsetDateTime firstSeen,
        OffsetDateTime lastSeen,
        @Nullable String lastClientAddress,
        @Nullable String lastAssignedAddress,
        @Nullable Traffic ended) {}

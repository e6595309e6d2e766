package io.pptpdmonitor.model;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A user with all figures at hand; what each means stands in {@link User}. */
public record UserTotals(
        @Nullable String name,
        int activeSessions,
        int sessions,
        @Nullable Long toClientOctets,
        @Nullable Long fromClientOctets,
        @Nullable Long connectSeconds,
        boolean connectSecondsWhole,
        int failures,
        OffsetDateTime firstSeen,
        OffsetDateTime lastSeen,
        @Nullable String lastClientAddress,
        @Nullable String lastAssignedAddress,
        @Nullable Traffic ended,
        boolean currentExact)
        implements User {}

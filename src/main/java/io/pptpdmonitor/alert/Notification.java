package io.pptpdmonitor.alert;

import io.pptpdmonitor.model.Session;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that is told to those who asked to be told. */
public sealed interface Notification {

    /** From 1, without gaps, over restarts: a gap that a receiver sees is one that it did not get. */
    long number();

    /** The name of the server; null while it is not known. */
    @Nullable String server();

    /** When it was generated. */
    Instant time();

    /**
     * An alert went to a worse level, or is told again because it still is in one; or it went to a better one.
     *
     * @param raised false where it went back to OK, or from CRITICAL to WARNING
     */
    record OfAlert(long number, @Nullable String server, Instant time, boolean raised, AlertStatus alert)
            implements Notification {}

    /**
     * A session came up, or one that was up ended.
     *
     * @param activeSessions how many are up; null if not known
     */
    record OfSession(
            long number,
            @Nullable String server,
            Instant time,
            boolean up,
            Session session,
            @Nullable Integer activeSessions)
            implements Notification {}

    /**
     * More sessions came and went within a second than are told one by one.
     *
     * @param activeSessions how many are up; null if not known
     * @param totalSessions how many came up since the log begins; null if not known
     * @param recentEnds how many ended in the last minutes; null if not known
     */
    record OfSessions(
            long number,
            @Nullable String server,
            Instant time,
            @Nullable Integer activeSessions,
            @Nullable Long totalSessions,
            @Nullable Integer recentEnds)
            implements Notification {}
}

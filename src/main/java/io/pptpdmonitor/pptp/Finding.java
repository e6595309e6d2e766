package io.pptpdmonitor.pptp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking a server.
 *
 * @param text what happened, for people, behind the server's address; of any characters where the server sent it
 * @param time from the begin of the connection to the last octet of the reply; null where there is no reply
 * @param reply null where there is none
 */
public record Finding(
        Kind kind,
        String text,
        @Nullable Duration time,
        @Nullable StartReply reply) {

    /** How far it went. */
    public enum Kind {
        /** It speaks PPTP, and accepts us. */
        ANSWERED,
        /** It speaks PPTP, and does not accept us. */
        REJECTED,
        /** It sent something else, or only a part of an answer. */
        NO_PPTP,
        /** It closed the connection without an octet, twice. */
        CLOSED,
        /** There was a connection, and nothing came on it in time. */
        SILENT,
        /** There was no connection. */
        UNREACHABLE,
        /** Nobody knows the name. */
        UNKNOWN_HOST
    }

    static Finding of(Kind kind, String text) {
        return new Finding(kind, text, null, null);
    }
}

package io.pptpdmonitor.model;

import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Something that happened on a server, told once and at the moment at which it became certain. */
public sealed interface Event {

    /** What happened. */
    enum Type {
        /** A peer was given an address. */
        SESSION_UP,
        /** The name of a session became known that was told without one. */
        SESSION_NAMED,
        /** A session that was up is over. */
        SESSION_END,
        /** A login was refused. */
        LOGIN_FAILED,
        /** A session that never came up is over, and no login was refused in it. */
        NEGOTIATION_FAILED,
        /** The last slot of the pool was given out. */
        POOL_FULL,
        /** A manager of pptpd started. */
        SERVER_STARTED,
        /** The host booted. */
        HOST_BOOTED,
        /** A syslog daemon said that it dropped lines. */
        LINES_LOST;

        /** The name in JSON, such as {@code session-up}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    Type type();

    /** When it happened, by the stamp of the line that told; of a session that was lost, of its own last line. */
    OffsetDateTime time();

    /** As the log calls it; null in a log without hosts. */
    @Nullable String host();

    /**
     * Of a session: SESSION_UP, SESSION_NAMED, SESSION_END or NEGOTIATION_FAILED.
     *
     * @param session as it was known at that moment
     */
    record OfSession(Type type, OffsetDateTime time, Session session) implements Event {
        @Override
        public @Nullable String host() {
            return session.host();
        }
    }

    /**
     * LOGIN_FAILED.
     *
     * @param session in which it was tried
     * @param known whether the name is one of the server's users; null where no list of them could be had
     */
    record OfLogin(
            Failure failure, Session session, @Nullable Boolean known) implements Event {
        @Override
        public Type type() {
            return Type.LOGIN_FAILED;
        }

        @Override
        public OffsetDateTime time() {
            return failure.time();
        }

        @Override
        public @Nullable String host() {
            return failure.host();
        }
    }

    /**
     * Of the whole server: POOL_FULL, SERVER_STARTED, HOST_BOOTED or LINES_LOST.
     *
     * @param pid of the process that told, 0 if the line names none
     * @param count how many lines were lost; of the others how often it was told at once
     */
    record OfServer(
            Type type, OffsetDateTime time, @Nullable String host, int pid, long count) implements Event {}
}

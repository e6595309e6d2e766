package io.pptpdmonitor.model;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is known at one moment; immutable, shared between threads, the one thing that every view reads.
 *
 * @param generated when it was made
 * @param asOf the moment it speaks of: now where this host is watched, the last line's stamp of a copied log
 * @param server figures of the whole server
 * @param sessions by number, those of the service asked for
 * @param users by name, the unnamed one first
 * @param failures failed logins, oldest first
 * @param health how far the rest can be trusted
 */
public record Snapshot(
        OffsetDateTime generated,
        OffsetDateTime asOf,
        Server server,
        List<Session> sessions,
        List<User> users,
        List<Failure> failures,
        Health health) {

    /** Of the sessions that ended so many are looked at first; hardly ever does anybody ask for more. */
    private static final int SOME = 64;

    public Snapshot {
        sessions = Sessions.copyOf(sessions);
        users = Lazy.copyOf(users);
        failures = Lazy.copyOf(failures);
    }

    /** The same with another health. */
    public Snapshot withHealth(Health newHealth) {
        return new Snapshot(generated, asOf, server, sessions, users, failures, newHealth);
    }

    /** The same with other figures of the server. */
    public Snapshot withServer(Server newServer) {
        return new Snapshot(generated, asOf, newServer, sessions, users, failures, health);
    }

    /** The sessions that are up, by number. */
    public Stream<Session> up() {
        return running().filter(session -> session.state() == State.UP);
    }

    /** The sessions that have not ended, by number. */
    public Stream<Session> running() {
        return all().running();
    }

    /** Null if that one is not listed. */
    public @Nullable Session session(long number) {
        return all().find(number);
    }

    /** The highest number of a session that is listed; 0 if there is none. */
    public long highestNumber() {
        return all().highestNumber();
    }

    /** As {@link Sessions#latestEnded}. */
    public Stream<Session> latestEnded(int count, boolean cameUp) {
        return all().latestEnded(count, cameUp);
    }

    /** Those that ended after that moment, among those that came up or among the others; the last one first. */
    public List<Session> endedSince(Instant moment, boolean cameUp) {
        int count = SOME;
        List<Session> latest = latestEnded(count, cameUp).toList();
        while (latest.size() == count && endedAfter(latest.get(count - 1), moment)) {
            count *= 4;
            latest = latestEnded(count, cameUp).toList();
        }
        return latest.stream().filter(session -> endedAfter(session, moment)).toList();
    }

    private static boolean endedAfter(Session session, Instant moment) {
        return Objects.requireNonNull(session.ended()).toInstant().isAfter(moment);
    }

    private Sessions all() {
        return (Sessions) sessions;
    }
}

package io.pptpdmonitor.model;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the whole server, for the service asked for.
 *
 * @param name of the host; "(N hosts)" where the log is of several; null if the log names none
 * @param status whether the pptpd manager runs, as far as that can be seen
 * @param activeSessions sessions up
 * @param activeUsers distinct known names with a session up, plus unnamedSessions
 * @param unnamedSessions sessions up whose user is not known
 * @param startingSessions sessions starting
 * @param maxSessionsPerUser the most sessions that one known user has up
 * @param recent what happened in the last minutes
 * @param peakSessions the most sessions up at once since the log begins
 * @param peakTime when that was; null if there was no session
 * @param totals sums since the log begins
 * @param pool connection slots
 * @param rates of the last minute; null where they were not measured
 */
public record Server(
        @Nullable String name,
        Status status,
        int activeSessions,
        int activeUsers,
        int unnamedSessions,
        int startingSessions,
        int maxSessionsPerUser,
        Recent recent,
        int peakSessions,
        @Nullable OffsetDateTime peakTime,
        Totals totals,
        Pool pool,
        @Nullable Rates rates) {

    /** The rates, where all of the traffic was seen; else null. */
    public @Nullable Rates wholeRates() {
        return rates != null && rates.whole() ? rates : null;
    }

    /** The same with those rates. */
    public Server withRates(@Nullable Rates measured) {
        return new Server(
                name,
                status,
                activeSessions,
                activeUsers,
                unnamedSessions,
                startingSessions,
                maxSessionsPerUser,
                recent,
                peakSessions,
                peakTime,
                totals,
                pool,
                measured);
    }

    /** Whether the pptpd manager process runs. */
    public enum Status {
        /** It cannot be seen from here. */
        UNKNOWN,
        UP,
        DOWN
    }

    /**
     * What happened in a window that ends now (of a copied log: at its last line).
     *
     * @param authFailures failed logins
     * @param failedAddresses distinct known client addresses among them; null where an agent elsewhere does not tell
     * @param negotiationFailures sessions that failed for another reason
     * @param ends sessions that were up and ended
     */
    public record Recent(
            Duration window, int authFailures, @Nullable Integer failedAddresses, int negotiationFailures, int ends) {}

    /**
     * Sums since the log begins; none ever decreases while the source is followed.
     *
     * @param sessions that came up
     * @param authFailures failed logins
     * @param negotiationFailures sessions that never came up, for another reason
     * @param badConnections control connections dropped because they did not speak PPTP
     * @param poolExhaustions how often the last slot was given out
     * @param toClientOctets of ended and running sessions, where known; null while sessions came up and none told
     * @param fromClientOctets likewise
     */
    public record Totals(
            long sessions,
            long authFailures,
            long negotiationFailures,
            long badConnections,
            long poolExhaustions,
            @Nullable Long toClientOctets,
            @Nullable Long fromClientOctets) {}

    /**
     * What all clients together sent and were sent, in octets a second, over about a minute that ends now.
     *
     * @param users whose it was; null where that was not measured, but all of the traffic was seen
     */
    public record Rates(
            long toClients, long fromClients, @Nullable UserRates users) {

        /** Where it was not measured whose they are. */
        public Rates(long toClients, long fromClients) {
            this(toClients, fromClients, null);
        }

        /** In both directions. */
        public long both() {
            return toClients + fromClients;
        }

        /** Whether all of the traffic was seen; else it was at least so much. */
        public boolean whole() {
            return users == null || users.whole();
        }
    }

    /**
     * What one user had of it, in octets a second.
     *
     * @param whole false where a part of it could not be seen, so that it was at least so much
     */
    public record Rate(long toClient, long fromClient, boolean whole) {

        public static final Rate NONE = new Rate(0, 0);

        /** One of which all was seen. */
        public Rate(long toClient, long fromClient) {
            this(toClient, fromClient, true);
        }

        /** In both directions. */
        public long both() {
            return toClient + fromClient;
        }
    }

    /**
     * What each user had.
     *
     * @param named by name, in its order; a user who is missing had nothing
     * @param nameless what sessions without a name had, any of which may be anybody's
     */
    public record UserRates(SortedMap<String, Rate> named, Rate nameless) {

        public UserRates {
            named = Collections.unmodifiableSortedMap(named);
        }

        /** What that user had; null for the sessions without a name. */
        public Rate of(@Nullable String user) {
            return user == null ? nameless : named.getOrDefault(user, Rate.NONE);
        }

        /** Whether all was seen of each. */
        public boolean whole() {
            return nameless.whole() && named.values().stream().allMatch(Rate::whole);
        }

        /** Who had most, of several the first by name; null where none of known name had any. */
        public @Nullable String busiest() {
            String busiest = null;
            long most = 0;
            for (Map.Entry<String, Rate> each : named.entrySet()) {
                if (each.getValue().both() > most) {
                    busiest = each.getKey();
                    most = each.getValue().both();
                }
            }
            return busiest;
        }
    }
}

package io.pptpdmonitor.nagios;

import io.pptpdmonitor.model.Activity;
import io.pptpdmonitor.model.AddressRange;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.Pool;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.User;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A part of those who are, or were, on the server: all that one of {@code included} fits, or where there are none everybody,
 * but nobody whom one of {@code excluded} fits.
 */
public record Selection(List<Term> included, List<Term> excluded) {

    public static final Selection ALL = new Selection(List.of(), List.of());

    public Selection {
        included = List.copyOf(included);
        excluded = List.copyOf(excluded);
    }

    /** Names, clients' addresses or interfaces. */
    public sealed interface Term {

        /**
         * Reads {@code NAME}, {@code user=NAME}, {@code net=NETWORK} or {@code interface=NAME}; in names {@code *} is any text and
         * {@code ?} one character.
         *
         * @throws IllegalArgumentException if it is none of these, with a message for the user
         */
        static Term parse(String text) {
            int equals = text.indexOf('=');
            String kind = equals < 0 ? "user" : text.substring(0, equals);
            String value = text.substring(equals + 1);
            if (value.isEmpty()) {
                throw new IllegalArgumentException("'" + text + "' names nobody; expected user=NAME, net=NETWORK or"
                        + " interface=NAME, such as user=test*");
            }
            return switch (kind) {
                case "user" -> new OfUser(glob(value), isAnything(value));
                case "interface" -> new OfInterface(glob(value));
                case "net" -> new OfNetwork(AddressRange.parse(value));
                default ->
                    throw new IllegalArgumentException("expected user=NAME, net=NETWORK or interface=NAME, such as"
                            + " net=192.0.2.0/24 or user=test*, but was '" + text + "'");
            };
        }

        /**
         * Reads one of those who are not looked at.
         *
         * @throws IllegalArgumentException as {@link #parse}, or if nobody would be left
         */
        static Term parseExcluded(String text) {
            Term term = parse(text);
            if (term instanceof OfUser user && user.anybody()) {
                throw new IllegalArgumentException(
                        "'" + text + "' is everybody, with or without a name, and leaves nobody;"
                                + " sessions without a name are judged by check collector --unnamed");
            }
            return term;
        }

        private static boolean isAnything(String text) {
            return text.codePoints().allMatch(c -> c == '*');
        }

        private static Pattern glob(String text) {
            StringBuilder regex = new StringBuilder();
            text.codePoints()
                    .forEach(c -> regex.append(
                            c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(new String(Character.toChars(c)))));
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        }

        /**
         * Null where that is not known, as of a session without a name, which may be anybody's, or without an address, where
         * no line of pptpd was read. Who has no interface is on none.
         */
        @Nullable Boolean fits(@Nullable String user, @Nullable String clientAddress, @Nullable String interfaceName);
    }

    /** @param anybody whether any name fits, so that it need not be known */
    record OfUser(Pattern name, boolean anybody) implements Term {
        @Override
        public @Nullable Boolean fits(
                @Nullable String user, @Nullable String clientAddress, @Nullable String interfaceName) {
            if (anybody) {
                return true;
            }
            return user == null ? null : Boolean.valueOf(name.matcher(user).matches());
        }
    }

    record OfNetwork(AddressRange network) implements Term {
        @Override
        public @Nullable Boolean fits(
                @Nullable String user, @Nullable String clientAddress, @Nullable String interfaceName) {
            return clientAddress == null ? null : Boolean.valueOf(network.contains(clientAddress));
        }
    }

    record OfInterface(Pattern name) implements Term {
        @Override
        public Boolean fits(@Nullable String user, @Nullable String clientAddress, @Nullable String interfaceName) {
            return interfaceName != null && name.matcher(interfaceName).matches();
        }
    }

    /** Whether that is everybody. */
    public boolean isAll() {
        return included.isEmpty() && excluded.isEmpty();
    }

    /**
     * Of a whole snapshot what is told of these. What the server counts of all, the pool, totals and rates, is not known of a
     * part. What may be of these or not, as it has no name or no address, is told as well; users are those by name, or where addresses or interfaces select, those of the sessions that are listed.
     */
    public Snapshot of(Snapshot whole) {
        if (isAll()) {
            return whole;
        }
        List<Session> sessions = whole.sessions().stream()
                .filter(session -> holds(session.user(), session.clientAddress(), session.interfaceName()))
                .toList();
        List<Failure> failures = whole.failures().stream()
                .filter(failure -> holds(failure.user(), failure.clientAddress(), null))
                .toList();
        return new Snapshot(
                whole.generated(),
                whole.asOf(),
                server(whole.server(), Activity.of(sessions)),
                sessions,
                users(whole.users(), sessions),
                failures,
                whole.health());
    }

    private List<User> users(List<User> all, List<Session> sessions) {
        boolean byName = included.stream().allMatch(OfUser.class::isInstance)
                && excluded.stream().allMatch(OfUser.class::isInstance);
        Set<String> listed = sessions.stream()
                .filter(session -> session.user() == null || isSureOf(session))
                .map(session -> key(session.user()))
                .collect(Collectors.toSet());
        return all.stream()
                .filter(user -> byName ? holds(user.name(), null, null) : listed.contains(key(user.name())))
                .toList();
    }

    /** No name holds a NUL. */
    private static String key(@Nullable String user) {
        return user == null ? "\0" : user;
    }

    /** Whether it is one of these, or may be. */
    private boolean holds(@Nullable String user, @Nullable String clientAddress, @Nullable String interfaceName) {
        return (included.isEmpty()
                        || included.stream()
                                .anyMatch(term -> !Boolean.FALSE.equals(term.fits(user, clientAddress, interfaceName))))
                && excluded.stream()
                        .noneMatch(term -> Boolean.TRUE.equals(term.fits(user, clientAddress, interfaceName)));
    }

    private boolean surelyHolds(@Nullable String user, @Nullable String clientAddress, @Nullable String interfaceName) {
        return (included.isEmpty()
                        || included.stream()
                                .anyMatch(term -> Boolean.TRUE.equals(term.fits(user, clientAddress, interfaceName))))
                && excluded.stream()
                        .allMatch(term -> Boolean.FALSE.equals(term.fits(user, clientAddress, interfaceName)));
    }

    /** Whether that session, of those that are told, is one of these for certain. */
    boolean isSureOf(Session session) {
        return surelyHolds(session.user(), session.clientAddress(), session.interfaceName());
    }

    /** Whether that failure, of those that are told, is of one of these for certain. */
    boolean isSureOf(Failure failure) {
        return surelyHolds(failure.user(), failure.clientAddress(), null);
    }

    /** Of what is told of these, who is one of them for certain. */
    Activity sure(Snapshot part) {
        Server all = part.server();
        return isAll()
                ? new Activity(
                        all.activeSessions(),
                        all.activeUsers(),
                        all.unnamedSessions(),
                        all.startingSessions(),
                        all.maxSessionsPerUser())
                : Activity.of(part.sessions().stream().filter(this::isSureOf).toList());
    }

    /** Why the others of these sessions may be of them or not, for the user. */
    String doubt(Collection<Session> of) {
        boolean byName = Stream.concat(included.stream(), excluded.stream()).anyMatch(OfUser.class::isInstance);
        // Each look at one that has ended makes an object of its row, and there may be tens of thousands.
        boolean nameless = byName && of.stream().anyMatch(session -> session.user() == null && !isSureOf(session));
        return "sessions without a " + (nameless ? "name" : "client's address") + " may be of these or not";
    }

    private static Server server(Server whole, Activity part) {
        Server.Totals totals = whole.totals();
        return new Server(
                whole.name(),
                whole.status(),
                part.sessions(),
                part.users(),
                part.unnamed(),
                part.starting(),
                part.mostOfOneUser(),
                whole.recent(),
                whole.peakSessions(),
                whole.peakTime(),
                new Server.Totals(
                        totals.sessions(),
                        totals.authFailures(),
                        totals.negotiationFailures(),
                        totals.badConnections(),
                        totals.poolExhaustions(),
                        null,
                        null),
                new Pool(null, null),
                null);
    }
}

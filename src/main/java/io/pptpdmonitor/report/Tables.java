package io.pptpdmonitor.report;

import static io.pptpdmonitor.report.TextTable.Column.left;
import static io.pptpdmonitor.report.TextTable.Column.right;

import io.pptpdmonitor.model.Elapsed;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.Octets;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Stamp;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.model.User;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The tables of single records. {@code ?} stands for what is not known, {@code -} for what does not exist: the octets of a
 * session that never was up, the end of one that runs. DOWN and UP are the client's view.
 */
final class Tables {

    private static final List<TextTable.Column<Session>> OF_SESSIONS = List.of(
            right("#", session -> Long.toString(session.number())),
            left("USER", Tables::user),
            left("STATE", session -> session.state().label()),
            left("CLIENT", session -> known(session.clientAddress())),
            left("VPN-IP", session -> ofUp(session, session.assignedAddress())),
            left("SERVER-IP", session -> ofUp(session, session.serverAddress())),
            left("INT", session -> ofUp(session, session.interfaceName())),
            right("DOWN", session -> octets(session, Traffic::toClientOctets)),
            right("UP", session -> octets(session, Traffic::fromClientOctets)),
            left("SINCE", Tables::since),
            right("TIME", session -> ofUp(session, elapsed(session.connectSeconds()))),
            left("CAUSE", Tables::cause));

    static final TextTable<Failure> FAILURES = new TextTable<>(List.of(
            left("TIME", failure -> Stamp.text(failure.time())),
            right("#", failure -> Long.toString(failure.session())),
            left("USER", failure -> Name.of(failure.user())),
            left("CLIENT", failure -> known(failure.clientAddress())),
            left("METHOD", failure -> method(failure)),
            left("HOST", failure -> known(failure.host())),
            right("PID", failure -> failure.pid() == null ? "?" : failure.pid().toString())));

    /** The user's octets carry a {@code +} where those of one of his sessions do, or are not known. */
    static final TextTable<User> USERS = new TextTable<>(List.of(
            left("USER", user -> Name.of(user.name())),
            right("ACTIVE", user -> Integer.toString(user.activeSessions())),
            right("SESSIONS", user -> Integer.toString(user.sessions())),
            right("DOWN", user -> octets(user.toClientOctets(), user.octetsExact())),
            right("UP", user -> octets(user.fromClientOctets(), user.octetsExact())),
            right("TIME", Tables::time),
            right("FAILURES", user -> Integer.toString(user.failures())),
            left("FIRST-SEEN", user -> Stamp.text(user.firstSeen())),
            left("LAST-SEEN", user -> Stamp.text(user.lastSeen())),
            left("CLIENT", user -> known(user.lastClientAddress())),
            left("VPN-IP", user -> known(user.lastAssignedAddress()))));

    private Tables() {}

    /** With the host's name where there is more than one. */
    static TextTable<Session> sessions(Snapshot snapshot) {
        return withHost(OF_SESSIONS, Session::host, snapshot);
    }

    /** The columns, behind the first one the host where the snapshot tells of more than one. */
    static <T> TextTable<T> withHost(
            List<TextTable.Column<T>> columns, Function<T, @Nullable String> host, Snapshot snapshot) {
        List<TextTable.Column<T>> shown = new ArrayList<>(columns);
        if (snapshot.sessions().stream().map(Session::host).distinct().count() > 1) {
            shown.add(1, left("HOST", row -> known(host.apply(row))));
        }
        return new TextTable<>(shown);
    }

    private static String known(@Nullable String value) {
        return value == null ? "?" : value;
    }

    private static String ofUp(Session session, @Nullable String value) {
        return value != null ? value : session.state().cameUp() ? "?" : "-";
    }

    private static String user(Session session) {
        String user = session.user();
        return user != null ? Name.real(user) : session.state().cameUp() ? Name.NONE : "-";
    }

    /** {@code +} where the log's number may have wrapped: so much at least. */
    private static String octets(Session session, ToLongFunction<Traffic> direction) {
        Traffic traffic = session.traffic();
        String text = traffic == null ? null : Octets.BINARY.text(direction.applyAsLong(traffic), traffic.exact());
        return ofUp(session, text);
    }

    private static String octets(@Nullable Long octets, boolean exact) {
        return octets == null ? "?" : Octets.BINARY.text(octets, exact);
    }

    /** {@code +} where it is not known of one of his sessions. */
    private static String time(User user) {
        String known = elapsed(user.connectSeconds());
        return known == null ? "?" : user.connectSecondsWhole() ? known : known + "+";
    }

    private static @Nullable String elapsed(@Nullable Long seconds) {
        return seconds == null ? null : Elapsed.exact(seconds);
    }

    private static String since(Session session) {
        OffsetDateTime up = session.up();
        if (up != null) {
            return Stamp.text(up);
        }
        return begin(session);
    }

    /** Its first line, which is its begin only where the log does not begin later. */
    static String begin(Session session) {
        OffsetDateTime started = session.started();
        return started == null ? "?" : (session.startSeen() ? "" : "before ") + Stamp.text(started);
    }

    private static String cause(Session session) {
        EndCause cause = session.endCause();
        return cause != null ? cause.label() : session.state().ended() ? "?" : "-";
    }

    private static String method(Failure failure) {
        return failure.method() == null ? "?" : failure.method().label();
    }
}

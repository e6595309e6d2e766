package io.pptpdmonitor.report;

import io.pptpdmonitor.model.AuthMethod;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Event;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.model.UserSource;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of schema {@value #SCHEMA}, in their order; etc/pptpd-monitor-event-1.schema.json says the same. Every event
 * has all of them; null is not known, or not of such an event.
 */
final class EventFields {

    static final String SCHEMA = "pptpd-monitor-event/1";

    static final List<Field<Event>> ALL = List.of(
            new Field<>("schema", event -> SCHEMA),
            new Field<>("type", event -> event.type().label()),
            new Field<>("time", Event::time),
            new Field<>("host", Event::host),
            new Field<>("session", event -> ofSession(event, Session::number)),
            new Field<>("pid", EventFields::pid),
            new Field<>("controlPid", event -> ofSession(event, Session::controlPid)),
            new Field<>(
                    "service",
                    event -> ofSession(event, session -> session.service().label())),
            new Field<>("user", EventFields::user),
            new Field<>(
                    "userSource",
                    event -> ofSession(
                            event, session -> session.userSource() == null ? null : label(session.userSource()))),
            new Field<>("known", event -> event instanceof Event.OfLogin login ? login.known() : null),
            new Field<>("clientAddress", EventFields::clientAddress),
            new Field<>("assignedAddress", event -> ofSession(event, Session::assignedAddress)),
            new Field<>("serverAddress", event -> ofSession(event, Session::serverAddress)),
            new Field<>("interface", event -> ofSession(event, Session::interfaceName)),
            new Field<>("encryption", event -> ofSession(event, Session::encryption)),
            new Field<>("method", EventFields::method),
            new Field<>("endCause", event -> ofEnd(event, session -> cause(session.endCause()))),
            new Field<>("endText", event -> ofEnd(event, Session::endText)),
            new Field<>("toClientOctets", event -> ofTraffic(event, Traffic::toClientOctets)),
            new Field<>("fromClientOctets", event -> ofTraffic(event, Traffic::fromClientOctets)),
            new Field<>("octetsExact", event -> ofTraffic(event, Traffic::exact)),
            new Field<>("connectSeconds", event -> ofEnd(event, Session::connectSeconds)),
            new Field<>("lostLines", EventFields::lostLines));

    private EventFields() {}

    /** A function whose result may be unknown. */
    private interface Part<T> {
        @Nullable Object of(T whole);
    }

    private static @Nullable Session session(Event event) {
        if (event instanceof Event.OfSession of) {
            return of.session();
        }
        return event instanceof Event.OfLogin login ? login.session() : null;
    }

    private static @Nullable Object ofSession(Event event, Part<Session> part) {
        Session session = session(event);
        return session == null ? null : part.of(session);
    }

    /** What holds of a session that is over, and not of one that was just given an address. */
    private static @Nullable Object ofEnd(Event event, Part<Session> part) {
        boolean end = event.type() == Event.Type.SESSION_END || event.type() == Event.Type.NEGOTIATION_FAILED;
        return end ? ofSession(event, part) : null;
    }

    private static @Nullable Object ofTraffic(Event event, Function<Traffic, Object> part) {
        return ofEnd(event, session -> session.traffic() == null ? null : part.apply(session.traffic()));
    }

    private static @Nullable Object pid(Event event) {
        if (event instanceof Event.OfServer server) {
            return server.pid() == 0 ? null : server.pid();
        }
        return ofSession(event, Session::pid);
    }

    private static @Nullable Object user(Event event) {
        return event instanceof Event.OfLogin login ? login.failure().user() : ofSession(event, Session::user);
    }

    private static @Nullable Object clientAddress(Event event) {
        return event instanceof Event.OfLogin login
                ? login.failure().clientAddress()
                : ofSession(event, Session::clientAddress);
    }

    private static @Nullable Object method(Event event) {
        Failure failure = event instanceof Event.OfLogin login ? login.failure() : null;
        AuthMethod method = failure == null ? null : failure.method();
        return method == null ? null : method.label();
    }

    private static @Nullable Object lostLines(Event event) {
        boolean lost = event.type() == Event.Type.LINES_LOST;
        return lost && event instanceof Event.OfServer server ? server.count() : null;
    }

    private static String label(UserSource source) {
        return source.label();
    }

    private static @Nullable String cause(@Nullable EndCause cause) {
        return cause == null ? null : cause.label();
    }
}

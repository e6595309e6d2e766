package io.pptpdmonitor.report;

import io.pptpdmonitor.model.AuthMethod;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.LiveCounters;
import io.pptpdmonitor.model.LiveCounters.Losses;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.model.User;
import io.pptpdmonitor.model.UserSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of schema {@value JsonReport#SCHEMA}, in their order; etc/pptpd-monitor-1.schema.json says the same. */
final class Fields {

    static final List<Field<Session>> SESSION = List.of(
            new Field<>("number", Session::number),
            new Field<>("host", Session::host),
            new Field<>("pid", Session::pid),
            new Field<>("controlPid", Session::controlPid),
            new Field<>("service", session -> session.service().label()),
            new Field<>("user", Session::user),
            new Field<>("userSource", session -> of(session.userSource(), UserSource::label)),
            new Field<>("clientAddress", Session::clientAddress),
            new Field<>("assignedAddress", Session::assignedAddress),
            new Field<>("serverAddress", Session::serverAddress),
            new Field<>("interface", Session::interfaceName),
            new Field<>("started", Session::started),
            new Field<>("up", Session::up),
            new Field<>("ended", Session::ended),
            new Field<>("state", session -> session.state().label()),
            new Field<>("endCause", session -> of(session.endCause(), EndCause::label)),
            new Field<>("endText", Session::endText),
            new Field<>("toClientOctets", session -> of(session.traffic(), Traffic::toClientOctets)),
            new Field<>("fromClientOctets", session -> of(session.traffic(), Traffic::fromClientOctets)),
            new Field<>("octetsExact", session -> of(session.traffic(), Traffic::exact)),
            new Field<>("connectSeconds", Session::connectSeconds),
            new Field<>("encryption", Session::encryption),
            new Field<>("bundle", Session::bundle),
            new Field<>("ifIndex", session -> of(session.live(), live -> live.ifIndex() == 0 ? null : live.ifIndex())),
            new Field<>("toClientPackets", session -> of(session.live(), LiveCounters::toClientPackets)),
            new Field<>("fromClientPackets", session -> of(session.live(), LiveCounters::fromClientPackets)),
            new Field<>("toClientErrors", session -> of(losses(session), Losses::toClientErrors)),
            new Field<>("fromClientErrors", session -> of(losses(session), Losses::fromClientErrors)),
            new Field<>("toClientDiscards", session -> of(losses(session), Losses::toClientDiscards)),
            new Field<>("fromClientDiscards", session -> of(losses(session), Losses::fromClientDiscards)));

    static final List<Field<User>> USER = List.of(
            new Field<>("user", User::name),
            new Field<>("activeSessions", User::activeSessions),
            new Field<>("sessions", User::sessions),
            new Field<>("toClientOctets", User::toClientOctets),
            new Field<>("fromClientOctets", User::fromClientOctets),
            new Field<>("octetsExact", user -> of(user.toClientOctets(), octets -> user.octetsExact())),
            new Field<>("connectSeconds", User::connectSeconds),
            new Field<>("failures", User::failures),
            new Field<>("firstSeen", User::firstSeen),
            new Field<>("lastSeen", User::lastSeen),
            new Field<>("lastClientAddress", User::lastClientAddress));

    static final List<Field<Failure>> FAILURE = List.of(
            new Field<>("time", Failure::time),
            new Field<>("host", Failure::host),
            new Field<>("pid", Failure::pid),
            new Field<>("user", Failure::user),
            new Field<>("clientAddress", Failure::clientAddress),
            new Field<>("method", failure -> of(failure.method(), AuthMethod::label)));

    private Fields() {}

    private static @Nullable Losses losses(Session session) {
        LiveCounters live = session.live();
        return live == null ? null : live.losses();
    }

    private static <V> @Nullable Object of(@Nullable V value, Field.Getter<V> part) {
        return value == null ? null : part.of(value);
    }
}

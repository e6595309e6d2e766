package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Negotiation;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.model.UserSource;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.EncodedRows;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A session that has ended as a row, without the text that told why: about 100 octets of which most are names and
 * addresses. It begins with its number and its service, which can be read alone.
 */
final class SessionRow implements EncodedRows.Codec<Session> {

    static final Places<Service> SERVICES =
            new Places<>(List.of(Service.PPTP, Service.L2TP, Service.PPPOE, Service.CLIENT, Service.UNKNOWN));
    static final Places<State> STATES =
            new Places<>(List.of(State.CLOSED, State.LOST, State.FAILED, State.UP, State.STARTING));
    static final Places<UserSource> USER_SOURCES = new Places<>(List.of(
            UserSource.HOOK,
            UserSource.PLUGIN,
            UserSource.AUTHENTICATED,
            UserSource.CHAP,
            UserSource.WTMP,
            UserSource.RADIUS));
    static final Places<EndCause> CAUSES = new Places<>(List.of(
            EndCause.UNKNOWN,
            EndCause.USER_REQUEST,
            EndCause.LOST_CARRIER,
            EndCause.LOST_SERVICE,
            EndCause.IDLE_TIMEOUT,
            EndCause.SESSION_TIMEOUT,
            EndCause.ADMIN_RESET,
            EndCause.ADMIN_REBOOT,
            EndCause.PORT_ERROR,
            EndCause.NAS_ERROR,
            EndCause.NAS_REQUEST,
            EndCause.NAS_REBOOT,
            EndCause.AUTH_FAILED,
            EndCause.NEGOTIATION_FAILED,
            EndCause.LOST));
    static final Places<Negotiation> NEGOTIATIONS =
            new Places<>(List.of(Negotiation.HEARD, Negotiation.ANSWERED, Negotiation.AUTHORIZED));

    @Override
    public void write(Session session, StateOutput out) {
        out.number(session.number());
        SERVICES.write(session.service(), out);
        out.text(session.host()).number(Objects.requireNonNull(session.pid())).optional(session.controlPid());
        out.text(session.user());
        USER_SOURCES.write(session.userSource(), out);
        out.text(session.clientAddress()).text(session.assignedAddress()).text(session.serverAddress());
        out.text(session.interfaceName());
        out.time(session.started()).flag(session.startSeen());
        out.time(session.up()).time(session.ended()).time(session.lastSeen());
        STATES.write(session.state(), out);
        CAUSES.write(session.endCause(), out);
        traffic(session.traffic(), out);
        out.optional(session.connectSeconds()).text(session.encryption()).optional(session.bundle());
        NEGOTIATIONS.write(session.negotiation(), out);
    }

    @Override
    public Session read(StateInput in) throws DamagedStateException {
        long number = in.number();
        Service service = SERVICES.need(in);
        return new Session(
                number,
                in.text(),
                in.count(),
                in.optionalInteger(),
                service,
                in.text(),
                USER_SOURCES.read(in),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.needTime(),
                in.flag(),
                in.time(),
                in.time(),
                in.needTime(),
                STATES.need(in),
                CAUSES.read(in),
                null,
                traffic(in),
                in.optionalLong(),
                in.text(),
                null,
                in.optionalLong(),
                NEGOTIATIONS.read(in));
    }

    /** The number of a row, without the rest of it. */
    static long number(StateInput row) {
        try {
            return row.number();
        } catch (DamagedStateException e) {
            throw new IllegalStateException(e);
        }
    }

    static void traffic(@Nullable Traffic traffic, StateOutput out) {
        out.flag(traffic != null);
        if (traffic != null) {
            out.number(traffic.toClientOctets())
                    .number(traffic.fromClientOctets())
                    .flag(traffic.exact());
        }
    }

    static @Nullable Traffic traffic(StateInput in) throws DamagedStateException {
        if (!in.flag()) {
            return null;
        }
        long toClient = in.number();
        long fromClient = in.number();
        if (toClient < 0 || fromClient < 0) {
            throw new DamagedStateException("negative octets");
        }
        return new Traffic(toClient, fromClient, in.flag());
    }
}

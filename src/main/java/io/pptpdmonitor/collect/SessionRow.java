package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.EndCause;
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
import org.jspecify.annotations.Nullable;

/**
 * A session that has ended as a row, about 100 octets of which most are names and addresses. It begins with its number
 * and its service, which can be read alone.
 */
final class SessionRow implements EncodedRows.Codec<Session> {

    /** A value's place in these lists is what is saved: new ones go to the end. */
    static final List<Service> SERVICES =
            List.of(Service.PPTP, Service.L2TP, Service.PPPOE, Service.CLIENT, Service.UNKNOWN);

    static final List<State> STATES = List.of(State.CLOSED, State.LOST, State.FAILED, State.UP, State.STARTING);
    static final List<UserSource> USER_SOURCES = List.of(
            UserSource.HOOK,
            UserSource.PLUGIN,
            UserSource.AUTHENTICATED,
            UserSource.CHAP,
            UserSource.WTMP,
            UserSource.RADIUS);
    static final List<EndCause> CAUSES = List.of(
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
            EndCause.LOST);

    @Override
    public void write(Session session, StateOutput out) {
        out.number(session.number()).number(SERVICES.indexOf(session.service()));
        out.text(session.host()).number(session.pid()).optional(session.controlPid());
        out.text(session.user()).number(place(USER_SOURCES, session.userSource()));
        out.text(session.clientAddress()).text(session.assignedAddress()).text(session.serverAddress());
        out.text(session.interfaceName());
        out.time(session.started()).flag(session.startSeen());
        out.time(session.up()).time(session.ended()).time(session.lastSeen());
        out.number(STATES.indexOf(session.state()))
                .number(place(CAUSES, session.endCause()))
                .text(session.endText());
        traffic(session.traffic(), out);
        out.optional(session.connectSeconds()).text(session.encryption()).optional(session.bundle());
    }

    @Override
    public Session read(StateInput in) throws DamagedStateException {
        long number = in.number();
        Service service = need(of(in, SERVICES));
        return new Session(
                number,
                in.text(),
                in.count(),
                in.optionalInteger(),
                service,
                in.text(),
                of(in, USER_SOURCES),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.needTime(),
                in.flag(),
                in.time(),
                in.time(),
                in.needTime(),
                need(of(in, STATES)),
                of(in, CAUSES),
                in.text(),
                traffic(in),
                in.optionalLong(),
                in.text(),
                null,
                in.optionalLong());
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

    private static <E> int place(List<E> values, @Nullable E value) {
        return value == null ? -1 : values.indexOf(value);
    }

    private static <E> @Nullable E of(StateInput in, List<E> values) throws DamagedStateException {
        long place = in.number();
        if (place < -1 || place >= values.size()) {
            throw new DamagedStateException("no value has the number " + place);
        }
        return place < 0 ? null : values.get((int) place);
    }

    private static <T> T need(@Nullable T value) throws DamagedStateException {
        if (value == null) {
            throw new DamagedStateException("a part is missing");
        }
        return value;
    }
}

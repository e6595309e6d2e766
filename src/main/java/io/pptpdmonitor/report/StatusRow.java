package io.pptpdmonitor.report;

import io.pptpdmonitor.model.Elapsed;
import io.pptpdmonitor.model.Octets;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.model.User;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** One row of the status table, as text. */
record StatusRow(
        String user,
        String count,
        String pastToClient,
        String pastFromClient,
        String clientAddress,
        String assignedAddress,
        String interfaceName,
        String toClient,
        String fromClient,
        String duration) {

    private static final String UNKNOWN = "?";

    /** There is no current connection: that it carried 0.0b is the ancestor's way to say so. */
    static StatusRow offline(User user, PastOctets past) {
        return new StatusRow(
                "   " + Name.of(user.name()),
                count(user),
                past.toClient(),
                past.fromClient(),
                lastKnown(user.lastClientAddress()),
                lastKnown(user.lastAssignedAddress()),
                Name.NONE,
                Octets.ANCESTORS.text(0),
                Octets.ANCESTORS.text(0),
                "");
    }

    static StatusRow online(User user, PastOctets past, Session session) {
        return current("*  " + Name.of(user.name()), count(user), past.toClient(), past.fromClient(), session);
    }

    /** A further session of the user above. */
    static StatusRow further(Session session) {
        return current("", "", "", "", session);
    }

    private static StatusRow current(String user, String count, String toClient, String fromClient, Session session) {
        Long seconds = session.connectSeconds();
        return new StatusRow(
                user,
                count,
                toClient,
                fromClient,
                known(session.clientAddress()),
                known(session.assignedAddress()),
                known(session.interfaceName()),
                octets(session.traffic(), Traffic::toClientOctets),
                octets(session.traffic(), Traffic::fromClientOctets),
                seconds == null ? UNKNOWN : Elapsed.exact(seconds));
    }

    private static String count(User user) {
        return user.activeSessions() + "/" + (user.sessions() - user.activeSessions());
    }

    private static String lastKnown(@Nullable String address) {
        return "(" + (address == null ? Name.NONE : address) + ")";
    }

    private static String known(@Nullable String value) {
        return value == null ? UNKNOWN : value;
    }

    private static String octets(@Nullable Traffic traffic, ToLongFunction<Traffic> direction) {
        return traffic == null ? UNKNOWN : Octets.ANCESTORS.text(direction.applyAsLong(traffic), traffic.exact());
    }
}

package io.pptpdmonitor.report;

import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.model.User;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a user's ended sessions carried, as text: the total less what the sessions up have carried so far, since the
 * total may hold older sessions than the snapshot lists. {@code ?} where no ended session told its octets, {@code +}
 * behind it where one of them may have told too few.
 *
 * @param sessions of the user, those listed in the snapshot
 */
record PastOctets(User user, List<Session> sessions) {

    String toClient() {
        return text(user.toClientOctets(), Traffic::toClientOctets);
    }

    String fromClient() {
        return text(user.fromClientOctets(), Traffic::fromClientOctets);
    }

    private String text(@Nullable Long total, ToLongFunction<Traffic> direction) {
        if (user.sessions() == user.activeSessions()) {
            return Octets.text(0);
        }
        if (total == null) {
            return "?";
        }
        long past = total - traffic(true).mapToLong(direction).sum();
        boolean told = past > 0 || (past == 0 && traffic(false).findAny().isPresent());
        return told ? Octets.text(past, traffic(false).allMatch(Traffic::exact)) : "?";
    }

    private Stream<Traffic> traffic(boolean up) {
        return sessions.stream()
                .filter(session -> (session.state() == State.UP) == up)
                .flatMap(session -> Stream.ofNullable(session.traffic()));
    }
}

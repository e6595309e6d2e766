package io.pptpdmonitor.report;

import io.pptpdmonitor.model.Octets;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.model.User;
import java.util.function.ToLongFunction;

/**
 * What a user's ended sessions carried, as text: {@code ?} where no ended session told its octets, {@code +} behind it
 * where one of them may have told too few.
 */
record PastOctets(User user) {

    String toClient() {
        return text(Traffic::toClientOctets);
    }

    String fromClient() {
        return text(Traffic::fromClientOctets);
    }

    private String text(ToLongFunction<Traffic> direction) {
        if (user.sessions() == user.activeSessions()) {
            return Octets.ANCESTORS.text(0);
        }
        Traffic ended = user.ended();
        return ended == null ? "?" : Octets.ANCESTORS.text(direction.applyAsLong(ended), ended.exact());
    }
}

package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.AuthMethod;
import io.pptpdmonitor.model.Failure;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One failed login; the client's address is that of its session, which may become known later. */
final class FailureEntry {

    final OffsetDateTime time;
    final SessionEntry session;
    final String user;
    private final AuthMethod method;
    private @Nullable Failure told;

    FailureEntry(OffsetDateTime time, SessionEntry session, String user, AuthMethod method) {
        this.time = time;
        this.session = session;
        this.user = user;
        this.method = method;
    }

    Failure failure() {
        Failure before = told;
        String address = session.clientAddress();
        if (before != null && Objects.equals(before.clientAddress(), address)) {
            return before;
        }
        Failure now = new Failure(time, session.number, session.host, session.pid, user, address, method);
        told = now;
        return now;
    }
}

package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.AuthMethod;
import io.pptpdmonitor.model.Failure;
import java.time.OffsetDateTime;

/** One failed login; the client's address is that of its session, which may become known later. */
final class FailureEntry {

    final OffsetDateTime time;
    final SessionEntry session;
    final String user;
    private final AuthMethod method;

    FailureEntry(OffsetDateTime time, SessionEntry session, String user, AuthMethod method) {
        this.time = time;
        this.session = session;
        this.user = user;
        this.method = method;
    }

    Failure failure() {
        return new Failure(time, session.number, session.host, session.pid, user, session.clientAddress(), method);
    }
}

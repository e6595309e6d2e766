package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.AuthMethod;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One failed login; the client's address is that of its session, which may become known later. */
final class FailureEntry {

    final OffsetDateTime time;
    final SessionEntry session;
    final String user;
    private final AuthMethod method;
    private @Nullable Failure told;
    /** Whether its session may be forgotten. */
    boolean settled;

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

    void save(StateOutput out) {
        out.time(time).number(session.number).text(user).choice(method);
    }

    /** @param sessions by number; what is restored is also one of its session's failures */
    static FailureEntry read(StateInput in, Map<Long, SessionEntry> sessions) throws DamagedStateException {
        OffsetDateTime time = in.needTime();
        SessionEntry session = sessions.get(in.number());
        if (session == null) {
            throw new DamagedStateException("a failed login of a session that is not there");
        }
        FailureEntry failure = new FailureEntry(time, session, in.needText(), in.needChoice(AuthMethod.class));
        session.failures.add(failure);
        session.failuresNoted++;
        return failure;
    }
}

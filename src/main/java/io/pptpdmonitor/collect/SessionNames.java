package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.PeerName;
import io.pptpdmonitor.model.AuthMethod;
import io.pptpdmonitor.model.UserSource;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import org.jspecify.annotations.Nullable;

/** Who a session's user is, as each source names it. */
final class SessionNames {

    private static final UserSource[] SOURCES = UserSource.values();

    private final Tellings<UserSource> users = new Tellings<>(SOURCES);

    /** What the peer says its name is; proves nothing. */
    @Nullable String claimed;

    @Nullable AuthMethod agreedMethod;

    /** The peer was authorized, so the name that it claimed is its own. */
    void claimProved() {
        if (claimed != null && !claimed.isEmpty()) {
            users.tellFirst(UserSource.CHAP, claimed);
        }
    }

    /** Whether that is news. */
    boolean tell(UserSource source, String name) {
        return users.tell(source, name);
    }

    /** Of a bundle that another session began: whose user is its own, since a bundle is of one authenticated name. */
    void joins(SessionNames first) {
        users.addAll(first.users);
    }

    boolean has(UserSource source) {
        return users.of(source) != null;
    }

    /** The source of the best evidence; null where none named the user. */
    @Nullable UserSource best() {
        return users.best();
    }

    @Nullable String of(UserSource source) {
        return users.of(source);
    }

    /** Whether our hook told a name, and something else another one. */
    boolean contradict() {
        String hooked = users.of(UserSource.HOOK);
        if (hooked == null) {
            return false;
        }
        for (UserSource source : SOURCES) {
            String other = users.of(source);
            if (other != null && !mayBe(source, other, hooked)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayBe(UserSource source, String other, String hooked) {
        return source == UserSource.RADIUS
                || PeerName.same(other, hooked)
                || (source == UserSource.WTMP && hooked.startsWith(other));
    }

    void save(StateOutput out) {
        out.text(claimed).choice(agreedMethod);
        users.save(out);
    }

    void restore(StateInput in) throws DamagedStateException {
        claimed = in.text();
        agreedMethod = in.choice(AuthMethod.class);
        users.restore(in, UserSource.class);
    }
}

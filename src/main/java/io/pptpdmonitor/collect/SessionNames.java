package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.PeerName;
import io.pptpdmonitor.model.AuthMethod;
import io.pptpdmonitor.model.UserSource;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who a session's user is, as each source names it. */
final class SessionNames {

    private final Map<UserSource, String> users = new EnumMap<>(UserSource.class);

    /** What the peer says its name is; proves nothing. */
    @Nullable String claimed;

    @Nullable AuthMethod agreedMethod;

    /** The peer was authorized, so the name that it claimed is its own. */
    void claimProved() {
        if (claimed != null) {
            users.putIfAbsent(UserSource.CHAP, claimed);
        }
    }

    /** Whether that is news. */
    boolean tell(UserSource source, String name) {
        return !name.equals(users.put(source, name));
    }

    /** Of a bundle that another session began: whose user is its own, since a bundle is of one authenticated name. */
    void joins(SessionNames first) {
        first.users.forEach(users::putIfAbsent);
    }

    boolean has(UserSource source) {
        return users.containsKey(source);
    }

    /** The source of the best evidence; null where none named the user. */
    @Nullable UserSource best() {
        return users.isEmpty() ? null : users.keySet().iterator().next();
    }

    @Nullable String of(UserSource source) {
        return users.get(source);
    }

    /** Whether our hook told a name, and something else another one. */
    boolean contradict() {
        String hooked = users.get(UserSource.HOOK);
        if (hooked == null) {
            return false;
        }
        for (Map.Entry<UserSource, String> other : users.entrySet()) {
            boolean mayBe = other.getKey() == UserSource.RADIUS
                    || PeerName.same(other.getValue(), hooked)
                    || (other.getKey() == UserSource.WTMP && hooked.startsWith(other.getValue()));
            if (!mayBe) {
                return true;
            }
        }
        return false;
    }

    void save(StateOutput out) {
        out.text(claimed).choice(agreedMethod);
        out.list(users.entrySet(), user -> out.choice(user.getKey()).text(user.getValue()));
    }

    void restore(StateInput in) throws DamagedStateException {
        claimed = in.text();
        agreedMethod = in.choice(AuthMethod.class);
        in.list(() -> users.put(in.needChoice(UserSource.class), in.needText()));
    }
}

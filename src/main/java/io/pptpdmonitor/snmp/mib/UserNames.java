package io.pptpdmonitor.snmp.mib;

import io.pptpdmonitor.model.User;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The identities of one snapshot's users; no two users share one. Where two names have the same (one in 2^32, and
 * only among names that had to be marked), the later one in the snapshot's order gets another, in every table alike. Only
 * such names are held for that.
 * Names that only strangers tried take no part: they are no users, and must not change a user's identity.
 */
final class UserNames {

    /** Of one user alone. */
    static final UserNames NONE = new UserNames(Map.of());

    private final Map<String, String> others;

    private UserNames(Map<String, String> others) {
        this.others = Map.copyOf(others);
    }

    static UserNames of(Collection<User> users) {
        Set<String> taken = new HashSet<>();
        Map<String, String> others = new HashMap<>();
        for (User user : users) {
            String name = user.name();
            if (name != null && UserIdentity.isMarked(name) && !taken.add(UserIdentity.of(name))) {
                others.put(name, free(name, taken));
            }
        }
        return new UserNames(others);
    }

    private static String free(String name, Set<String> taken) {
        int attempt = 1;
        while (!taken.add(UserIdentity.another(name, attempt))) {
            attempt++;
        }
        return UserIdentity.another(name, attempt);
    }

    /** What stands in the tables for a name; empty for null, the user who is not known. */
    String identity(@Nullable String name) {
        String other = name == null ? null : others.get(name);
        return other == null ? UserIdentity.of(name) : other;
    }
}

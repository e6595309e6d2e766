package io.pptpdmonitor.snmp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/**
 * Who may read what. The constructor's IllegalArgumentException carries a sentence for the user.
 *
 * @param users no two of the same name
 * @param communities no two of the same name
 */
public record Access(List<SnmpUser> users, List<Community> communities) {

    public static final Access NOBODY = new Access(List.of(), List.of());

    public Access {
        users = List.copyOf(users);
        communities = List.copyOf(communities);
        if (twice(users, SnmpUser::name) || twice(communities, Community::name)) {
            throw new IllegalArgumentException("two users, or two communities, have the same name");
        }
    }

    private static <T> boolean twice(List<T> all, Function<T, String> name) {
        return new HashSet<>(all.stream().map(name).toList()).size() < all.size();
    }

    /** The same, and one community more. */
    public Access and(Community one) {
        List<Community> more = new ArrayList<>(communities);
        more.add(one);
        return new Access(users, more);
    }

    public boolean isEmpty() {
        return users.isEmpty() && communities.isEmpty();
    }
}

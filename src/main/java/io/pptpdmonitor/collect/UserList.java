package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.User;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The users at one moment: their accounts, and the sessions that are not in these yet. A name that only ever failed is
 * nobody: any stranger could make one.
 *
 * @param accounts over archived sessions, of each service
 * @param current all other sessions
 * @param failures how often each name failed, of the failures that are kept one by one
 */
record UserList(List<UserAccounts.Frozen> accounts, List<Session> current, Supplier<Map<String, Integer>> failures) {

    /** By name, the sessions without one first. */
    List<User> users() {
        TreeMap<String, UserAccount> named = new TreeMap<>();
        UserAccount unnamed = null;
        for (UserAccounts.Frozen account : accounts) {
            unnamed = sum(unnamed, account.unnamed());
            account.named().forEach(one -> named.merge(String.valueOf(one.name()), one, UserAccount::plus));
        }
        for (Session session : current) {
            if (session.state().cameUp()) {
                UserAccount one = UserAccount.of(session);
                if (session.user() == null) {
                    unnamed = sum(unnamed, one);
                } else {
                    named.merge(session.user(), one, UserAccount::plus);
                }
            }
        }
        Map<String, Integer> failed = new HashMap<>(failures.get());
        accounts.forEach(account -> account.pending().forEach((name, more) -> failed.merge(name, more, Integer::sum)));
        List<User> users = new ArrayList<>(named.size() + 1);
        if (unnamed != null) {
            users.add(unnamed.user(0));
        }
        named.forEach((name, account) -> users.add(account.user(failed.getOrDefault(name, 0))));
        return users;
    }

    private static @Nullable UserAccount sum(@Nullable UserAccount a, @Nullable UserAccount b) {
        return a == null || b == null ? a == null ? b : a : a.plus(b);
    }
}

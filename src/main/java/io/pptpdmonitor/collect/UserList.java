package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.User;
import io.pptpdmonitor.store.EncodedRows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
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

    /** By name, the sessions without one first. The rows of the service that has the most of them stay rows. */
    List<User> users() {
        EncodedRows.View<UserAccount> rows = new EncodedRows<>(new UserAccount.Row()).view();
        for (UserAccounts.Frozen account : accounts) {
            rows = account.saved().size() > rows.size() ? account.saved() : rows;
        }
        return new Users(unnamed(), rows, apart(rows), uncounted());
    }

    private @Nullable UserAccount unnamed() {
        UserAccount all = null;
        for (UserAccounts.Frozen account : accounts) {
            all = sum(all, account.unnamed());
        }
        for (Session session : current) {
            all = session.user() == null && session.state().cameUp() ? sum(all, UserAccount.of(session)) : all;
        }
        return all;
    }

    /** Those of whom the rows do not tell all. */
    private SortedMap<String, UserAccount> apart(EncodedRows.View<UserAccount> rows) {
        SortedMap<String, UserAccount> apart = new TreeMap<>();
        for (UserAccounts.Frozen account : accounts) {
            account.changed().keySet().forEach(name -> apart.computeIfAbsent(name, this::archived));
            if (account.saved() != rows) {
                account.saved().forEach(one -> apart.computeIfAbsent(String.valueOf(one.name()), this::archived));
            }
        }
        for (Session session : current) {
            String name = session.user();
            if (name != null && session.state().cameUp()) {
                UserAccount before = apart.containsKey(name) ? apart.get(name) : archived(name);
                UserAccount one = UserAccount.of(session);
                apart.put(name, before == null ? one : before.plus(one));
            }
        }
        return apart;
    }

    /** All his accounts together; null if there is none. */
    private @Nullable UserAccount archived(String name) {
        UserAccount all = null;
        for (UserAccounts.Frozen account : accounts) {
            all = sum(all, account.find(name));
        }
        return all;
    }

    /** How often each name failed that no account counts. */
    private Map<String, Integer> uncounted() {
        Map<String, Integer> failed = new HashMap<>(failures.get());
        accounts.forEach(account -> account.pending().forEach((name, more) -> failed.merge(name, more, Integer::sum)));
        return failed;
    }

    private static @Nullable UserAccount sum(@Nullable UserAccount a, @Nullable UserAccount b) {
        return a == null || b == null ? a == null ? b : a : a.plus(b);
    }
}

package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.EncodedRows;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of all users over their archived sessions. Those that were saved stay rows until one of them changes. Of
 * more than a bound those seen last are kept; the server's sums keep what the others carried. Not thread-safe.
 */
final class UserAccounts {

    private final int most;
    /** By name; each at most once. */
    private EncodedRows.View<UserAccount> saved = new EncodedRows<>(new UserAccount.Row()).view();
    /** In place of the saved ones of the same name. */
    private final Map<String, UserAccount> changed = new HashMap<>();

    /** Failed logins that are no longer kept, of users none of whose sessions is archived. */
    private final Map<String, Integer> pending = new HashMap<>();

    private @Nullable UserAccount unnamed;
    /** How many accounts were given up. */
    private long forgotten;

    private @Nullable Frozen frozen;

    /** @param most how many users are kept, about */
    UserAccounts(int most) {
        this.most = most;
    }

    /** Adds an ended session, which came up. */
    void add(Session session) {
        UserAccount account = UserAccount.of(session);
        String name = session.user();
        frozen = null;
        if (name == null) {
            UserAccount before = unnamed;
            unnamed = before == null ? account : before.plus(account);
            return;
        }
        UserAccount before = find(name);
        UserAccount after = before == null ? account : before.plus(account);
        Integer failures = pending.remove(name);
        changed.put(name, failures == null ? after : after.withFailures(failures));
        if (saved.size() + changed.size() > most + most / 10) {
            forgetOldest();
        }
    }

    /**
     * A failed login under a name is no longer kept by itself; it counts where the name is a user's.
     *
     * @param present whether one of his sessions is not archived yet, or he is known to be a user anyway
     */
    void failureForgotten(String name, boolean present) {
        UserAccount before = find(name);
        if (before != null) {
            changed.put(name, before.withFailures(1));
        } else if (present) {
            pending.merge(name, 1, Integer::sum);
        }
        frozen = null;
    }

    private @Nullable UserAccount find(String name) {
        UserAccount account = changed.get(name);
        return account != null ? account : findSaved(name);
    }

    private @Nullable UserAccount findSaved(String name) {
        int low = 0;
        int high = saved.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            UserAccount account = saved.get(middle);
            int order = String.valueOf(account.name()).compareTo(name);
            if (order == 0) {
                return account;
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return null;
    }

    private void forgetOldest() {
        List<UserAccount> all = freeze().named();
        all.sort(Comparator.comparing((UserAccount account) -> account.last().toInstant())
                .reversed());
        changed.clear();
        saved = new EncodedRows<>(new UserAccount.Row()).view();
        int keptOnes = Math.min(most, all.size());
        forgotten += all.size() - keptOnes;
        all.subList(0, keptOnes).forEach(account -> changed.put(String.valueOf(account.name()), account));
        frozen = null;
    }

    /** What there is now. */
    Frozen freeze() {
        Frozen current = frozen;
        if (current == null) {
            current = new Frozen(saved, Map.copyOf(changed), unnamed, Map.copyOf(pending), forgotten);
            frozen = current;
        }
        return current;
    }

    void save(StateOutput out) {
        EncodedRows<UserAccount> all = new EncodedRows<>(new UserAccount.Row());
        Frozen now = freeze();
        now.named().forEach(all::add);
        all.save(out);
        EncodedRows<UserAccount> nameless = new EncodedRows<>(new UserAccount.Row());
        if (now.unnamed != null) {
            nameless.add(now.unnamed);
        }
        nameless.save(out);
        out.list(pending.entrySet(), one -> out.text(one.getKey()).number(one.getValue()));
        out.number(forgotten);
        saved = all.view();
        changed.clear();
        frozen = null;
    }

    void restore(StateInput in) throws DamagedStateException {
        saved = new EncodedRows<>(new UserAccount.Row(), in).view();
        EncodedRows.View<UserAccount> nameless = new EncodedRows<>(new UserAccount.Row(), in).view();
        unnamed = nameless.size() == 0 ? null : nameless.get(0);
        changed.clear();
        in.list(() -> pending.put(in.needText(), in.count()));
        forgotten = in.number();
        frozen = null;
    }

    /**
     * The accounts at one moment; immutable.
     *
     * @param changed not to be changed any more
     * @param unnamed null where every session had a name
     * @param pending failures of users who have no account yet
     * @param forgotten how many accounts were given up
     */
    record Frozen(
            EncodedRows.View<UserAccount> saved,
            Map<String, UserAccount> changed,
            @Nullable UserAccount unnamed,
            Map<String, Integer> pending,
            long forgotten) {

        /** By name. */
        List<UserAccount> named() {
            TreeMap<String, UserAccount> all = new TreeMap<>();
            for (int i = 0; i < saved.size(); i++) {
                UserAccount account = saved.get(i);
                all.put(String.valueOf(account.name()), account);
            }
            all.putAll(changed);
            return new ArrayList<>(all.values());
        }
    }
}

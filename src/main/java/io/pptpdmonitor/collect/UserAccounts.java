package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.EncodedRows;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of all users over their archived sessions. All but some that changed last are rows, by name, as they are
 * saved. Of more than a bound those seen last are kept; the server's sums keep what the others carried. Not thread-safe.
 */
final class UserAccounts {

    /** So many are held as objects while nobody looks: making them rows copies all rows. */
    private static final int MOST_CHANGED = 16_384;

    private final int most;
    private final int mostChanged;
    /** By name; each at most once. */
    private EncodedRows<UserAccount> saved = new EncodedRows<>(new UserAccount.Row());
    /** In place of the saved ones of the same name. */
    private final Map<String, UserAccount> changed = new HashMap<>();

    /** Failed logins that are no longer kept, of users none of whose sessions is archived. */
    private final Map<String, Integer> pending = new HashMap<>();

    private @Nullable UserAccount unnamed;
    /** Of all that have a name. */
    private int count;
    /** How many accounts were given up. */
    private long forgotten;

    private @Nullable Frozen frozen;

    /** @param most how many users are kept, about */
    UserAccounts(int most) {
        this(most, MOST_CHANGED);
    }

    /** @param mostChanged how many are held as objects before they become rows, too; a quarter where somebody looks */
    UserAccounts(int most, int mostChanged) {
        this.most = most;
        this.mostChanged = mostChanged;
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
        change(failures == null ? after : after.withFailures(failures));
        count += before == null ? 1 : 0;
        if (count > most + most / 10) {
            forgetOldest();
        }
    }

    private void change(UserAccount account) {
        changed.put(String.valueOf(account.name()), account);
        if (changed.size() > mostChanged) {
            fold();
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
            change(before.withFailures(1));
        } else if (present) {
            pending.merge(name, 1, Integer::sum);
        }
        frozen = null;
    }

    private @Nullable UserAccount find(String name) {
        return find(name, changed, saved.view());
    }

    private static @Nullable UserAccount find(
            String name, Map<String, UserAccount> changed, EncodedRows.View<UserAccount> saved) {
        UserAccount account = changed.get(name);
        int row = account == null ? UserAccount.Row.search(saved, name) : -1;
        return row < 0 ? account : saved.get(row);
    }

    /** Makes rows of those that changed; the other rows are copied as they are. */
    private void fold() {
        if (changed.isEmpty()) {
            return;
        }
        EncodedRows.View<UserAccount> rows = saved.view();
        EncodedRows<UserAccount> all = new EncodedRows<>(new UserAccount.Row());
        int next = 0;
        for (String name : new TreeSet<>(changed.keySet())) {
            int row = UserAccount.Row.search(rows, name);
            int end = row < 0 ? -row - 1 : row;
            all.addAll(rows, next, end);
            all.add(Objects.requireNonNull(changed.get(name)));
            next = row < 0 ? end : end + 1;
        }
        all.addAll(rows, next, rows.size());
        saved = all;
        changed.clear();
        frozen = null;
    }

    /** Of those who were seen last at the same moment, the first by name stay. */
    private void forgetOldest() {
        fold();
        EncodedRows.View<UserAccount> rows = saved.view();
        Instant[] seen = new Instant[rows.size()];
        Arrays.setAll(seen, row -> rows.get(row).last().toInstant());
        Instant[] sorted = seen.clone();
        Arrays.sort(sorted);
        Instant oldest = sorted[count - most];
        int ofOldest = most - (int) Arrays.stream(seen).filter(oldest::isBefore).count();
        EncodedRows<UserAccount> kept = new EncodedRows<>(new UserAccount.Row());
        for (int row = 0; row < seen.length; row++) {
            if (oldest.isBefore(seen[row]) || (oldest.equals(seen[row]) && ofOldest-- > 0)) {
                kept.addAll(rows, row, row + 1);
            }
        }
        forgotten += count - most;
        count = most;
        saved = kept;
        frozen = null;
    }

    /** What there is now. */
    Frozen freeze() {
        if (changed.size() > mostChanged / 4) {
            fold(); // Whoever looks often copies them, and reads rows faster than objects that lie anywhere.
        }
        Frozen current = frozen;
        if (current == null) {
            current = new Frozen(saved.view(), Map.copyOf(changed), unnamed, Map.copyOf(pending), forgotten);
            frozen = current;
        }
        return current;
    }

    void save(StateOutput out) {
        fold();
        saved.save(out);
        EncodedRows<UserAccount> nameless = new EncodedRows<>(new UserAccount.Row());
        if (unnamed != null) {
            nameless.add(unnamed);
        }
        nameless.save(out);
        out.list(pending.entrySet(), one -> out.text(one.getKey()).number(one.getValue()));
        out.number(forgotten);
    }

    void restore(StateInput in) throws DamagedStateException {
        saved = new EncodedRows<>(new UserAccount.Row(), in);
        count = saved.size();
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

        /** Null if there is no account of that name. */
        @Nullable UserAccount find(String name) {
            return UserAccounts.find(name, changed, saved);
        }
    }
}

package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.User;
import io.pptpdmonitor.store.EncodedRows;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Users by name, the sessions without one first; immutable, for any number of threads. Most are rows, of which each
 * becomes an object only when somebody asks for it; the others stand apart.
 */
final class Users extends AbstractList<User> implements RandomAccess {

    private final EncodedRows.View<UserAccount> rows;
    private final List<User> apart;
    private final Map<String, Integer> failures;
    /** Of each user his row, or, negative, the complement of his place in {@link #apart}. */
    private final int[] order;

    /**
     * Those of the rows, but for a name that stands apart only that one.
     *
     * @param unnamed the account of the sessions without a name; null if there is none
     * @param rows by name
     * @param apart by name
     * @param failures how often each name failed, that is in no account; not to be changed any more
     */
    Users(
            @Nullable UserAccount unnamed,
            EncodedRows.View<UserAccount> rows,
            SortedMap<String, UserAccount> apart,
            Map<String, Integer> failures) {
        this.rows = rows;
        this.failures = failures;
        this.apart = new ArrayList<>(apart.size() + 1);
        int[] all = new int[rows.size() + apart.size() + 1];
        int size = 0;
        int row = 0;
        if (unnamed != null) {
            all[size++] = stand(unnamed.user(0));
        }
        for (Map.Entry<String, UserAccount> one : apart.entrySet()) {
            String name = one.getKey();
            int found = UserAccount.Row.search(rows, name);
            int end = found < 0 ? -found - 1 : found;
            while (row < end) {
                all[size++] = row++;
            }
            all[size++] = stand(one.getValue().user(failures.getOrDefault(name, 0)));
            row = found < 0 ? end : end + 1;
        }
        while (row < rows.size()) {
            all[size++] = row++;
        }
        this.order = Arrays.copyOf(all, size);
    }

    private int stand(User user) {
        apart.add(user);
        return -apart.size();
    }

    @Override
    public User get(int index) {
        int row = order[index];
        return row < 0 ? apart.get(-row - 1) : new ArchivedUser(rows.slice(row), failures);
    }

    @Override
    public int size() {
        return order.length;
    }
}

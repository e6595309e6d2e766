package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.model.User;
import io.pptpdmonitor.model.UserTotals;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.EncodedRows;
import io.pptpdmonitor.store.Slice;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a user's sessions add up to; immutable.
 *
 * @param name null for the sessions that never told one
 * @param sessions that came up
 * @param ended what the ended ones carried, not exact where one did not tell; null where none told
 * @param untold whether an ended one did not tell, further links of a bundle aside, which have nothing to tell
 * @param current what those that are up have carried; null where that is not known of any
 * @param unseen whether one that is up has not told all of it, as where its interface cannot be read
 * @param connectSeconds of those of which they are known; null where they are of none
 * @param untimed whether they are not known of one
 * @param failures under this name that are no longer kept one by one
 * @param first when the first came up
 * @param last when one last came up or ended
 */
record UserAccount(
        @Nullable String name,
        int sessions,
        int active,
        @Nullable Traffic ended,
        boolean untold,
        @Nullable Traffic current,
        boolean unseen,
        @Nullable Long connectSeconds,
        boolean untimed,
        int failures,
        OffsetDateTime first,
        OffsetDateTime last,
        @Nullable String clientAddress,
        @Nullable String assignedAddress) {

    /** The account of one session, which came up. */
    static UserAccount of(Session session) {
        boolean up = session.state() == State.UP;
        OffsetDateTime began = Objects.requireNonNull(session.up() == null ? session.started() : session.up());
        OffsetDateTime last = session.ended() == null ? began : session.ended();
        return new UserAccount(
                session.user(),
                1,
                up ? 1 : 0,
                up ? null : session.traffic(),
                !up && session.traffic() == null && session.bundle() == null,
                up ? session.traffic() : null,
                up && !session.octetsExact(),
                session.connectSeconds(),
                session.connectSeconds() == null,
                0,
                began.isBefore(last) ? began : last,
                last,
                session.clientAddress(),
                session.assignedAddress());
    }

    /** Both together; addresses are those of {@code later} where it has them. */
    UserAccount plus(UserAccount later) {
        boolean anyUntold = untold || later.untold;
        Traffic told = EndedTotals.sum(ended, later.ended);
        return new UserAccount(
                name,
                sessions + later.sessions,
                active + later.active,
                told != null && anyUntold ? EndedTraffic.atLeast(told) : told,
                anyUntold,
                EndedTotals.sum(current, later.current),
                unseen || later.unseen,
                sum(connectSeconds, later.connectSeconds),
                untimed || later.untimed,
                failures + later.failures,
                later.first.isBefore(first) ? later.first : first,
                later.last.isAfter(last) ? later.last : last,
                later.clientAddress == null ? clientAddress : later.clientAddress,
                later.assignedAddress == null ? assignedAddress : later.assignedAddress);
    }

    private static @Nullable Long sum(@Nullable Long a, @Nullable Long b) {
        return a == null || b == null ? a == null ? b : a : Long.valueOf(a + b);
    }

    UserAccount withFailures(int more) {
        return new UserAccount(
                name,
                sessions,
                active,
                ended,
                untold,
                current,
                unseen,
                connectSeconds,
                untimed,
                failures + more,
                first,
                last,
                clientAddress,
                assignedAddress);
    }

    /** @param keptFailures under this name that are kept one by one */
    User user(int keptFailures) {
        Traffic octets = EndedTotals.sum(ended, current);
        return new UserTotals(
                name,
                active,
                sessions,
                octets == null ? null : octets.toClientOctets(),
                octets == null ? null : octets.fromClientOctets(),
                connectSeconds,
                !untimed,
                failures + keptFailures,
                first,
                last,
                clientAddress,
                assignedAddress,
                ended,
                !unseen);
    }

    /** Of ended sessions only: what is up is no part of what is kept. {@link ArchivedUser} reads single fields of it. */
    static final class Row implements EncodedRows.Codec<UserAccount> {

        /** Where a name stands among rows in the order of their names, as {@link java.util.Arrays#binarySearch} tells it. */
        static int search(EncodedRows.View<UserAccount> rows, String name) {
            int low = 0;
            int high = rows.size() - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                int order = name(rows.slice(middle)).compareTo(name);
                if (order == 0) {
                    return middle;
                }
                low = order < 0 ? middle + 1 : low;
                high = order < 0 ? high : middle - 1;
            }
            return -low - 1;
        }

        private static String name(Slice row) {
            try {
                return row.input().needText();
            } catch (DamagedStateException e) {
                throw new IllegalStateException("a row that passes for whole is not: " + e.getMessage(), e);
            }
        }

        @Override
        public void write(UserAccount account, StateOutput out) {
            out.text(account.name).number(account.sessions);
            SessionRow.traffic(account.ended, out);
            out.flag(account.untimed).optional(account.connectSeconds).number(account.failures);
            out.time(account.first).time(account.last);
            out.text(account.clientAddress).text(account.assignedAddress);
        }

        @Override
        public UserAccount read(StateInput in) throws DamagedStateException {
            String name = in.text();
            int sessions = in.count();
            Traffic ended = SessionRow.traffic(in);
            boolean untimed = in.flag();
            return new UserAccount(
                    name,
                    sessions,
                    0,
                    ended,
                    ended == null,
                    null,
                    false,
                    in.optionalLong(),
                    untimed,
                    in.count(),
                    in.needTime(),
                    in.needTime(),
                    in.text(),
                    in.text());
        }
    }
}

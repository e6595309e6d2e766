package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.model.User;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.Slice;
import io.pptpdmonitor.store.StateInput;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user all of whose sessions are archived: the row of his account, as {@link UserAccount.Row} wrote it. Whoever walks a
 * column of a hundred thousand users reads one field of each. Immutable.
 */
final class ArchivedUser implements User {

    private final Slice row;
    private final Map<String, Integer> failures;

    /** @param failures how often each name failed, that is in no account; not to be changed any more */
    ArchivedUser(Slice row, Map<String, Integer> failures) {
        this.row = row;
        this.failures = failures;
    }

    @Override
    public @Nullable String name() {
        return read(StateInput::text);
    }

    @Override
    public int activeSessions() {
        return 0;
    }

    @Override
    public int sessions() {
        return need(in -> behindName(in).count());
    }

    @Override
    public @Nullable Long toClientOctets() {
        Traffic octets = ended();
        return octets == null ? null : octets.toClientOctets();
    }

    @Override
    public @Nullable Long fromClientOctets() {
        Traffic octets = ended();
        return octets == null ? null : octets.fromClientOctets();
    }

    @Override
    public @Nullable Long connectSeconds() {
        return read(in -> behindUntimed(in).optionalLong());
    }

    @Override
    public boolean connectSecondsWhole() {
        return !need(in -> behindTraffic(in).flag());
    }

    @Override
    public int failures() {
        int counted = need(in -> behindSeconds(in).count());
        return failures.isEmpty() ? counted : counted + failures.getOrDefault(name(), 0);
    }

    @Override
    public OffsetDateTime firstSeen() {
        return need(in -> behindFailures(in).needTime());
    }

    @Override
    public OffsetDateTime lastSeen() {
        return need(in -> behindFirst(in).needTime());
    }

    @Override
    public @Nullable String lastClientAddress() {
        return read(in -> behindLast(in).text());
    }

    @Override
    public @Nullable String lastAssignedAddress() {
        return read(in -> {
            behindLast(in).skipText();
            return in.text();
        });
    }

    @Override
    public @Nullable Traffic ended() {
        return read(in -> SessionRow.traffic(behindSessions(in)));
    }

    @Override
    public boolean currentExact() {
        return true; // None is up.
    }

    private static StateInput behindName(StateInput in) throws DamagedStateException {
        in.skipText();
        return in;
    }

    private static StateInput behindSessions(StateInput in) throws DamagedStateException {
        behindName(in).number();
        return in;
    }

    private static StateInput behindTraffic(StateInput in) throws DamagedStateException {
        SessionRow.traffic(behindSessions(in));
        return in;
    }

    private static StateInput behindUntimed(StateInput in) throws DamagedStateException {
        behindTraffic(in).flag();
        return in;
    }

    private static StateInput behindSeconds(StateInput in) throws DamagedStateException {
        behindUntimed(in).optionalLong();
        return in;
    }

    private static StateInput behindFailures(StateInput in) throws DamagedStateException {
        behindSeconds(in).number();
        return in;
    }

    private static StateInput behindFirst(StateInput in) throws DamagedStateException {
        behindFailures(in).skipTime();
        return in;
    }

    private static StateInput behindLast(StateInput in) throws DamagedStateException {
        behindFirst(in).skipTime();
        return in;
    }

    private interface Field<T> {
        @Nullable T of(StateInput in) throws DamagedStateException;
    }

    private <T> @Nullable T read(Field<T> field) {
        try {
            return field.of(row.input());
        } catch (DamagedStateException e) {
            throw new IllegalStateException("a row that passes for whole is not: " + e.getMessage(), e);
        }
    }

    private <T> T need(Field<T> field) {
        return Objects.requireNonNull(read(field));
    }
}

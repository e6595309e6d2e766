package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of which nothing more is expected, in the order of their ends, as rows. The oldest are dropped above a
 * bound; what was counted stays counted. Those that never came up have a bound of their own, since any stranger can make
 * them. Not thread-safe.
 */
final class SessionArchive {

    private final int kept;
    private final int keptFailed;
    private final Map<Service, EndedTotals> totals = new EnumMap<>(Service.class);
    private final Map<Service, Long> dropped = new EnumMap<>(Service.class);
    private SessionRows cameUp = new SessionRows();
    private SessionRows failed = new SessionRows();
    private @Nullable ArchivedSessions view;
    private @Nullable Set<Service> viewed;

    /**
     * @param kept how many of those that came up are kept, about
     * @param keptFailed likewise of the others
     */
    SessionArchive(int kept, int keptFailed) {
        this.kept = kept;
        this.keptFailed = keptFailed;
    }

    void add(Session session) {
        Service service = session.service();
        totals.put(service, totals.getOrDefault(service, EndedTotals.NONE).plus(session));
        boolean up = session.state().cameUp();
        SessionRows rows = up ? cameUp : failed;
        rows.add(session, up ? kept : keptFailed, old -> dropped.merge(old.service(), 1L, Long::sum));
        view = null;
    }

    /** Over all that were added. */
    EndedTotals totals(Set<Service> services) {
        return services.stream()
                .map(service -> totals.getOrDefault(service, EndedTotals.NONE))
                .reduce(EndedTotals.NONE, EndedTotals::plus);
    }

    /** How many of these services are no longer kept. */
    long dropped(Set<Service> services) {
        return services.stream()
                .mapToLong(service -> dropped.getOrDefault(service, 0L))
                .sum();
    }

    /** Those that are kept, of these services. */
    ArchivedSessions view(Set<Service> services) {
        ArchivedSessions current = view;
        if (current == null || !services.equals(viewed)) {
            boolean all = totals.keySet().stream().allMatch(services::contains);
            current = new ArchivedSessions(cameUp.view(), failed.view(), all ? null : services);
            view = current;
            viewed = services;
        }
        return current;
    }

    void save(StateOutput out) {
        out.list(
                totals.keySet(),
                service -> totals.getOrDefault(service, EndedTotals.NONE).save(out.choice(service)));
        out.list(dropped.entrySet(), count -> out.choice(count.getKey()).number(count.getValue()));
        cameUp.save(out);
        failed.save(out);
    }

    void restore(StateInput in) throws DamagedStateException {
        in.list(() -> totals.put(in.needChoice(Service.class), EndedTotals.read(in)));
        in.list(() -> dropped.put(in.needChoice(Service.class), in.number()));
        cameUp = new SessionRows(in);
        failed = new SessionRows(in);
        view = null;
    }
}

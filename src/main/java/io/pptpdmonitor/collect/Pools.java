package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Pool;
import io.pptpdmonitor.model.Setup;
import io.pptpdmonitor.proc.ProcessInfo;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The slots of pptpd on each host, and how many of them are used.
 *
 * @param setup of the log's host; null if that is not known
 */
record Pools(ServerHosts hosts, LiveView live, @Nullable Setup setup) {

    private static final int FULL = 100;

    /**
     * Of several hosts the fullest one. Where one has slots in use and nobody told its size, that one, of which the most is in
     * use, since it may be fuller; unless another one is full, which none can exceed.
     */
    Pool fullest(OffsetDateTime asOf) {
        Integer seen = live.slotsUsed();
        boolean several = hosts.all().size() > 1;
        List<Pool> pools = new ArrayList<>();
        hosts.each((name, host) ->
                pools.add(pool(host, seen == null ? host.slotsUsed(asOf) : seen).of(several ? name : null, null)));
        Pool fullest = pools.stream().max(Pools::lessFull).orElse(new Pool(null, null));
        if (fullest.size() == null || fullness(fullest) == FULL) {
            return fullest;
        }
        return pools.stream()
                .filter(pool -> pool.size() == null && orNone(pool.used()) > 0)
                .max(Pools::lessFull)
                .map(pool -> pool.of(pool.host(), fullest))
                .orElse(fullest);
    }

    /** What pptpd said at its start is what it serves; what its file says now is the second best. */
    private Pool pool(HostSessions host, @Nullable Integer used) {
        Integer told = isServedByAnother(host) ? null : host.daemon().poolSize();
        Integer configured = told == null && setup != null && hosts.all().size() == 1 ? setup.slots() : null;
        return configured == null ? new Pool(told, used) : new Pool(configured, used, Pool.Source.CONFIG);
    }

    /** Whether other managers run here than the one whose first lines the log holds. */
    private boolean isServedByAnother(HostSessions host) {
        List<ProcessInfo> managers = live.managers();
        return host.daemon().started() != null
                && !managers.isEmpty()
                && !(managers.size() == 1 && host.daemon().isLogged(managers.get(0)));
    }

    private static int lessFull(Pool one, Pool other) {
        int order = Integer.compare(fullness(one), fullness(other));
        order = order == 0 ? Boolean.compare(one.size() != null, other.size() != null) : order;
        return order == 0 ? Integer.compare(orNone(one.used()), orNone(other.used())) : order;
    }

    private static int orNone(@Nullable Integer used) {
        return used == null ? -1 : used;
    }

    private static int fullness(Pool pool) {
        Integer percent = pool.usedPercent();
        return percent == null ? 0 : percent;
    }
}

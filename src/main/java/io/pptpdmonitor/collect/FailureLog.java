package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.EncodedRows;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The failed logins, oldest first: the recent ones as they are, since their client's address may still become known, the
 * older ones as rows. Any stranger can make them, so that only the newest are kept; all are counted. Not thread-safe.
 */
final class FailureLog {

    /** However the clock goes. */
    private static final int MOST_RECENT = 2048;

    private final int kept;
    private final Consumer<FailureRow.Told> dropped;
    private final Deque<FailureEntry> recent = new ArrayDeque<>();
    private final Map<Service, Long> counts = new EnumMap<>(Service.class);
    private final Map<Service, Long> droppedCounts = new EnumMap<>(Service.class);
    private EncodedRows<FailureRow.Told> settled = new EncodedRows<>(new FailureRow());
    private Names names = new Names(settled.view());

    /**
     * @param kept how many, about
     * @param dropped is shown each that is no longer kept
     */
    FailureLog(int kept, Consumer<FailureRow.Told> dropped) {
        this.kept = kept;
        this.dropped = dropped;
    }

    void addAll(Collection<FailureEntry> told) {
        recent.addAll(told);
    }

    /**
     * Of those before {@code time} nothing more will be told.
     *
     * @param latest nor of those behind it, which the clock was set back over; null: these may wait for their moment
     */
    void settle(OffsetDateTime time, @Nullable OffsetDateTime latest) {
        FailureEntry oldest;
        while ((oldest = recent.peek()) != null
                && (oldest.time.isBefore(time)
                        || recent.size() > MOST_RECENT
                        || (latest != null && oldest.time.isAfter(latest)))) {
            recent.remove();
            Service service = oldest.session.service();
            counts.merge(service, 1L, Long::sum);
            settled.add(new FailureRow.Told(service, oldest.failure()));
            oldest.settled = true;
        }
        settled.keep(kept, old -> {
            droppedCounts.merge(old.service(), 1L, Long::sum);
            dropped.accept(old);
        });
    }

    /** How many there were of these services. */
    long count(Set<Service> services) {
        return sum(counts, services)
                + recent.stream()
                        .filter(failure -> services.contains(failure.session.service()))
                        .count();
    }

    /** How many of these services are no longer kept. */
    long dropped(Set<Service> services) {
        return sum(droppedCounts, services);
    }

    private static long sum(Map<Service, Long> counts, Set<Service> services) {
        return services.stream()
                .mapToLong(service -> counts.getOrDefault(service, 0L))
                .sum();
    }

    /** Those that are kept, as of now. */
    Frozen freeze(Set<Service> services) {
        List<Failure> latest = recent.stream()
                .filter(failure -> services.contains(failure.session.service()))
                .map(FailureEntry::failure)
                .toList();
        if (names.rows != settled.view()) {
            names = new Names(settled.view());
        }
        return new Frozen(names, latest, services);
    }

    void save(StateOutput out) {
        out.list(counts.entrySet(), count -> out.choice(count.getKey()).number(count.getValue()));
        out.list(droppedCounts.entrySet(), count -> out.choice(count.getKey()).number(count.getValue()));
        settled.save(out);
        out.list(recent, failure -> failure.save(out));
    }

    void restore(StateInput in, StateInput.Reader<FailureEntry> failures) throws DamagedStateException {
        in.list(() -> counts.put(in.needChoice(Service.class), in.number()));
        in.list(() -> droppedCounts.put(in.needChoice(Service.class), in.number()));
        settled = new EncodedRows<>(new FailureRow(), in);
        recent.addAll(in.list(failures));
    }

    /** The older ones, and how often each name stands in them; counted when somebody asks. */
    private static final class Names {

        final EncodedRows.View<FailureRow.Told> rows;
        private volatile @Nullable Map<String, Integer> counted;

        Names(EncodedRows.View<FailureRow.Told> rows) {
            this.rows = rows;
        }

        Map<String, Integer> counted() {
            Map<String, Integer> all = counted;
            if (all == null) {
                all = new HashMap<>();
                for (int i = 0; i < rows.size(); i++) {
                    count(rows.get(i).failure(), all);
                }
                counted = all;
            }
            return all;
        }

        static void count(Failure failure, Map<String, Integer> counts) {
            if (failure.user() != null) {
                counts.merge(failure.user(), 1, Integer::sum);
            }
        }
    }

    /** The failed logins at one moment; immutable. */
    static final class Frozen {

        private final Names older;
        private final List<Failure> recent;
        private final Set<Service> services;

        private Frozen(Names older, List<Failure> recent, Set<Service> services) {
            this.older = older;
            this.recent = recent;
            this.services = services;
        }

        /** Those that are kept, oldest first. */
        List<Failure> all() {
            List<Failure> all = new ArrayList<>();
            for (int i = 0; i < older.rows.size(); i++) {
                FailureRow.Told told = older.rows.get(i);
                if (services.contains(told.service())) {
                    all.add(told.failure());
                }
            }
            all.addAll(recent);
            return all;
        }

        /** Those since a moment, in any order. */
        List<Failure> since(OffsetDateTime time) {
            List<Failure> found = new ArrayList<>();
            for (int i = older.rows.size() - 1; i >= 0; i--) {
                FailureRow.Told told = older.rows.get(i);
                if (!told.failure().time().isAfter(time)) {
                    break;
                }
                if (services.contains(told.service())) {
                    found.add(told.failure());
                }
            }
            recent.stream().filter(failure -> failure.time().isAfter(time)).forEach(found::add);
            return found;
        }

        /** How often each name failed, of those that are kept. */
        Map<String, Integer> names() {
            Map<String, Integer> all = new HashMap<>(older.counted());
            recent.forEach(failure -> Names.count(failure, all));
            return all;
        }
    }
}

package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Sessions;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The archive at one moment; immutable. Its rows are put in the order of their numbers when that is first asked for. */
final class ArchivedSessions implements Sessions.Archived {

    private final SessionRows.View cameUp;
    private final SessionRows.View failed;
    private final @Nullable Set<Service> services;
    private volatile long @Nullable [] numbers;
    private volatile int @Nullable [] rows;

    /**
     * @param cameUp in the order of the sessions' ends
     * @param failed likewise
     * @param services whose sessions count; null: all are of such
     */
    ArchivedSessions(SessionRows.View cameUp, SessionRows.View failed, @Nullable Set<Service> services) {
        this.cameUp = cameUp;
        this.failed = failed;
        this.services = services;
    }

    @Override
    public int size() {
        return services == null ? rowCount() : rows().length;
    }

    @Override
    public Session get(int index) {
        return row(rows()[index]);
    }

    @Override
    public int countBelow(long number) {
        long[] all = numbers;
        if (all == null) {
            all = IntStream.of(rows()).mapToLong(this::number).toArray();
            numbers = all;
        }
        int found = Arrays.binarySearch(all, number);
        return found >= 0 ? found : -found - 1;
    }

    @Override
    public Iterator<Session> latestFirst(boolean wantCameUp) {
        SessionRows.View part = wantCameUp ? cameUp : failed;
        return IntStream.range(0, part.size())
                .mapToObj(i -> part.get(part.size() - 1 - i))
                .filter(session -> services == null || services.contains(session.service()))
                .iterator();
    }

    private int[] rows() {
        int[] sorted = rows;
        if (sorted == null) {
            sorted = IntStream.range(0, rowCount())
                    .filter(row -> services == null || services.contains(row(row).service()))
                    .mapToObj(row -> new long[] {number(row), row})
                    .sorted((a, b) -> Long.compare(a[0], b[0]))
                    .mapToInt(numbered -> (int) numbered[1])
                    .toArray();
            rows = sorted;
        }
        return sorted;
    }

    private int rowCount() {
        return cameUp.size() + failed.size();
    }

    private Session row(int row) {
        return row < cameUp.size() ? cameUp.get(row) : failed.get(row - cameUp.size());
    }

    private long number(int row) {
        return row < cameUp.size() ? cameUp.number(row) : failed.number(row - cameUp.size());
    }
}

package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The most sessions that were up at one time, of each service and of all. Not thread-safe. */
final class Peaks {

    private final Map<Service, PeakSessions> byService = new EnumMap<>(Service.class);
    private final PeakSessions ofAll = new PeakSessions();
    /** Sessions that were counted and have ended since, some of them without a record of their own. */
    private final List<SessionEntry> ended = new ArrayList<>();

    /** A record told of the session. Of most nothing changes here. */
    void update(SessionEntry session, OffsetDateTime time) {
        update(session, session.isUp(), time);
    }

    /** Nothing more is expected of the session. */
    void archived(SessionEntry session, OffsetDateTime time) {
        update(session, false, time);
    }

    private void update(SessionEntry session, boolean up, OffsetDateTime time) {
        Service as = up ? session.service() : null;
        if (as == session.countedAs) {
            return;
        }
        Service before = session.countedAs;
        count(session, as);
        forgetEnded();
        ofAll.update(session, up, time);
        if (before != null) {
            of(before).ended(session);
        }
        if (as != null) {
            of(as).update(session, true, time);
        }
    }

    private void count(SessionEntry session, @Nullable Service as) {
        session.countedAs = as;
        if (as != null) {
            session.end.watch(() -> ended.add(session));
        }
    }

    /** To look at all that are counted whenever there are more than ever would take long where they are many. */
    private void forgetEnded() {
        for (SessionEntry session : ended) {
            ofAll.ended(session);
            byService.values().forEach(peak -> peak.ended(session));
        }
        ended.clear();
    }

    private PeakSessions of(Service service) {
        return byService.computeIfAbsent(service, any -> new PeakSessions());
    }

    /** That of one service, or of all where several are asked for. */
    PeakSessions of(Set<Service> services) {
        @Nullable PeakSessions one =
                services.size() == 1 ? byService.get(services.iterator().next()) : ofAll;
        return one == null ? new PeakSessions() : one;
    }

    void save(StateOutput out) {
        out.list(byService.entrySet(), peak -> peak.getValue().save(out.choice(peak.getKey())));
        ofAll.save(out);
    }

    void restore(StateInput in) throws DamagedStateException {
        in.list(() -> restoreOne(in));
        ofAll.restore(in);
    }

    private PeakSessions restoreOne(StateInput in) throws DamagedStateException {
        PeakSessions peak = new PeakSessions();
        byService.put(in.needChoice(Service.class), peak);
        peak.restore(in);
        return peak;
    }

    /** The session is up, as it was before. */
    void restored(SessionEntry session) {
        count(session, session.service());
        ofAll.restored(session);
        of(session.service()).restored(session);
    }
}

package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The sessions that have ended: one by one as long as more may be told of them, then archived and added to the accounts of
 * their users. Not thread-safe.
 */
final class EndedSessions {

    /** Names that authenticated; no stranger can make one. */
    private static final int MOST_USERS = 100_000;
    /** A pppd of which pptpd's log told, and none of its own lines: its own log may come that much later. */
    private static final Duration SILENT = Duration.ofHours(1);
    /** However the clock goes, no more than so many are held one by one. */
    private static final int MOST_UNSETTLED = 4096;

    /** In the order in which it was noticed that they ended. */
    private final Deque<SessionEntry> unsettled = new ArrayDeque<>();

    private final SessionArchive archive;
    private final Map<Service, UserAccounts> accounts = new EnumMap<>(Service.class);
    private final Consumer<SessionEntry> beforeArchived;

    /** @param beforeArchived is shown each session when nothing more is expected of it, to add what it knows */
    EndedSessions(SessionArchive archive, Consumer<SessionEntry> beforeArchived) {
        this.archive = archive;
        this.beforeArchived = beforeArchived;
    }

    void add(SessionEntry session) {
        if (!session.awaitsArchive) {
            session.awaitsArchive = true;
            unsettled.add(session);
        }
    }

    /** Archives those of which nothing more is expected, as they ended before that moment; returns them. */
    List<SessionEntry> settle(OffsetDateTime before, OffsetDateTime now) {
        List<SessionEntry> settled = new ArrayList<>();
        Iterator<SessionEntry> inOrder = unsettled.iterator();
        boolean more = true;
        while (more && inOrder.hasNext()) {
            SessionEntry next = inOrder.next();
            boolean isSettled = isSettled(next, before);
            if (isSettled) {
                inOrder.remove();
                settled.add(next);
            }
            more = isSettled || next.onlyLaunched();
        }
        if (settled.isEmpty()) {
            return settled;
        }
        settled.forEach(beforeArchived);
        List<Session> judged = new ArrayList<>(settled.size());
        for (SessionEntry entry : settled) {
            if (entry.isTold()) {
                judged.add(entry.session(now));
            }
        }
        judged.sort(EndedSessions::byEnd);
        judged.forEach(this::archive);
        return settled;
    }

    /** Without the JDK's comparators, which no archive of classes can hold: each takes milliseconds to be made. */
    private static int byEnd(Session some, Session other) {
        OffsetDateTime end = some.ended();
        OffsetDateTime otherEnd = other.ended();
        if (end == null || otherEnd == null) {
            return Boolean.compare(end != null, otherEnd != null);
        }
        int order = Long.compare(end.toEpochSecond(), otherEnd.toEpochSecond());
        return order == 0 ? Integer.compare(end.getNano(), otherEnd.getNano()) : order;
    }

    /** Whether more are held one by one than should be: of a session whose failed login is not settled none behind it is. */
    boolean isCrowded() {
        return unsettled.size() > MOST_UNSETTLED;
    }

    private boolean isSettled(SessionEntry session, OffsetDateTime before) {
        OffsetDateTime noticed = session.endNoticed;
        OffsetDateTime last = session.onlyLaunched() ? before.minus(SILENT) : before;
        boolean old = noticed == null || noticed.isBefore(last) || isCrowded();
        return old && session.failuresSettled();
    }

    private void archive(Session session) {
        archive.add(session);
        if (session.state().cameUp()) {
            accounts(session.service()).add(session);
        }
    }

    private UserAccounts accounts(Service service) {
        return accounts.computeIfAbsent(service, any -> new UserAccounts(MOST_USERS));
    }

    /** @param present whether the user is known by anything else */
    void failureForgotten(Service service, String user, boolean present) {
        accounts(service).failureForgotten(user, present);
    }

    SessionArchive archive() {
        return archive;
    }

    /** The accounts over the archived sessions of these services. */
    List<UserAccounts.Frozen> accounts(Set<Service> services) {
        return accounts.entrySet().stream()
                .filter(account -> services.contains(account.getKey()))
                .map(account -> account.getValue().freeze())
                .toList();
    }

    void save(StateOutput out) {
        out.list(unsettled, session -> out.number(session.number));
        archive.save(out);
        out.list(accounts.entrySet(), account -> account.getValue().save(out.choice(account.getKey())));
    }

    /** @param sessions by number */
    void restore(StateInput in, Map<Long, SessionEntry> sessions) throws DamagedStateException {
        for (long number : in.list(in::number)) {
            SessionEntry session = sessions.get(number);
            if (session == null) {
                throw new DamagedStateException("a session that ended is not there");
            }
            add(session);
        }
        archive.restore(in);
        in.list(() -> restoreAccounts(in));
    }

    private UserAccounts restoreAccounts(StateInput in) throws DamagedStateException {
        UserAccounts restored = accounts(in.needChoice(Service.class));
        restored.restore(in);
        return restored;
    }
}

package io.pptpdmonitor.collect;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pptpctrl processes of one host, by pid; a pid stands for its latest owner, also after that has finished. */
final class ControlConnections {

    /** A pppd's first line may be read this much after the line that says it was reaped. */
    private static final Span LATE = Span.ofSeconds(10);

    /** A pptpctrl that reaped a pppd of which no line was seen yet. */
    private record Reaped(ControlConnection by, OffsetDateTime time) {}

    private final Pids<ControlConnection> byPid = new Pids<>();
    private final Set<ControlConnection> open = new LinkedHashSet<>();
    private final Map<Integer, Reaped> unseen = new HashMap<>();

    @Nullable ControlConnection get(int pid) {
        return byPid.get(pid);
    }

    /** Those that have not finished. */
    List<ControlConnection> open() {
        return List.copyOf(open);
    }

    void add(ControlConnection control) {
        ControlConnection before = byPid.put(control.pid, control);
        if (before != null) {
            open.remove(before);
        }
        open.add(control);
    }

    void finished(ControlConnection control, OffsetDateTime time) {
        control.finished(time);
        open.remove(control);
    }

    /** Of a pppd whose first line is still to come. */
    void reapedUnseen(ControlConnection by, int pppdPid, OffsetDateTime time) {
        unseen.put(pppdPid, new Reaped(by, time));
    }

    /** The pptpctrl that has reaped the pppd whose first line comes only now; null if none has. */
    @Nullable ControlConnection takeReaper(int pppdPid, OffsetDateTime firstLine) {
        Reaped reaped = unseen.remove(pppdPid);
        return reaped != null && LATE.covers(reaped.time, firstLine) ? reaped.by : null;
    }

    /**
     * The one that is to give this address to a client and has just called its pppd; null if there is none, or several.
     * The pid before that of the pppd is nobody's proof; but whose pid that is, and whose address nobody told, may be it.
     */
    @Nullable ControlConnection awaiting(String remoteAddress, int pppdPid, OffsetDateTime now) {
        ControlConnection found = null;
        for (ControlConnection control : open) {
            String address = control.remoteAddress;
            boolean may = address == null ? control.pid == pppdPid - 1 : address.equals(remoteAddress);
            if (may && control.mayFork(now)) {
                if (found != null) {
                    return null;
                }
                found = control;
            }
        }
        return found == null || found.remoteAddress == null ? null : found;
    }

    /** Whether no other one may have called the pppd. */
    boolean isOnlyCaller(ControlConnection caller, SessionEntry session) {
        for (ControlConnection control : byPid.values()) {
            if (control != caller && control.isRival(session)) {
                return false;
            }
        }
        return true;
    }

    /** Those that this client has called, and that await their pppd. */
    List<ControlConnection> awaitingFrom(String clientAddress) {
        return open.stream()
                .filter(control -> clientAddress.equals(control.clientAddress) && control.awaitsPppd())
                .toList();
    }

    int slotsUsed(int managerGeneration, OffsetDateTime asOf) {
        int used = 0;
        for (ControlConnection control : open) {
            used += control.managerGeneration == managerGeneration && control.holdsSlot(asOf) ? 1 : 0;
        }
        return used;
    }

    void clear() {
        byPid.clear();
        open.clear();
        unseen.clear();
    }

    /** Nothing more is expected of those that ended before {@code time} and of whose sessions nothing is. */
    void forgetBefore(OffsetDateTime time) {
        byPid.removeIf(control -> {
            OffsetDateTime finished = control.finishedAt();
            return finished != null && finished.isBefore(time) && control.sessions.isEmpty();
        });
        unseen.values().removeIf(reaped -> reaped.time.isBefore(time));
    }

    /** @param tied of sessions that are known one by one; some may have lost their pid to another */
    void save(StateOutput out, Collection<ControlConnection> tied) {
        Set<ControlConnection> all = new LinkedHashSet<>(tied);
        all.addAll(byPid.values());
        all.addAll(open);
        unseen.values().forEach(reaped -> all.add(reaped.by));
        Map<ControlConnection, Integer> numbers = new HashMap<>();
        all.forEach(control -> numbers.put(control, numbers.size()));
        out.list(all, control -> control.save(out));
        out.list(byPid.values(), control -> out.number(number(control, numbers)));
        out.list(open, control -> out.number(number(control, numbers)));
        out.list(
                unseen.entrySet(),
                pid -> out.number(pid.getKey())
                        .number(number(pid.getValue().by, numbers))
                        .time(pid.getValue().time));
    }

    private static int number(ControlConnection control, Map<ControlConnection, Integer> numbers) {
        return numbers.getOrDefault(control, -1);
    }

    /** @param sessions by number */
    void restore(StateInput in, Map<Long, SessionEntry> sessions) throws DamagedStateException {
        List<ControlConnection> all = in.list(() -> ControlConnection.read(in, sessions));
        for (ControlConnection control : in.list(() -> one(in, all))) {
            byPid.put(control.pid, control);
        }
        open.addAll(in.list(() -> one(in, all)));
        in.list(() -> unseen.put(in.count(), new Reaped(one(in, all), in.needTime())));
    }

    private static ControlConnection one(StateInput in, List<ControlConnection> all) throws DamagedStateException {
        int number = in.count();
        if (number >= all.size()) {
            throw new DamagedStateException("no control connection " + number);
        }
        return all.get(number);
    }
}

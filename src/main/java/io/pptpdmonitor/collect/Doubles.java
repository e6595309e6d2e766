package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines that several sources hold, as /var/log/daemon.log and /var/log/syslog do: the same host, pid and text within two
 * seconds. Equal lines of one source are as many as they are. Not thread-safe.
 */
final class Doubles {

    private static final Duration APART = Duration.ofSeconds(2);
    /** One source may be read later than another. */
    private static final Duration KEPT = Duration.ofMinutes(1);
    /** However old: a syslog daemon that was restarted writes what it missed, and one stray stamp must not forget all. */
    private static final int KEPT_ANYWAY = 1000;

    private record Line(@Nullable String host, int pid, String message, String event) {}

    /** A line that was handed on, and the sources in which it was found. */
    private record Seen(Line line, Instant time, BitSet sources) {}

    private final Map<Line, List<Seen>> byLine = new HashMap<>();
    private final Deque<Seen> inOrder = new ArrayDeque<>();

    /** Whether no other source has told this yet. */
    boolean isFirst(LogRecord told, int source) {
        Instant time = told.time().toInstant();
        forget(time);
        Line line = new Line(
                told.host(), told.pid(), told.message(), told.event().getClass().getSimpleName());
        List<Seen> equal = byLine.computeIfAbsent(line, any -> new ArrayList<>(1));
        for (Seen seen : equal) {
            if (!seen.sources.get(source) && isWithin(APART, seen.time, time)) {
                seen.sources.set(source);
                return false;
            }
        }
        Seen first = new Seen(line, time, new BitSet());
        first.sources.set(source);
        equal.add(first);
        inOrder.add(first);
        return true;
    }

    /** Keeps the lines of which another source may still tell. */
    void save(StateOutput out) {
        out.list(inOrder, seen -> {
            out.text(seen.line.host)
                    .number(seen.line.pid)
                    .text(seen.line.message)
                    .text(seen.line.event);
            out.instant(seen.time).octets(seen.sources.toByteArray());
        });
    }

    void resume(StateInput in) throws DamagedStateException {
        for (Seen seen : in.list(() -> saved(in))) {
            byLine.computeIfAbsent(seen.line, any -> new ArrayList<>(1)).add(seen);
            inOrder.add(seen);
        }
    }

    private static Seen saved(StateInput in) throws DamagedStateException {
        Line line = new Line(in.text(), in.count(), in.needText(), in.needText());
        Instant time = in.instant();
        byte[] sources = in.octets();
        if (time == null || sources == null) {
            throw new DamagedStateException("a line without its time or its sources");
        }
        return new Seen(line, time, BitSet.valueOf(sources));
    }

    private void forget(Instant now) {
        Seen oldest;
        while (inOrder.size() > KEPT_ANYWAY && (oldest = inOrder.peek()) != null && !isWithin(KEPT, oldest.time, now)) {
            inOrder.remove();
            List<Seen> equal = byLine.get(oldest.line);
            if (equal != null) {
                equal.remove(0);
                if (equal.isEmpty()) {
                    byLine.remove(oldest.line);
                }
            }
        }
    }

    private static boolean isWithin(Duration limit, Instant some, Instant other) {
        return Duration.between(some, other).abs().compareTo(limit) <= 0;
    }
}

package io.pptpdmonitor.collect;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When other sources told lines that one source may still tell, and of which nothing is known any more but their kind. Of
 * another kind a line is none of them, whatever its moment is. Not thread-safe.
 */
final class Incomparable {

    /** More than there are for some dozen hosts; of more than that all are as one. */
    private static final int MOST_KINDS = 1000;
    /** No kind: a hash is an int. */
    private static final long ANY = 1L << 40;

    private record Span(long from, long to) {

        Span and(long otherFrom, long otherTo) {
            return new Span(Math.min(from, otherFrom), Math.max(to, otherTo));
        }

        boolean holds(long moment, long apart) {
            return moment >= from - apart && moment <= to + apart;
        }
    }

    private final Map<Long, Span> spans = new LinkedHashMap<>();
    private long last = Long.MIN_VALUE;

    /** A line of these moments was forgotten. */
    void add(int kind, long from, long to) {
        Long key = spans.size() < MOST_KINDS || spans.containsKey((long) kind) ? kind : ANY;
        spans.merge(key, new Span(from, to), (span, more) -> span.and(from, to));
        last = Math.max(last, to);
    }

    boolean holds(int kind, long moment, long apart) {
        Span ofKind = spans.get((long) kind);
        Span ofAny = spans.get(ANY);
        return (ofKind != null && ofKind.holds(moment, apart)) || (ofAny != null && ofAny.holds(moment, apart));
    }

    /** What that source tells now is later. */
    void clearIfPassed(Progress source, long apart) {
        if (!spans.isEmpty() && source.hasPassed(last + apart)) {
            spans.clear();
            last = Long.MIN_VALUE;
        }
    }

    void save(StateOutput out) {
        out.list(
                spans.entrySet(),
                each -> out.number(each.getKey()).number(each.getValue().from).number(each.getValue().to));
    }

    void resume(StateInput in) throws DamagedStateException {
        for (Map.Entry<Long, Span> each : in.list(() -> Map.entry(in.number(), new Span(in.number(), in.number())))) {
            spans.put(each.getKey(), each.getValue());
            last = Math.max(last, each.getValue().to);
        }
    }
}

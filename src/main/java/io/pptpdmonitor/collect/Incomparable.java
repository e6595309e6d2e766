package io.pptpdmonitor.collect;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When a source told lines that another one may still tell, and of which nothing is known any more but their kind. Of
 * another kind a line is none of them, whatever its moment is. Not thread-safe.
 */
final class Incomparable {

    /** More than there are for some dozen hosts; of more than that all are as one. */
    private static final int MOST_KINDS = 1000;
    /** No kind: a hash is an int. */
    private static final long ANY = 1L << 40;

    /** Before there was PPP: less would overflow where moments are subtracted. */
    private static final long LONG_AGO = 0;

    private record Span(long from, long to) {

        Span and(long otherFrom, long otherTo) {
            return new Span(Math.min(from, otherFrom), Math.max(to, otherTo));
        }

        boolean holds(long moment, long apart) {
            return moment >= from - apart && moment <= to + apart;
        }
    }

    private final Map<Long, Span> spans = new LinkedHashMap<>();
    private int number;
    private long place;

    /** The line of this number and place, which is of these moments, was forgotten. */
    void add(int itsNumber, long itsPlace, int kind, long from, long to) {
        Long key = spans.size() < MOST_KINDS || spans.containsKey((long) kind) ? kind : ANY;
        spans.merge(key, new Span(from, to), (span, more) -> span.and(from, to));
        number = itsNumber;
        place = itsPlace;
    }

    /** All that was told until that moment, up to the line of this number; none of it is known. */
    void addAll(int itsNumber, long until) {
        spans.put(ANY, new Span(LONG_AGO, until));
        number = itsNumber;
        place = until;
    }

    boolean isEmpty() {
        return spans.isEmpty();
    }

    /** The number of the line that was forgotten last. */
    int number() {
        return number;
    }

    long place() {
        return place;
    }

    boolean holds(int kind, long moment, long apart) {
        Span ofKind = spans.get((long) kind);
        Span ofAny = spans.get(ANY);
        return (ofKind != null && ofKind.holds(moment, apart)) || (ofAny != null && ofAny.holds(moment, apart));
    }

    void clear() {
        spans.clear();
    }

    void save(StateOutput out) {
        out.number(number).number(place);
        out.list(
                spans.entrySet(),
                each -> out.number(each.getKey()).number(each.getValue().from).number(each.getValue().to));
    }

    void resume(StateInput in) throws DamagedStateException {
        number = (int) in.number();
        place = in.number();
        for (Map.Entry<Long, Span> each : in.list(() -> Map.entry(in.number(), new Span(in.number(), in.number())))) {
            spans.put(each.getKey(), each.getValue());
        }
    }
}

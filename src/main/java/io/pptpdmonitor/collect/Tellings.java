package io.pptpdmonitor.collect;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each of several sources says of one thing. Every session has some, and is asked with every record: here nobody who
 * asks makes an object, as he would with a map. Not thread-safe.
 */
final class Tellings<S extends Enum<S>> {

    private final S[] sources;
    private final @Nullable String[] texts;

    /** @param sources all there are, the best first; never changed */
    Tellings(S[] sources) {
        this.sources = sources;
        texts = new String[sources.length];
    }

    @SuppressWarnings("EnumOrdinal") // As in an EnumMap, it is kept nowhere.
    private int place(S source) {
        return source.ordinal();
    }

    /** Whether that is news. */
    boolean tell(S source, String text) {
        boolean news = !text.equals(texts[place(source)]);
        texts[place(source)] = text;
        return news;
    }

    /** The same, unless that source has told something before. */
    void tellFirst(S source, String text) {
        if (texts[place(source)] == null) {
            texts[place(source)] = text;
        }
    }

    /** What that source told is not of this one. */
    void forget(S source) {
        texts[place(source)] = null;
    }

    /** Takes over what the other knows from sources that have told nothing here. */
    void addAll(Tellings<S> others) {
        for (S source : sources) {
            String text = others.of(source);
            if (text != null) {
                tellFirst(source, text);
            }
        }
    }

    /** Null where it told nothing. */
    @Nullable String of(S source) {
        return texts[place(source)];
    }

    /** The best source that told something; null if none has. */
    @Nullable S best() {
        for (S source : sources) {
            if (texts[place(source)] != null) {
                return source;
            }
        }
        return null;
    }

    /** What that one told. */
    @Nullable String bestText() {
        S best = best();
        return best == null ? null : of(best);
    }

    void save(StateOutput out) {
        List<S> told = new ArrayList<>();
        for (S source : sources) {
            if (of(source) != null) {
                told.add(source);
            }
        }
        out.list(told, source -> out.choice(source).text(of(source)));
    }

    void restore(StateInput in, Class<S> type) throws DamagedStateException {
        in.list(() -> tell(in.needChoice(type), in.needText()));
    }
}

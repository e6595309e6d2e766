package io.pptpdmonitor.collect;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The clock of one host, as far as the stamps of its lines tell that it was set. */
final class HostClock {

    /** Lines of several processes and files are out of order by less. */
    private static final Span DISORDER = Span.ofMinutes(2);
    /** Nobody is silent for so long: the clock had shown its epoch until somebody told it the time. */
    private static final Span SILENCE = Span.ofDays(366);

    private @Nullable OffsetDateTime last;

    /** Whether it must have been set between the line before and the one with this stamp. */
    boolean wasSet(OffsetDateTime stamp) {
        OffsetDateTime before = last;
        last = stamp;
        return before != null && isSet(before, stamp);
    }

    /** Whether it must have been set between two lines with these stamps. */
    static boolean isSet(OffsetDateTime before, OffsetDateTime stamp) {
        return DISORDER.isOver(stamp, before) || SILENCE.isOver(before, stamp);
    }

    void save(StateOutput out) {
        out.time(last);
    }

    void restore(StateInput in) throws DamagedStateException {
        last = in.time();
    }
}

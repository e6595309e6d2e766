package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Counted;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Lines of one source of which nobody knows any more whether another source had told them. Not thread-safe. */
final class LeftOut {

    private long lines;
    private @Nullable OffsetDateTime from;
    private @Nullable OffsetDateTime to;
    private @Nullable OffsetDateTime last;

    /** @param read when it was; it was not written later than that, whatever its stamp is */
    void add(LogRecord told, OffsetDateTime read) {
        lines += told.count();
        OffsetDateTime moment = told.time();
        from = from == null || moment.isBefore(from) ? moment : from;
        to = to == null || moment.isAfter(to) ? moment : to;
        last = CollectedLogs.later(last, moment.isAfter(read) ? read : moment);
    }

    /** Whatever the source holds of the time until that moment, nobody knows of all of it whether it was told. */
    void until(OffsetDateTime moment) {
        last = CollectedLogs.later(last, moment);
    }

    long lines() {
        return lines;
    }

    /** When the last one was written, as far as that is possible, or could have been; null if there are none. */
    @Nullable OffsetDateTime last() {
        return last;
    }

    /** For the user; empty if there are none. */
    String text() {
        return lines == 0
                ? ""
                : Counted.of(lines, "line") + " from " + from + " to " + to
                        + " left out and counted as lost: it came so late that nobody knows which of them another source"
                        + " told before";
    }

    void save(StateOutput out) {
        out.number(lines).time(from).time(to).time(last);
    }

    void resume(StateInput in) throws DamagedStateException {
        lines = in.number();
        from = in.time();
        to = in.time();
        last = in.time();
    }
}

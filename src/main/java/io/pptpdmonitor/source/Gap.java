package io.pptpdmonitor.source;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Lines that may be lost, nobody knows how many: the last time that something was not to be read, and why. */
final class Gap {

    private boolean noticed;
    private String why = "";
    private @Nullable OffsetDateTime from;
    private @Nullable OffsetDateTime to;

    /**
     * Lines are missing behind the one of this moment.
     *
     * @param cause for the user
     */
    void begin(@Nullable OffsetDateTime lastRead, String cause) {
        if (isOpen()) {
            return; // Nothing was read since.
        }
        noticed = true;
        why = cause;
        from = lastRead;
        to = null;
    }

    /** A line of this moment was read; the first one behind the gap is its end. */
    void readOn(OffsetDateTime moment) {
        if (isOpen()) {
            to = moment;
        }
    }

    /** Whether no line was read behind it yet. */
    boolean isOpen() {
        return noticed && to == null;
    }

    /** Whether there is one. */
    boolean isNoticed() {
        return noticed;
    }

    /** For the user; empty if there is none. */
    String text() {
        return text(why);
    }

    /** The same for a reason that says more. */
    String text(String because) {
        if (!noticed) {
            return "";
        }
        String since = from == null ? "" : " after " + from;
        String until = to == null ? "" : " before " + to;
        return "lines" + since + (from != null && to != null ? " and" : "") + until + " may be lost: " + because;
    }

    /** Both texts as one; either may be empty. */
    static String joined(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + "; " + other;
    }

    void save(StateOutput out) {
        out.flag(noticed).text(why).time(from).time(to);
    }

    void resume(StateInput in) throws DamagedStateException {
        noticed = in.flag();
        why = in.needText();
        from = in.time();
        to = in.time();
    }
}

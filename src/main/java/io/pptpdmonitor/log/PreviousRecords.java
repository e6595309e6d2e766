package io.pptpdmonitor.log;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the last line of each host told, which its next one may say is repeated: in a central log those of others stand
 * between. There are places for some dozen hosts; of more than that one takes another's. Not thread-safe.
 */
final class PreviousRecords {

    private static final int PLACES = 64;

    private final @Nullable PreviousRecord[] places = new PreviousRecord[PLACES];
    /** Of the host of the line before: most logs have one. */
    private PreviousRecord last = at(place(null));

    /** Keeps what the line told of whose message it is. */
    void keep(LogRecord told, Program by, SyslogLine line) {
        of(told.host()).keep(told, by, line);
    }

    /** It was repeated, and may be once more. */
    void keepAgain(LogRecord told) {
        of(told.host()).keepAgain(told);
    }

    /** What the host's line before told, which is forgotten; null if that told nothing, or is not known. */
    @Nullable LogRecord take(@Nullable String host, MessageReader shapes) {
        return of(host).take(shapes);
    }

    /** Whether a line of the host was read, and it still has its place. */
    boolean knows(@Nullable String host) {
        return of(host).isKnown();
    }

    /** The host's last line told nothing. */
    void forget(@Nullable String host) {
        of(host).forget();
    }

    /** Nor did the last one of all, of whichever host it was. */
    void forgetLast() {
        last.forget();
    }

    /** No line was read. */
    void clear() {
        for (int i = 0; i < PLACES; i++) {
            at(i).clear(null);
        }
    }

    /** The same host is mostly the same text, so that most are not compared. */
    @SuppressWarnings("ReferenceEquality")
    private PreviousRecord of(@Nullable String host) {
        PreviousRecord before = last;
        if (before.host() == host && host != null) {
            return before;
        }
        PreviousRecord found = at(place(host));
        if (!Objects.equals(found.host(), host)) {
            found.clear(host);
        }
        last = found;
        return found;
    }

    private PreviousRecord at(int place) {
        PreviousRecord there = places[place];
        if (there == null) {
            there = new PreviousRecord();
            places[place] = there;
        }
        return there;
    }

    private static int place(@Nullable String host) {
        int hash = host == null ? 0 : host.hashCode();
        return (hash ^ hash >>> 6 ^ hash >>> 12) & PLACES - 1;
    }

    /** Goes on behind the lines of another, which keeps nothing of use to it. */
    void takeOver(PreviousRecords ahead) {
        int place = place(ahead.last.host());
        for (int i = 0; i < PLACES; i++) {
            PreviousRecord taken = ahead.places[i];
            if (taken != null && taken.isKnown()) {
                ahead.places[i] = places[i];
                places[i] = taken;
            }
        }
        last = at(place);
        ahead.last = ahead.at(place);
    }

    void save(StateOutput out) {
        List<PreviousRecord> told = new ArrayList<>();
        for (PreviousRecord place : places) {
            if (place != null && place.isTold()) {
                told.add(place);
            }
        }
        out.list(told, record -> record.save(out));
    }

    void resume(StateInput in) throws DamagedStateException {
        clear();
        in.list(() -> {
            PreviousRecord saved = PreviousRecord.saved(in);
            places[place(saved.host())] = saved;
            return saved;
        });
        last = at(place(null));
    }
}

package io.pptpdmonitor.source;

import io.pptpdmonitor.model.Counted;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Where lines of a log file may be lost that nobody counted: the place was not found at which reading had got to, a file of
 * the past could not be read, a crash of the host left NUL bytes in place of lines. Not thread-safe.
 */
final class LostLines {

    private final Gap place = new Gap();
    private final LostFiles files = new LostFiles();
    private final Gap holes = new Gap();
    /** Those of the holes that were noticed. */
    private long nulBytes;
    /** The moment of what was read last. */
    private @Nullable OffsetDateTime last;

    /** Reading goes on behind a line of that moment; null where there was none. */
    void goOn(@Nullable OffsetDateTime moment) {
        last = moment;
    }

    /** The place at which reading had got to was not found. */
    void placeNotFound(@Nullable OffsetDateTime lastRead) {
        place.begin(lastRead, "the file that was read is not among the rotated ones");
    }

    /** A file of the past could not be read, or not to its end. */
    void unreadable(String why, @Nullable OffsetDateTime lastRead) {
        files.add(why, lastRead);
    }

    /** So many NUL bytes have been found by now. */
    void found(long nuls) {
        if (nuls > nulBytes) {
            nulBytes = nuls;
            holes.begin(last, "NUL bytes stand there");
        }
    }

    /** Lines were read, of which these are the first one's and the last one's moment. */
    void read(OffsetDateTime first, OffsetDateTime lastOne) {
        place.readOn(first);
        files.readOn(first);
        holes.readOn(first);
        last = lastOne;
    }

    boolean areSome() {
        return place.isNoticed() || !files.isEmpty() || holes.isNoticed();
    }

    /** For the user; empty if there are none. */
    String text() {
        String crash = Counted.of(nulBytes, "NUL byte") + " stand there, as a crash of the host leaves them";
        return Gap.joined(place.text(), Gap.joined(files.text(), holes.text(crash)));
    }

    void save(StateOutput out) {
        place.save(out);
        files.save(out);
        holes.save(out);
        out.number(nulBytes);
    }

    void resume(StateInput in) throws DamagedStateException {
        place.resume(in);
        files.resume(in);
        holes.resume(in);
        nulBytes = in.number();
    }
}

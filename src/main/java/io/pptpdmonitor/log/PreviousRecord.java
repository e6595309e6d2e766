package io.pptpdmonitor.log;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the line before told, which the next one may say is repeated. Not thread-safe. */
final class PreviousRecord {

    private static final int MOST = 256;

    private @Nullable LogRecord seen;
    /** What was kept of it, until it is asked for. */
    private @Nullable Told kept;

    /** A record whose event is still to be found in its text. */
    private record Told(
            Program program, OffsetDateTime time, @Nullable String host, int pid, String message, int count) {

        void save(StateOutput out) {
            out.choice(program).time(time).text(host);
            out.number(pid).text(message).number(count);
        }

        static Told saved(StateInput in) throws DamagedStateException {
            return new Told(
                    in.needChoice(Program.class), in.needTime(), in.text(), in.count(), in.needText(), in.count());
        }

        @Nullable LogRecord record(MessageReader shapes) {
            byte[] said = message.getBytes(StandardCharsets.UTF_8);
            LogEvent event = shapes.event(program, said, 0, said.length);
            return event == null ? null : new LogRecord(time, host, pid, event, message, count);
        }
    }

    private @Nullable Program program;
    /** What the line said, where the record does not tell it. */
    private byte[] text = new byte[MOST];

    private int length;

    /** @param line whose message it is */
    void keep(LogRecord told, Program by, SyslogLine line) {
        seen = told;
        program = by;
        if (told.message().isEmpty()) {
            length = line.messageTo - line.messageFrom;
            text = length > text.length ? new byte[length] : text;
            System.arraycopy(line.bytes, line.messageFrom, text, 0, length);
        }
    }

    /** It was repeated, and may be once more. */
    void keepAgain(LogRecord told) {
        seen = told;
    }

    /** The record, which is forgotten; null if the line before told nothing. */
    @Nullable LogRecord take(MessageReader shapes) {
        Told told = kept;
        LogRecord taken = told == null ? seen : told.record(shapes);
        forget();
        return taken;
    }

    void forget() {
        seen = null;
        kept = null;
    }

    void takeOver(PreviousRecord other) {
        seen = other.seen;
        kept = other.kept;
        program = other.program;
        length = other.length;
        text = Arrays.copyOf(other.text, Math.max(length, MOST));
    }

    void save(StateOutput out) {
        Told told = told();
        out.flag(told != null);
        if (told != null) {
            told.save(out);
        }
    }

    private @Nullable Told told() {
        LogRecord repeatable = seen;
        Program by = program;
        return repeatable == null || by == null
                ? kept
                : new Told(
                        by,
                        repeatable.time(),
                        repeatable.host(),
                        repeatable.pid(),
                        repeatable.message().isEmpty() ? Bytes.text(text, 0, length) : repeatable.message(),
                        repeatable.count());
    }

    /** What the line reported is found again in its text, when the next one is read. */
    void resume(StateInput in) throws DamagedStateException {
        seen = null;
        kept = in.flag() ? Told.saved(in) : null;
        program = kept == null ? null : kept.program();
    }
}

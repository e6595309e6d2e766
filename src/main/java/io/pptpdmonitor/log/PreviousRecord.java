package io.pptpdmonitor.log;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the last line of a host told, which its next one may say is repeated. Not thread-safe. */
final class PreviousRecord {

    private static final int MOST = 256;
    private static final byte[] NONE = {};

    private @Nullable String host;
    /** Whether a line of the host was read. */
    private boolean known;

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
    private byte[] text = NONE;

    private int length;

    /** As it is shown; null for lines that name none. */
    @Nullable String host() {
        return host;
    }

    boolean isKnown() {
        return known;
    }

    /** @param line whose message it is */
    void keep(LogRecord told, Program by, SyslogLine line) {
        known = true;
        seen = told;
        kept = null;
        program = by;
        if (told.message().isEmpty()) {
            length = line.messageTo - line.messageFrom;
            text = length > text.length ? new byte[Math.max(length, MOST)] : text;
            System.arraycopy(line.bytes, line.messageFrom, text, 0, length);
        }
    }

    /** It was repeated, and may be once more. */
    void keepAgain(LogRecord told) {
        seen = told;
    }

    /** The record, which is forgotten; null if that line told nothing. */
    @Nullable LogRecord take(MessageReader shapes) {
        Told told = kept;
        LogRecord taken = told == null ? seen : told.record(shapes);
        forget();
        return taken;
    }

    /** A line was read that told nothing. */
    void forget() {
        known = true;
        seen = null;
        kept = null;
    }

    /** None was read, and it is of another host from now on. */
    void clear(@Nullable String other) {
        forget();
        known = false;
        host = other;
    }

    /** Whether the last line told something. */
    boolean isTold() {
        return told() != null;
    }

    void save(StateOutput out) {
        Objects.requireNonNull(told()).save(out);
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
    static PreviousRecord saved(StateInput in) throws DamagedStateException {
        Told told = Told.saved(in);
        PreviousRecord saved = new PreviousRecord();
        saved.known = true;
        saved.host = told.host();
        saved.kept = told;
        saved.program = told.program();
        return saved;
    }
}

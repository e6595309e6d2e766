package io.pptpdmonitor.log;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What the line before told, which the next one may say is repeated. Not thread-safe. */
final class PreviousRecord {

    private @Nullable LogRecord seen;
    private @Nullable Program program;

    void keep(LogRecord told, Program by) {
        seen = told;
        program = by;
    }

    /** It was repeated, and may be once more. */
    void keepAgain(LogRecord told) {
        seen = told;
    }

    /** The record, which is forgotten; null if the line before told nothing. */
    @Nullable LogRecord take() {
        LogRecord taken = seen;
        seen = null;
        return taken;
    }

    void forget() {
        seen = null;
    }

    void takeOver(PreviousRecord other) {
        seen = other.seen;
        program = other.program;
    }

    void save(StateOutput out) {
        LogRecord repeatable = seen;
        out.flag(repeatable != null);
        if (repeatable != null) {
            out.choice(program).time(repeatable.time()).text(repeatable.host());
            out.number(repeatable.pid()).text(repeatable.message()).number(repeatable.count());
        }
    }

    /** What the line reported is found again in its text. */
    void resume(StateInput in, MessageReader shapes) throws DamagedStateException {
        seen = in.flag() ? record(in, shapes) : null;
    }

    private @Nullable LogRecord record(StateInput in, MessageReader shapes) throws DamagedStateException {
        Program by = in.needChoice(Program.class);
        OffsetDateTime time = in.needTime();
        String host = in.text();
        int pid = in.count();
        String message = in.needText();
        int count = in.count();
        byte[] said = message.getBytes(StandardCharsets.UTF_8);
        LogEvent event = shapes.event(by, said, 0, said.length);
        program = by;
        return event == null ? null : new LogRecord(time, host, pid, event, message, count);
    }
}

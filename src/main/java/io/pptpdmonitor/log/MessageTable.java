package io.pptpdmonitor.log;

import static io.pptpdmonitor.log.Program.PPPD;

import io.pptpdmonitor.log.LogEvent.*;
import io.pptpdmonitor.log.MessagePattern.EventMaker;
import io.pptpdmonitor.log.MessagePattern.Match;
import io.pptpdmonitor.model.EndCause;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Shapes of messages in their order, which matters where one is another's special case: the first that fits is taken.
 */
abstract class MessageTable {

    private final List<MessagePattern> all = new ArrayList<>();

    final List<MessagePattern> all() {
        return all;
    }

    /** A line that tells outright why the session, or pptpctrl's call, ends. */
    final void tells(Program program, String template, String source, EndCause cause) {
        on(program, template, source, m -> program == PPPD ? new EndTold(cause, false) : new CallEndTold(cause, false));
    }

    /** A line that comes with several ends, so that any that tells outright counts more. */
    final void hints(Program program, String template, String source, EndCause cause) {
        on(program, template, source, m -> program == PPPD ? new EndTold(cause, true) : new CallEndTold(cause, true));
    }

    /** The first that is added counts, of those that a message fits. */
    final void on(Program program, String template, String source, EventMaker maker) {
        all.add(new MessagePattern(program, template, source, maker));
    }

    /** A line that is understood to be of no consequence. */
    final void nothing(Program program, String template, String source) {
        on(program, template, source, MessagePattern.NOTHING);
    }

    /** The event of the number in {@code hole}; null if no pid, size or the like can be so large. */
    static @Nullable LogEvent sized(Match m, int hole, IntFunction<LogEvent> event) {
        long number = m.number(hole);
        return number > Integer.MAX_VALUE ? null : event.apply((int) number);
    }
}

package io.pptpdmonitor.log;

import io.pptpdmonitor.log.MessagePattern.Match;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What one line was taken for.
 *
 * @param program null where it is nobody's that matters, or no line of a log
 * @param pattern null where the message has no known shape
 * @param event null where the line is of no consequence
 */
record Recognised(
        @Nullable Program program,
        String message,
        @Nullable MessagePattern pattern,
        @Nullable LogEvent event) {

    /** Looks at lines, one after the other. */
    static final class Eye {
        private final SyslogHeader header = new SyslogHeader();
        private final JournalLine journal = new JournalLine();
        private final SyslogLine line = new SyslogLine();
        private final MessagePatterns patterns = MessagePatterns.known();
        private final Match match = new Match();

        Recognised line(byte[] b, int from, int to) {
            boolean isJournal = from < to && b[from] == '{';
            boolean known = isJournal ? journal.read(b, from, to, line) : header.read(b, from, to, line);
            return known ? message(line.program, line.bytes, line.messageFrom, line.messageTo) : nothing();
        }

        Recognised message(Program program, String text) {
            byte[] b = text.getBytes(StandardCharsets.UTF_8);
            return message(program, b, 0, b.length);
        }

        private Recognised message(@Nullable Program program, byte[] b, int from, int to) {
            if (program == null) {
                return nothing();
            }
            MessagePattern pattern = patterns.find(program, b, from, to, match);
            LogEvent event = pattern == null ? null : pattern.event(match);
            return new Recognised(program, Bytes.text(b, from, to), pattern, event);
        }

        MessagePatterns patterns() {
            return patterns;
        }

        private static Recognised nothing() {
            return new Recognised(null, "", null, null);
        }
    }

    String template() {
        return pattern == null ? "nothing" : pattern.template();
    }
}

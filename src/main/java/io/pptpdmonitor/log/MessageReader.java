package io.pptpdmonitor.log;

import io.pptpdmonitor.log.FamiliarMessages.Familiar;
import io.pptpdmonitor.log.MessagePattern.Match;
import org.jspecify.annotations.Nullable;

/** What a message tells, also where something was left behind it on its way into the file. Not thread-safe. */
final class MessageReader {

    private static final byte[] NEWLINE = Bytes.ascii("#012");
    private static final byte[] EXPLAINED = Bytes.ascii(".rsyslog.com/e/2177 ]");

    private final MessagePatterns patterns;
    private final FamiliarMessages familiar;
    private final Match match = new Match();
    private boolean known;
    /** The last message that was asked for, if it is one of those. */
    private @Nullable Familiar found;

    MessageReader(MessagePatterns patterns, FamiliarMessages familiar) {
        this.patterns = patterns;
        this.familiar = familiar;
    }

    /** The event of the line's message, whose range loses what does not belong to it; null if it tells of none. */
    @Nullable LogEvent event(Program program, SyslogLine line) {
        LogEvent event = eventAsItIs(program, line.bytes, line.messageFrom, line.messageTo);
        int to = event == null ? trimmed(program, line.bytes, line.messageFrom, line.messageTo) : line.messageTo;
        if (to < line.messageTo) {
            boolean knownAsItIs = known;
            event = event(program, line.bytes, line.messageFrom, to);
            line.messageTo = event == null ? line.messageTo : to;
            known |= knownAsItIs;
        }
        return event;
    }

    /** The event of a message that nothing was left behind; null if it tells of none, or may with less of it. */
    @Nullable LogEvent eventAsItIs(Program program, byte[] b, int from, int to) {
        Familiar again = familiar.find(program, b, from, to);
        found = again;
        if (again != null) {
            known = true;
            return again.event;
        }
        LogEvent event = event(program, b, from, to);
        if (event != null) {
            familiar.read(program, b, from, to, event);
        }
        return event;
    }

    /** The same of one that does not come again; null if it tells of none. */
    @Nullable LogEvent event(Program program, byte[] b, int from, int to) {
        MessagePattern pattern = patterns.find(program, b, from, to, match);
        known = pattern != null;
        return pattern == null ? null : pattern.event(match);
    }

    /** The message of the line of which the event was asked for last; empty where nobody needs it. */
    String text(SyslogLine line, boolean needed) {
        Familiar again = found;
        return again != null ? again.text : needed ? line.message() : "";
    }

    /** Whether the last message that was asked for has a known shape, be it of no consequence. */
    boolean isKnown() {
        return known;
    }

    /** Whether the line's message shows that nothing of it was cut off. */
    boolean isWhole(Program program, SyslogLine line) {
        MessagePattern pattern = patterns.find(program, line.bytes, line.messageFrom, line.messageTo, match);
        return pattern != null && pattern.showsItsEnd();
    }

    /** Whether what a peer may have chosen, as a name, would stand in two parts of the line that was put together. */
    boolean isSplit(Program program, SyslogLine line, TornLine parts) {
        boolean split = false;
        if (patterns.find(program, line.bytes, line.messageFrom, line.messageTo, match) != null) {
            for (int hole = 0; hole < match.size(); hole++) {
                split |= parts.isJoinedWithin(match.from(hole) - line.messageFrom, match.to(hole) - line.messageFrom);
            }
        }
        return split;
    }

    /** Without what others may have left behind it. */
    private static int trimmed(Program program, byte[] b, int from, int to) {
        return program == Program.RSYSLOGD
                ? withoutExplanation(b, from, to)
                : program.relevant() ? trimmed(b, from, to) : to;
    }

    /** Without {@code  [v8.24.0 try http://www.rsyslog.com/e/2177 ]}, as rsyslog writes behind errors, older releases without its version. */
    private static int withoutExplanation(byte[] b, int from, int to) {
        int open = Bytes.endsWith(b, from, to, EXPLAINED) ? Bytes.lastIndexOf(b, from, to, (byte) '[') : -1;
        return open > from && b[open - 1] == ' ' ? open - 1 : to;
    }

    /** Without blanks behind it, or the newline that a sender left there and rsyslog made visible. */
    private static int trimmed(byte[] b, int from, int to) {
        int end = to;
        while (end > from) {
            if (b[end - 1] == ' ' || b[end - 1] == '\t') {
                end--;
            } else if (b[end - 1] == '2' && Bytes.endsWith(b, from, end, NEWLINE)) {
                end -= NEWLINE.length;
            } else {
                break;
            }
        }
        return end;
    }

    /**
     * Where another line begins inside the message, as newlines get lost in copies: behind a message that is whole and
     * leaves no room for a peer's text, since a peer may write whatever looks like a line. -1 if none does.
     */
    int glued(Program program, byte[] b, int from, int to) {
        for (int at = from + 1; at < to; at++) {
            if (SyslogHeader.isStamp(b, at, to)) {
                MessagePattern first = patterns.find(program, b, from, trimmed(b, from, at), match);
                return first != null && first.isClosed() ? at : -1;
            }
        }
        return -1;
    }
}

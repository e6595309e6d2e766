package io.pptpdmonitor.log;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line that told nothing by itself, and whose rest may stand on the next ones: mail programs wrap what is long. */
final class TornLine {

    private static final int MOST = 1024;
    private static final byte[] PACKETS = Bytes.ascii("GRE: ");
    private static final byte[] BEHIND_PID = Bytes.ascii("]: ");
    private static final int LONGEST_PRIORITY = "<191>".length();

    private final SyslogLine whole = new SyslogLine();
    private @Nullable Program program;
    private boolean known;
    /** Where each of its parts but the first begins in the message, with the blank before. */
    private final List<Integer> joints = new ArrayList<>();

    void forget() {
        program = null;
    }

    /** @param shapeKnown whether it was understood to be of no consequence */
    void keep(Program of, SyslogLine line, boolean shapeKnown) {
        boolean packets = shapeKnown && (of != Program.PPTPD || startsWithGre(line));
        if (packets || line.messageTo - line.stampFrom > MOST) {
            return;
        }
        program = of;
        known = shapeKnown;
        joints.clear();
        whole.copy(line, new byte[0]);
    }

    private static boolean startsWithGre(SyslogLine line) {
        return Bytes.startsWith(line.bytes, line.messageFrom, line.messageTo, PACKETS);
    }

    /** Adds what may be its rest. Null if nothing was torn, or that is no rest. */
    @Nullable Program join(byte[] b, int from, int to) {
        boolean tooLong = whole.messageTo - whole.stampFrom + to - from > MOST;
        if (program == null || from >= to || tooLong || isTagged(b, from, to) || hasPriority(b, from, to)) {
            program = null;
            return null;
        }
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        boolean blank = whole.messageTo > whole.messageFrom && whole.bytes[whole.messageTo - 1] == ' ';
        if (!blank) {
            rest.write(' ');
        }
        rest.write(b, from, to - from);
        joints.add(whole.messageTo - whole.messageFrom - (blank ? 1 : 0));
        whole.copy(whole, rest.toByteArray());
        return program;
    }

    /** Whether {@code cron[7]: } or its like stands anywhere: it is a line of its own whose begin is damaged. */
    private static boolean isTagged(byte[] b, int from, int to) {
        int open = Bytes.bracketedNumber(b, from, to);
        while (open >= 0) {
            if (Bytes.startsWith(b, Bytes.indexOf(b, open, to, (byte) ']'), to, BEHIND_PID)) {
                return true;
            }
            open = Bytes.bracketedNumber(b, open + 1, to);
        }
        return false;
    }

    /** Whether it begins as syslog's lines do, with {@code <29>} before a stamp or a version: then the end of that is missing. */
    private static boolean hasPriority(byte[] b, int from, int to) {
        int close = Bytes.indexOf(b, from, Math.min(to, from + LONGEST_PRIORITY), (byte) '>');
        return b[from] == '<'
                && Bytes.decimal(b, from + 1, close) >= 0
                && close + 1 < to
                && Character.isLetterOrDigit(b[close + 1]);
    }

    /** Whether some text of the message was put together of two parts: it may be the begin of one, and a line of its own. */
    boolean isJoinedWithin(int from, int to) {
        return joints.stream().anyMatch(joint -> from < joint && joint < to);
    }

    /** The line as far as it has been put together. */
    SyslogLine line() {
        return whole;
    }

    /** Whether its first part was of a known shape. */
    boolean known() {
        return known;
    }
}

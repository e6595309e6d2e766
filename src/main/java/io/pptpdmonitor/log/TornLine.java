package io.pptpdmonitor.log;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** A line that told nothing by itself, and whose rest may stand on the next ones: mail programs wrap what is long. */
final class TornLine {

    private static final int MOST = 1024;
    private static final byte[] PACKETS = Bytes.ascii("GRE: ");

    private final SyslogLine whole = new SyslogLine();
    private @Nullable Program program;
    private boolean known;

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
        whole.copy(line, new byte[0]);
    }

    private static boolean startsWithGre(SyslogLine line) {
        return Bytes.startsWith(line.bytes, line.messageFrom, line.messageTo, PACKETS);
    }

    /** Adds what may be its rest. Null if nothing was torn. */
    @Nullable Program join(byte[] b, int from, int to) {
        if (program == null || from >= to || whole.messageTo - whole.stampFrom + to - from > MOST) {
            program = null;
            return null;
        }
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        boolean blank = whole.messageTo > whole.messageFrom && whole.bytes[whole.messageTo - 1] == ' ';
        if (!blank) {
            rest.write(' ');
        }
        rest.write(b, from, to - from);
        whole.copy(whole, rest.toByteArray());
        return program;
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

package io.pptpdmonitor.log;

import static io.pptpdmonitor.log.Program.PPPD;
import static io.pptpdmonitor.log.Program.PPTPD;

import java.util.List;
import java.util.stream.Stream;

/**
 * Lines of pptpd and pppd before which no stamp stands, or none that is known: journalctl -o cat, pppd's option logfile, a
 * copy that lost its first column. Without a moment there is no session in them, so they are counted, and no more.
 */
final class Undated {

    private static final List<byte[]> TAGS = Stream.of(PPTPD, PPPD)
            .flatMap(program -> program.tags().stream())
            .map(Bytes::ascii)
            .toList();

    private Undated() {}

    /** Whether a line that has no header is one. */
    static boolean is(byte[] b, int from, int to, MessageReader shapes) {
        return isTagged(b, from, to)
                || shapes.event(PPPD, b, from, to) != null
                || shapes.event(PPTPD, b, from, to) != null;
    }

    /** Whether {@code pppd[828]:} or its like stands anywhere. */
    private static boolean isTagged(byte[] b, int from, int to) {
        int open = Bytes.bracketedNumber(b, from, to);
        while (open >= 0) {
            if (isTag(b, from, open)) {
                return true;
            }
            open = Bytes.bracketedNumber(b, open + 1, to);
        }
        return false;
    }

    private static boolean isTag(byte[] b, int from, int to) {
        for (byte[] tag : TAGS) {
            int begin = to - tag.length;
            if (Bytes.endsWith(b, from, to, tag) && (begin == from || b[begin - 1] == ' ')) {
                return true;
            }
        }
        return false;
    }
}

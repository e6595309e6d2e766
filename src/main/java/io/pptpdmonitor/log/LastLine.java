package io.pptpdmonitor.log;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The last line of pptpd or pppd at the end of a log, found from its end and by stamp and tag alone: whoever only wants to
 * know whether somebody still writes there need not read what was written.
 */
public final class LastLine {

    private LastLine() {}

    /**
     * Its stamp; null if there is none under their own tags with a stamp that names a moment.
     *
     * @param end of the file, which may begin within a line
     * @param modified when the file was last written to
     */
    public static @Nullable OffsetDateTime stamp(byte[] end, Instant modified, ZoneId zone) {
        SyslogHeader header = new SyslogHeader();
        SyslogLine line = new SyslogLine();
        StampReader stamps = new StampReader(zone);
        stamps.modified(modified);
        int to = end.length;
        while (to > 0) {
            int from = Bytes.lastIndexOf(end, 0, to, (byte) '\n') + 1;
            if (from < to && header.read(end, from, to, line) && isOfServer(line)) {
                OffsetDateTime stamp = stamps.read(line);
                if (stamp != null) {
                    return stamp;
                }
            }
            to = from - 1;
        }
        return null;
    }

    private static boolean isOfServer(SyslogLine line) {
        Program program = line.program;
        return program != null && program.relevant() && line.repeatsPrevious == 0;
    }
}

package io.pptpdmonitor.log;

import io.pptpdmonitor.log.SyslogLine.StampFormat;

/**
 * Finds stamp, host, tag and message of a line of text, whatever syslog daemon wrote it; each line is recognised by
 * itself.
 *
 * <p>RFC 3164 with and without host, the same with facility.severity as BusyBox writes it, RFC 3339 stamps (rsyslog,
 * journalctl short-iso), RFC 5424, OpenWrt logread; an optional {@code <PRI>} before each.
 */
final class SyslogHeader {

    private static final byte[] LAST_MESSAGE = Bytes.ascii("last message repeated ");
    private static final byte[] TIMES = Bytes.ascii(" times");
    private static final byte[] TIME = Bytes.ascii(" time");
    private static final byte[] DASHES_BEFORE = Bytes.ascii("--- ");
    private static final byte[] DASHES_AFTER = Bytes.ascii(" ---");
    private static final String[] FACILITIES = {
        "daemon",
        "local2",
        "kern",
        "user",
        "mail",
        "auth",
        "authpriv",
        "syslog",
        "lpr",
        "news",
        "uucp",
        "cron",
        "ftp",
        "local0",
        "local1",
        "local3",
        "local4",
        "local5",
        "local6",
        "local7"
    };
    private static final String[] SEVERITIES = {
        "emerg", "alert", "crit", "err", "error", "warning", "warn", "notice", "info", "debug"
    };

    private byte[] b = new byte[0];
    private int at;
    private int end;

    /** Fills {@code line}; its program stays null for lines of other programs. False: the line has no known form. */
    boolean read(byte[] buffer, int from, int to, SyslogLine line) {
        b = buffer;
        at = from;
        end = to;
        line.reset(buffer);
        line.messageTo = to;
        boolean priority = skipPriority();
        if (priority && at + 2 < end && b[at] == '1' && b[at + 1] == ' ') {
            at += 2;
            return rfc5424(line);
        }
        if (!stamp(line)) {
            return false;
        }
        skipBlanks();
        return hostAndTag(line);
    }

    private boolean skipPriority() {
        if (at < end && b[at] == '<') {
            int close = Bytes.indexOf(b, at, Math.min(end, at + 5), (byte) '>');
            if (close > 0 && Bytes.decimal(b, at + 1, close) >= 0) {
                at = close + 1;
                return true;
            }
        }
        return false;
    }

    private boolean stamp(SyslogLine line) {
        line.stampFrom = at;
        if (StampReader.isIso(b, at, end)) {
            line.stampFormat = StampFormat.ISO;
            line.stampTo = tokenEnd();
        } else if (StampReader.bsdLength(b, at, end) > 0) {
            line.stampFormat = StampFormat.BSD;
            line.stampTo = at + StampReader.bsdLength(b, at, end);
        } else if (StampReader.ctimeLength(b, at, end) > 0) {
            line.stampFormat = StampFormat.CTIME;
            line.stampTo = at + StampReader.ctimeLength(b, at, end);
        } else {
            return false;
        }
        at = line.stampTo;
        return true;
    }

    private boolean hostAndTag(SyslogLine line) {
        if (repeats(line)) {
            return true;
        }
        int tokenTo = tokenEnd();
        if (!isSelector(at, tokenTo) && !isTag(at, tokenTo)) {
            line.hostFrom = at;
            line.hostTo = tokenTo;
            at = tokenTo;
            skipBlanks();
            if (repeats(line)) {
                return true;
            }
            tokenTo = tokenEnd();
        }
        if (isSelector(at, tokenTo)) {
            at = tokenTo;
            skipBlanks();
        }
        return tag(line);
    }

    /** facility.severity, as BusyBox syslogd and logread put before the tag. */
    private boolean isSelector(int from, int to) {
        int dot = Bytes.indexOf(b, from, to, (byte) '.');
        return dot > from && isOneOf(SEVERITIES, dot + 1, to) && isOneOf(FACILITIES, from, dot);
    }

    private boolean isOneOf(String[] words, int from, int to) {
        for (String word : words) {
            if (Bytes.equal(b, from, to, word)) {
                return true;
            }
        }
        return false;
    }

    /** A tag ends with a colon, or with its pid in brackets where a sender leaves the colon out. */
    private boolean isTag(int from, int to) {
        return to > from && (b[to - 1] == ':' || b[to - 1] == ']');
    }

    private boolean tag(SyslogLine line) {
        int from = at;
        int i = at;
        while (i < end && b[i] != '[' && b[i] != ':' && b[i] != ' ') {
            i++;
        }
        line.program = Program.ofTag(b, from, i);
        if (i < end && b[i] == '[') {
            int close = Bytes.indexOf(b, i, Math.min(end, i + 14), (byte) ']');
            long pid = close < 0 ? -1 : Bytes.decimal(b, i + 1, close);
            if (pid >= 0 && pid <= Integer.MAX_VALUE) {
                line.pid = (int) pid;
                i = close + 1;
            }
        }
        if (i < end && b[i] == ':') {
            i++;
        }
        if (i < end && b[i] == ' ') {
            i++;
        }
        line.messageFrom = i;
        return true;
    }

    /** RFC 5424, section 6: TIMESTAMP HOSTNAME APP-NAME PROCID MSGID STRUCTURED-DATA [MSG]. */
    private boolean rfc5424(SyslogLine line) {
        if (!StampReader.isIso(b, at, end)) {
            return false;
        }
        line.stampFormat = StampFormat.ISO;
        line.stampFrom = at;
        line.stampTo = tokenEnd();
        nextToken();
        int hostTo = tokenEnd();
        if (!isNil(at, hostTo)) {
            line.hostFrom = at;
            line.hostTo = hostTo;
        }
        nextToken();
        line.program = Program.ofTag(b, at, tokenEnd());
        nextToken();
        long pid = Bytes.decimal(b, at, tokenEnd());
        line.pid = pid < 0 || pid > Integer.MAX_VALUE ? 0 : (int) pid;
        nextToken();
        nextToken();
        skipStructuredData();
        // rsyslog's template keeps the blank that stood behind the tag, so there may be two.
        for (int i = 0; i < 2 && at < end && b[at] == ' '; i++) {
            at++;
        }
        if (at + 2 < end && b[at] == (byte) 0xef && b[at + 1] == (byte) 0xbb && b[at + 2] == (byte) 0xbf) {
            at += 3;
        }
        line.messageFrom = at;
        return true;
    }

    /** RFC 5424, 6.3: "-", or elements in brackets; between quotes a backslash makes the next byte an ordinary one. */
    private void skipStructuredData() {
        if (at < end && b[at] == '-') {
            at++;
        }
        while (at < end && b[at] == '[') {
            boolean quoted = false;
            while (at < end && (quoted || b[at] != ']')) {
                if (b[at] == '"') {
                    quoted = !quoted;
                }
                at += quoted && b[at] == '\\' ? 2 : 1;
            }
            at = Math.min(at + 1, end);
        }
    }

    /** What syslogd, BusyBox and (with the dashes) the BSDs write in place of equal lines. */
    private boolean repeats(SyslogLine line) {
        int from = at;
        int to = end;
        if (Bytes.startsWith(b, from, to, DASHES_BEFORE) && Bytes.endsWith(b, from, to, DASHES_AFTER)) {
            from += DASHES_BEFORE.length;
            to -= DASHES_AFTER.length;
        }
        byte[] times = Bytes.endsWith(b, from, to, TIMES) ? TIMES : TIME;
        if (!Bytes.startsWith(b, from, to, LAST_MESSAGE) || !Bytes.endsWith(b, from, to, times)) {
            return false;
        }
        long count = Bytes.decimal(b, from + LAST_MESSAGE.length, to - times.length);
        line.repeatsPrevious = (int) Math.min(Math.max(count, 0), 1_000_000);
        line.messageFrom = from;
        return true;
    }

    private boolean isNil(int from, int to) {
        return to - from == 1 && b[from] == '-';
    }

    private int tokenEnd() {
        int blank = Bytes.indexOf(b, at, end, (byte) ' ');
        return blank < 0 ? end : blank;
    }

    private void nextToken() {
        at = Math.min(end, tokenEnd() + 1);
    }

    private void skipBlanks() {
        while (at < end && b[at] == ' ') {
            at++;
        }
    }
}

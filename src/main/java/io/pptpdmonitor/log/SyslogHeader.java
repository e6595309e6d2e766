package io.pptpdmonitor.log;

import io.pptpdmonitor.log.SyslogLine.StampFormat;

/**
 * Finds stamp, host, tag and message of a line of text, whatever syslog daemon wrote it; each line is recognised by
 * itself.
 *
 * <p>RFC 3164 with and without host, the same with facility.severity as BusyBox writes it (FreeBSD in angle brackets),
 * RFC 3339 stamps (rsyslog, journalctl short-iso), the same with a blank (Turris), RFC 5424, OpenWrt logread; an
 * optional {@code <PRI>} before each. What people and tools put before a line does not matter: blanks, the NUL bytes of
 * a file system that crashed, a byte order mark, the file's name as grep prints it.
 */
final class SyslogHeader {

    private static final byte[] LAST_MESSAGE = Bytes.ascii("last message repeated ");
    private static final byte[] TIMES = Bytes.ascii(" times");
    private static final byte[] TIME = Bytes.ascii(" time");
    private static final byte[] DASHES_BEFORE = Bytes.ascii("--- ");
    private static final byte[] DASHES_AFTER = Bytes.ascii(" ---");
    /** The only tag with a blank in it. */
    private static final byte[] VPN_SERVER = Bytes.ascii("VPN server:");

    private static final int LONGEST_FILE_NAME = 128;
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
    /** Whether the line is one of RFC 5424. */
    private boolean structured;

    /** Fills {@code line}; its program stays null for lines of other programs. False: the line has no known form. */
    boolean read(byte[] buffer, int from, int to, SyslogLine line) {
        if (!stamp(buffer, from, to, line)) {
            return false;
        }
        if (structured) {
            rfc5424(line);
            return true;
        }
        skipBlanks();
        return hostAndTag(line);
    }

    /** As {@link #read}, but only as far as the stamp, for whoever asks for no more. */
    boolean stamp(byte[] buffer, int from, int to, SyslogLine line) {
        b = buffer;
        at = begin(buffer, from, to);
        end = to;
        line.reset(buffer);
        line.messageTo = to;
        int priority = priorityLength(b, at, end);
        at += priority;
        structured = priority > 0 && at + 2 < end && b[at] == '1' && b[at + 1] == ' ';
        if (structured) {
            at += 2;
            line.stampFormat = StampFormat.ISO;
            return stamp(line, StampShape.isoLength(b, at, end));
        }
        return stamp(line) || (skipFileName() && stamp(line));
    }

    /** Where a line begins behind blanks, NUL bytes and a byte order mark. */
    static int begin(byte[] b, int from, int to) {
        int at = from + markLength(b, from, to);
        while (at < to && (b[at] == ' ' || b[at] == '\t' || b[at] == 0)) {
            at++;
        }
        return at;
    }

    /** Of UTF-8's byte order mark, 0 where none stands. */
    private static int markLength(byte[] b, int at, int to) {
        boolean marked = at + 2 < to && b[at] == (byte) 0xef && b[at + 1] == (byte) 0xbb && b[at + 2] == (byte) 0xbf;
        return marked ? 3 : 0;
    }

    /** grep's {@code syslog.1:}, with -n {@code syslog.1:815:}. */
    private boolean skipFileName() {
        int to = Math.min(tokenEnd(), at + LONGEST_FILE_NAME);
        int colon = Bytes.indexOf(b, at, to, (byte) ':');
        int number = colon + 1;
        int second = colon < 0 ? -1 : Bytes.indexOf(b, number, to, (byte) ':');
        boolean numbered = second > number && Bytes.decimal(b, number, second) >= 0;
        at = numbered ? second + 1 : number;
        return colon >= 0;
    }

    private boolean isSeverityAlone(SyslogLine line, int from, int to) {
        return line.stampFormat == StampFormat.ISO && b[line.stampFrom + 10] == ' ' && isOneOf(SEVERITIES, from, to);
    }

    private boolean stamp(SyslogLine line) {
        line.stampFormat = StampFormat.ISO;
        int length = StampShape.isoLength(b, at, end);
        if (length < 0) {
            line.stampFormat = StampFormat.BSD;
            length = StampShape.bsdLength(b, at, end);
        }
        if (length < 0) {
            line.stampFormat = StampFormat.CTIME;
            length = StampShape.ctimeLength(b, at, end);
        }
        return stamp(line, length);
    }

    private boolean stamp(SyslogLine line, int length) {
        if (length < 0) {
            return false;
        }
        line.stampFrom = at;
        at += length;
        line.stampTo = at;
        return true;
    }

    private boolean hostAndTag(SyslogLine line) {
        if (repeats(line)) {
            return true;
        }
        int tokenTo = tokenEnd();
        if (isSeverityAlone(line, at, tokenTo)) {
            at = tokenTo;
            skipBlanks();
            return tag(line);
        }
        if (at < tokenTo && b[at] == '<' && b[tokenTo - 1] == '>' && isSelector(at + 1, tokenTo - 1)) {
            at = tokenTo;
            skipBlanks();
            tokenTo = tokenEnd();
        }
        if (!isSelector(at, tokenTo) && !isTag(at, tokenTo) && !isVpnServer()) {
            host(line, tokenTo);
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
        return to > from && (b[to - 1] == ':' || b[to - 1] == ']') && !isIpv6(from, to);
    }

    /** The host, which is at {@code at}; some relays write an address of IPv6 in brackets, as in a URI (RFC 3986, 3.2.2). */
    private void host(SyslogLine line, int to) {
        int bracket = isBracketed(at, to) && isIpv6(at, to) ? 1 : 0;
        line.hostFrom = at + bracket;
        line.hostTo = to - bracket;
    }

    private boolean isBracketed(int from, int to) {
        return to - from > 2 && b[from] == '[' && b[to - 1] == ']';
    }

    /** An address of IPv6 (RFC 4291, 2.2, and 4007, 11) that looks like a tag: in brackets, or with zeros at its end. */
    private boolean isIpv6(int from, int to) {
        boolean bracketed = isBracketed(from, to);
        int last = bracketed ? to - 1 : to;
        if (!bracketed && (to - from < 3 || b[to - 2] != ':')) {
            return false;
        }
        int colons = 0;
        for (int i = bracketed ? from + 1 : from; i < last && b[i] != '%'; i++) {
            colons += b[i] == ':' ? 1 : 0;
            if (b[i] != ':' && b[i] != '.' && Character.digit(b[i], 16) < 0) {
                return false;
            }
        }
        return colons >= 2;
    }

    private boolean isVpnServer() {
        return Bytes.startsWith(b, at, end, VPN_SERVER);
    }

    private boolean tag(SyslogLine line) {
        int from = at;
        int i = isVpnServer() ? at + VPN_SERVER.length - 1 : at;
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
    private void rfc5424(SyslogLine line) {
        nextToken();
        int hostTo = tokenEnd();
        if (!isNil(at, hostTo)) {
            host(line, hostTo);
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
        at += markLength(b, at, end);
        line.messageFrom = at;
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
        int times = repetitions(b, at, end);
        line.repeatsPrevious = Math.max(times, 0);
        line.messageFrom = at;
        return times >= 0;
    }

    /** How often such a message says that the one before is repeated; -1 if it says nothing of the kind. */
    static int repetitions(byte[] b, int messageFrom, int messageTo) {
        int from = messageFrom;
        int to = messageTo;
        if (Bytes.startsWith(b, from, to, DASHES_BEFORE) && Bytes.endsWith(b, from, to, DASHES_AFTER)) {
            from += DASHES_BEFORE.length;
            to -= DASHES_AFTER.length;
        }
        byte[] times = Bytes.endsWith(b, from, to, TIMES) ? TIMES : TIME;
        if (!Bytes.startsWith(b, from, to, LAST_MESSAGE) || !Bytes.endsWith(b, from, to, times)) {
            return -1;
        }
        long count = Bytes.decimal(b, from + LAST_MESSAGE.length, to - times.length);
        return (int) Math.min(Math.max(count, 0), 1_000_000);
    }

    /** Whether a stamp stands at {@code from}, with or without the priority that RFC 3164 puts before it. */
    static boolean isStamp(byte[] b, int from, int to) {
        int at = from + priorityLength(b, from, to);
        return StampShape.isoLength(b, at, to) > 0
                || StampShape.bsdLength(b, at, to) > 0
                || StampShape.ctimeLength(b, at, to) > 0;
    }

    /** Of {@code <149>}, 0 where none stands. */
    private static int priorityLength(byte[] b, int at, int to) {
        int close = at < to && b[at] == '<' ? Bytes.indexOf(b, at, Math.min(to, at + 5), (byte) '>') : -1;
        return close > 0 && Bytes.decimal(b, at + 1, close) >= 0 ? close + 1 - at : 0;
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

package io.pptpdmonitor.log;

/** Tells where a stamp ends, by its form only: it may name an impossible moment. */
final class StampShape {

    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final int ISO_SECONDS = "2026-11-22T13:56:34".length();
    private static final int TIME = "13:56:34".length();

    private StampShape() {}

    /**
     * RFC 3164: {@code Nov 22 13:56:34}; the day is padded with a blank, by some senders not at all. journalctl writes
     * the month in the reader's language, and with {@code -o short-precise} a fraction. -1: it is none.
     */
    static int bsdLength(byte[] b, int from, int to) {
        int blank = Months.blank(b, from, to);
        if (blank < 0 || blank + 2 + TIME >= to) {
            return -1;
        }
        int time = timeOfBsd(b, blank);
        if (time + TIME > to || b[time - 1] != ' ' || !isTime(b, time) || Bytes.twoDigits(b, time - 3) <= 0) {
            return -1;
        }
        return Months.number(b, from, blank) < 0 ? -1 : fractionEnd(b, time + TIME, to) - from;
    }

    /** Where the time begins in a stamp whose month ends before {@code blank}. */
    static int timeOfBsd(byte[] b, int blank) {
        return Bytes.isDigit(b[blank + 2]) ? blank + 4 : blank + 3;
    }

    private static int fractionEnd(byte[] b, int from, int to) {
        int end = from;
        if (end + 1 < to && b[end] == '.' && Bytes.isDigit(b[end + 1])) {
            end++;
            while (end < to && Bytes.isDigit(b[end])) {
                end++;
            }
        }
        return end;
    }

    /** {@code Tue Oct 22 19:17:45 2019}. -1: it is none. */
    static int ctimeLength(byte[] b, int from, int to) {
        if (to - from < 24 || !isDay(b, from) || b[from + 3] != ' ') {
            return -1;
        }
        int bsd = bsdLength(b, from + 4, to);
        int year = from + 4 + bsd + 1;
        return bsd > 0 && year + 4 <= to && Bytes.decimal(b, year, year + 4) > 0 ? year + 4 - from : -1;
    }

    /**
     * RFC 3339's {@code 2026-11-22T13:56:34.123456+00:00}; short-iso has no colon in the offset, and syslog-ng on Turris
     * routers writes {@code 2026-11-22 13:56:34} without one. -1: it is none.
     */
    static int isoLength(byte[] b, int from, int to) {
        if (to - from < ISO_SECONDS
                || b[from + 4] != '-'
                || b[from + 7] != '-'
                || (b[from + 10] != 'T' && b[from + 10] != ' ')
                || !Bytes.isDigit(b[from])
                || !isTime(b, from + 11)) {
            return -1;
        }
        int blank = Bytes.indexOf(b, from + ISO_SECONDS, to, (byte) ' ');
        return (blank < 0 ? to : blank) - from;
    }

    private static boolean isTime(byte[] b, int at) {
        return b[at + 2] == ':' && b[at + 5] == ':' && Bytes.twoDigits(b, at) >= 0 && Bytes.twoDigits(b, at + 6) >= 0;
    }

    private static boolean isDay(byte[] b, int at) {
        for (int i = 0; i < 21; i += 3) {
            if (b[at] == DAYS.charAt(i) && b[at + 1] == DAYS.charAt(i + 1) && b[at + 2] == DAYS.charAt(i + 2)) {
                return true;
            }
        }
        return false;
    }
}

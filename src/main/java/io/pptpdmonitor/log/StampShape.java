package io.pptpdmonitor.log;

/** Tells where a stamp ends, by its form only: it may name an impossible moment. */
final class StampShape {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final String DAYS = "MonTueWedThuFriSatSun";

    private StampShape() {}

    /** RFC 3164: {@code Nov 22 13:56:34}; the day is padded with a blank, by some senders not at all. -1: it is none. */
    static int bsdLength(byte[] b, int from, int to) {
        if (to - from < 14 || month(b, from) < 0 || b[from + 3] != ' ') {
            return -1;
        }
        int time = Bytes.isDigit(b[from + 5]) ? from + 6 : from + 5;
        boolean fits = time + 9 <= to && b[time] == ' ' && isTime(b, time + 1);
        return fits && Bytes.twoDigits(b, time - 2) > 0 ? time + 9 - from : -1;
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

    /** Whether it begins as RFC 3339's {@code 2026-11-22T13:56:34.123456+00:00}; short-iso has no colon in the offset. */
    static boolean isIso(byte[] b, int from, int to) {
        return to - from >= 20
                && b[from + 4] == '-'
                && b[from + 7] == '-'
                && b[from + 10] == 'T'
                && Bytes.isDigit(b[from])
                && isTime(b, from + 11);
    }

    private static boolean isTime(byte[] b, int at) {
        return b[at + 2] == ':' && b[at + 5] == ':' && Bytes.twoDigits(b, at) >= 0 && Bytes.twoDigits(b, at + 6) >= 0;
    }

    /** 1 to 12, or -1. */
    static int month(byte[] b, int at) {
        for (int i = 0; i < 12; i++) {
            if (b[at] == MONTHS.charAt(3 * i)
                    && b[at + 1] == MONTHS.charAt(3 * i + 1)
                    && b[at + 2] == MONTHS.charAt(3 * i + 2)) {
                return i + 1;
            }
        }
        return -1;
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

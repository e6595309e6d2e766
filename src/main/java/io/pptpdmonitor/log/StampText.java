package io.pptpdmonitor.log;

import io.pptpdmonitor.log.SyslogLine.StampFormat;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import org.jspecify.annotations.Nullable;

/** What the text of a stamp tells by itself, without the year or the zone that others know. */
final class StampText {

    private static final int ISO_SECONDS = "2026-11-22T13:56:34".length();
    private static final int SHORTEST_ISO = ISO_SECONDS + "Z".length();
    private static final int TIME = "13:56:34".length();
    private static final int NANO_DIGITS = 9;

    private StampText() {}

    /** Whether the stamp tells its year and its offset. */
    static boolean isComplete(StampFormat format, byte[] b, int from, int to) {
        return switch (format) {
            case EPOCH_MICROS -> true;
            case ISO -> to - from >= SHORTEST_ISO && (b[to - 1] == 'Z' || isSign(b[to - 6]) || isSign(b[to - 5]));
            case BSD, CTIME -> false;
        };
    }

    private static boolean isSign(byte b) {
        return b == '+' || b == '-';
    }

    /** The parts of a stamp without a year; null if it names no possible moment. */
    static StampYears.@Nullable Sample sample(byte[] b, int from, int to, long offset) {
        LocalDateTime leap = bsd(2000, b, from, to);
        return leap == null
                ? null
                : new StampYears.Sample(
                        offset,
                        leap.getMonthValue(),
                        leap.getDayOfMonth(),
                        leap.toLocalTime().toSecondOfDay());
    }

    /** The stamp as one of that year; null if there is no such moment. */
    static @Nullable LocalDateTime bsd(int year, byte[] b, int from, int to) {
        int blank = Months.blank(b, from, to);
        int time = StampShape.timeOfBsd(b, blank);
        LocalDateTime local = local(year, Months.number(b, from, blank), Bytes.twoDigits(b, time - 3), b, time);
        return local == null ? null : local.withNano(nanos(b, time + TIME, to));
    }

    /** As ctime(3) prints it; null if it names no possible moment. */
    static @Nullable LocalDateTime ctime(byte[] b, int from, int to) {
        return bsd((int) Bytes.decimal(b, to - 4, to), b, from + 4, to - 5);
    }

    /** Date, time and fraction of a stamp as RFC 3339 has it, without its offset; null if it names no possible moment. */
    static @Nullable LocalDateTime iso(byte[] b, int from, int to) {
        int year = (int) Bytes.decimal(b, from, from + 4);
        LocalDateTime local = local(year, Bytes.twoDigits(b, from + 5), Bytes.twoDigits(b, from + 8), b, from + 11);
        return local == null || year < 0 ? null : local.withNano(nanos(b, from + ISO_SECONDS, to));
    }

    /** Where its offset begins; {@code to} if it has none. */
    static int zoneOfIso(byte[] b, int from, int to) {
        int i = from + ISO_SECONDS;
        if (i < to && (b[i] == '.' || b[i] == ',')) {
            i++;
            while (i < to && Bytes.isDigit(b[i])) {
                i++;
            }
        }
        return i;
    }

    /** The fraction of a second that begins with the point or comma at {@code from}, if one does. */
    private static int nanos(byte[] b, int from, int to) {
        boolean point = from < to && (b[from] == '.' || b[from] == ',');
        int end = from + 1;
        while (point && end < to && Bytes.isDigit(b[end])) {
            end++;
        }
        return point ? fraction(b, from + 1, end) : 0;
    }

    /** The nanoseconds of a fraction, of which the digits are here; -1 if they are none. */
    static int fraction(byte[] b, int from, int to) {
        int nanos = 0;
        for (int i = from; i < to; i++) {
            int digit = b[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            nanos = i - from < NANO_DIGITS ? 10 * nanos + digit : nanos;
        }
        for (int digits = to - from; digits < NANO_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** The offset from UTC; null if it is none. */
    static @Nullable ZoneOffset offset(byte[] b, int from, int to) {
        if (to - from == 1 && b[from] == 'Z') {
            return ZoneOffset.UTC;
        }
        int sign = b[from] == '+' ? 1 : b[from] == '-' ? -1 : 0;
        int length = to - from;
        boolean colon = length == 6 && b[from + 3] == ':';
        if (sign == 0 || (length != 5 && !colon)) {
            return null;
        }
        int hours = Bytes.twoDigits(b, from + 1);
        int minutes = Bytes.twoDigits(b, to - 2);
        boolean fits = hours >= 0 && hours < 18 && minutes >= 0 && minutes < 60;
        return fits ? ZoneOffset.ofTotalSeconds(sign * (hours * 3600 + minutes * 60)) : null;
    }

    private static @Nullable LocalDateTime local(int year, int month, int day, byte[] b, int time) {
        int hour = Bytes.twoDigits(b, time);
        int minute = Bytes.twoDigits(b, time + 3);
        int second = Bytes.twoDigits(b, time + 6);
        boolean fits = month >= 1 && month <= 12 && day >= 1 && hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
        if (!fits
                || second < 0
                || second > 60
                || day > Month.of(month).length(IsoChronology.INSTANCE.isLeapYear(year))) {
            return null;
        }
        // java.time has no leap seconds.
        return LocalDateTime.of(year, month, day, hour, minute, Math.min(second, 59));
    }
}

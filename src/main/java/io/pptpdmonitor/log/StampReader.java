package io.pptpdmonitor.log;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads stamps. Those without a zone are taken in the zone given; those without a year get the latest year in which
 * they are not after the limit (for a file: its modification time plus one day).
 *
 * <p>An hour that comes twice at the end of summer time is resolved by the stamps before: a stamp that would lie more
 * than a minute before the last one belongs to the second pass. Keeps the last stamp, as most lines repeat it. Not
 * thread-safe.
 */
final class StampReader {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final int BACKWARD_TOLERANCE_SECONDS = 60;

    private final ZoneId zone;
    private Instant limit = Instant.MAX;
    private byte[] lastBytes = new byte[0];
    private @Nullable OffsetDateTime last;

    StampReader(ZoneId zone) {
        this.zone = zone;
    }

    /** No yearless stamp read from now on lies after {@code limit}. */
    void limit(Instant newLimit) {
        if (!newLimit.equals(limit)) {
            limit = newLimit;
            lastBytes = new byte[0];
        }
    }

    /** The line's stamp; null where it names no possible moment, such as hour 25. */
    @Nullable OffsetDateTime read(SyslogLine line) {
        int length = line.stampTo - line.stampFrom;
        if (length == lastBytes.length && Bytes.startsWith(line.bytes, line.stampFrom, line.stampTo, lastBytes)) {
            return last;
        }
        OffsetDateTime stamp = parse(line);
        if (stamp != null) {
            last = stamp;
            lastBytes = java.util.Arrays.copyOfRange(line.bytes, line.stampFrom, line.stampTo);
        }
        return stamp;
    }

    private @Nullable OffsetDateTime parse(SyslogLine line) {
        return switch (line.stampFormat) {
            case BSD -> bsd(line.bytes, line.stampFrom, line.stampTo);
            case ISO -> iso(line.bytes, line.stampFrom, line.stampTo);
            case CTIME -> ctime(line.bytes, line.stampFrom, line.stampTo);
            case EPOCH_MICROS -> epochMicros(line.bytes, line.stampFrom, line.stampTo);
        };
    }

    // RFC 3164: "Nov 22 13:56:34"; the day is padded with a blank, by some senders not at all.

    static int bsdLength(byte[] b, int from, int to) {
        if (to - from < 14 || month(b, from) < 0 || b[from + 3] != ' ') {
            return -1;
        }
        int time = Bytes.isDigit(b[from + 5]) ? from + 6 : from + 5;
        boolean fits = time + 9 <= to && b[time] == ' ' && isTime(b, time + 1);
        return fits && Bytes.twoDigits(b, time - 2) > 0 ? time + 9 - from : -1;
    }

    private @Nullable OffsetDateTime bsd(byte[] b, int from, int to) {
        LocalDateTime newest = LocalDateTime.ofInstant(limit.isBefore(Instant.MAX) ? limit : Instant.EPOCH, zone);
        for (int year = newest.getYear(); year > newest.getYear() - 9; year--) {
            LocalDateTime local = local(year, month(b, from), Bytes.twoDigits(b, to - 11), b, to - 8);
            if (local != null && !local.isAfter(newest)) {
                return zoned(local);
            }
        }
        return null;
    }

    // ctime: "Tue Oct 22 19:17:45 2019"

    static int ctimeLength(byte[] b, int from, int to) {
        if (to - from < 24 || !isDay(b, from) || b[from + 3] != ' ') {
            return -1;
        }
        int bsd = bsdLength(b, from + 4, to);
        int year = from + 4 + bsd + 1;
        return bsd > 0 && year + 4 <= to && Bytes.decimal(b, year, year + 4) > 0 ? year + 4 - from : -1;
    }

    private @Nullable OffsetDateTime ctime(byte[] b, int from, int to) {
        int year = (int) Bytes.decimal(b, to - 4, to);
        LocalDateTime local = local(year, month(b, from + 4), Bytes.twoDigits(b, to - 16), b, to - 13);
        return local == null ? null : zoned(local);
    }

    // RFC 3339: "2026-11-22T13:56:34.123456+00:00"; journalctl's short-iso has no colon in the offset.

    static boolean isIso(byte[] b, int from, int to) {
        return to - from >= 20
                && b[from + 4] == '-'
                && b[from + 7] == '-'
                && b[from + 10] == 'T'
                && Bytes.isDigit(b[from])
                && isTime(b, from + 11);
    }

    private @Nullable OffsetDateTime iso(byte[] b, int from, int to) {
        int year = (int) Bytes.decimal(b, from, from + 4);
        LocalDateTime local = local(year, Bytes.twoDigits(b, from + 5), Bytes.twoDigits(b, from + 8), b, from + 11);
        if (local == null || year < 0) {
            return null;
        }
        int i = from + 19;
        if (i < to && (b[i] == '.' || b[i] == ',')) {
            int nanos = 0;
            int scale = 100_000_000;
            for (i++; i < to && Bytes.isDigit(b[i]); i++) {
                nanos += (b[i] - '0') * scale;
                scale /= 10;
            }
            local = local.withNano(nanos);
        }
        if (i == to) {
            return zoned(local);
        }
        ZoneOffset offset = offset(b, i, to);
        return offset == null ? null : local.atOffset(offset);
    }

    private static @Nullable ZoneOffset offset(byte[] b, int from, int to) {
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

    private @Nullable OffsetDateTime epochMicros(byte[] b, int from, int to) {
        long micros = Bytes.decimal(b, from, to);
        if (micros < 0 || micros > 253_402_300_799_999_999L) {
            return null;
        }
        Instant instant = Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
        return OffsetDateTime.ofInstant(instant, zone);
    }

    /** The local time in the zone; of an hour that comes twice, the pass that fits the stamps before. */
    private OffsetDateTime zoned(LocalDateTime local) {
        ZoneRules rules = zone.getRules();
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (offsets.isEmpty()) {
            // In the hour that summer time skips: the clock had not been put forward yet.
            return local.atOffset(rules.getTransition(local).getOffsetBefore());
        }
        OffsetDateTime first = local.atOffset(offsets.get(0));
        OffsetDateTime before = last;
        boolean secondPass =
                offsets.size() > 1 && before != null && first.isBefore(before.minusSeconds(BACKWARD_TOLERANCE_SECONDS));
        return secondPass ? local.atOffset(offsets.get(1)) : first;
    }

    private static @Nullable LocalDateTime local(int year, int month, int day, byte[] b, int time) {
        int hour = Bytes.twoDigits(b, time);
        int minute = Bytes.twoDigits(b, time + 3);
        int second = Math.min(59, Bytes.twoDigits(b, time + 6));
        boolean fits = month >= 1 && month <= 12 && day >= 1 && hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
        if (!fits || second < 0 || day > java.time.Month.of(month).length(Year.isLeap(year))) {
            return null;
        }
        return LocalDateTime.of(year, month, day, hour, minute, second);
    }

    private static boolean isTime(byte[] b, int at) {
        return b[at + 2] == ':' && b[at + 5] == ':' && Bytes.twoDigits(b, at) >= 0 && Bytes.twoDigits(b, at + 6) >= 0;
    }

    private static int month(byte[] b, int at) {
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

package io.pptpdmonitor.log;

import io.pptpdmonitor.log.SyslogLine.StampFormat;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.Duration;
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

    private static final int BACKWARD_TOLERANCE_SECONDS = 60;

    /** A stamp may lie this much after the file's modification time: clocks are set, files are copied. */
    private static final Duration STAMP_AFTER_MODIFIED = Duration.ofDays(1);

    private static final int SHORTEST_ISO = "2026-11-22T13:56:34Z".length();
    private static final Instant LATEST = Instant.parse("9999-12-30T00:00:00Z");
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private final ZoneId zone;
    private Instant limit = LATEST;
    private byte[] lastBytes = new byte[0];
    private @Nullable OffsetDateTime last;
    private final byte[] noted = new byte[40];
    private int notedLength;
    private StampFormat notedFormat = StampFormat.ISO;
    private @Nullable OffsetDateTime latest;

    StampReader(ZoneId zone) {
        this.zone = zone;
    }

    /** The file that is read from now on was last written to at this moment. */
    void modified(Instant time) {
        Instant sane = time.isAfter(LATEST) ? LATEST : time.isBefore(EARLIEST) ? EARLIEST : time;
        Instant newLimit = sane.plus(STAMP_AFTER_MODIFIED);
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
        OffsetDateTime stamp = parse(line.stampFormat, line.bytes, line.stampFrom, line.stampTo);
        if (stamp != null) {
            last = stamp;
            lastBytes = java.util.Arrays.copyOfRange(line.bytes, line.stampFrom, line.stampTo);
        }
        return stamp;
    }

    /**
     * Keeps the line's stamp for {@link #latest}. Most lines are of no consequence and have a stamp of their own: one
     * that needs neither the year nor the stamps before is not read until it is asked for.
     */
    void note(SyslogLine line) {
        int length = line.stampTo - line.stampFrom;
        if (length <= noted.length && isComplete(line)) {
            System.arraycopy(line.bytes, line.stampFrom, noted, 0, length);
            notedLength = length;
            notedFormat = line.stampFormat;
        } else {
            OffsetDateTime stamp = read(line);
            latest = stamp == null ? latest : stamp;
            notedLength = 0;
        }
    }

    /** The last stamp that was noted, or null. */
    @Nullable OffsetDateTime latest() {
        if (notedLength > 0) {
            OffsetDateTime stamp = parse(notedFormat, noted, 0, notedLength);
            latest = stamp == null ? latest : stamp;
            notedLength = 0;
        }
        return latest;
    }

    /** Whether the stamp tells its year and its offset. */
    private static boolean isComplete(SyslogLine line) {
        int to = line.stampTo;
        return switch (line.stampFormat) {
            case EPOCH_MICROS -> true;
            case ISO ->
                to - line.stampFrom >= SHORTEST_ISO
                        && (line.bytes[to - 1] == 'Z' || isSign(line.bytes[to - 6]) || isSign(line.bytes[to - 5]));
            case BSD, CTIME -> false;
        };
    }

    private static boolean isSign(byte b) {
        return b == '+' || b == '-';
    }

    private @Nullable OffsetDateTime parse(StampFormat format, byte[] b, int from, int to) {
        return switch (format) {
            case BSD -> bsd(b, from, to);
            case ISO -> iso(b, from, to);
            case CTIME -> ctime(b, from, to);
            case EPOCH_MICROS -> epochMicros(b, from, to);
        };
    }

    private @Nullable OffsetDateTime bsd(byte[] b, int from, int to) {
        LocalDateTime newest = LocalDateTime.ofInstant(limit, zone);
        for (int year = newest.getYear(); year > newest.getYear() - 9; year--) {
            LocalDateTime local = local(year, StampShape.month(b, from), Bytes.twoDigits(b, to - 11), b, to - 8);
            if (local != null && !local.isAfter(newest)) {
                return zoned(local);
            }
        }
        return null;
    }

    private @Nullable OffsetDateTime ctime(byte[] b, int from, int to) {
        int year = (int) Bytes.decimal(b, to - 4, to);
        LocalDateTime local = local(year, StampShape.month(b, from + 4), Bytes.twoDigits(b, to - 16), b, to - 13);
        return local == null ? null : zoned(local);
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
        int second = Bytes.twoDigits(b, time + 6);
        boolean fits = month >= 1 && month <= 12 && day >= 1 && hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
        if (!fits
                || second < 0
                || second > 60
                || day > java.time.Month.of(month).length(Year.isLeap(year))) {
            return null;
        }
        // java.time has no leap seconds.
        return LocalDateTime.of(year, month, day, hour, minute, Math.min(second, 59));
    }

    /** Keeps the stamps that those to come are read by. */
    void save(StateOutput out) {
        out.time(last).time(latest());
    }

    void resume(StateInput in) throws DamagedStateException {
        last = in.time();
        latest = in.time();
        lastBytes = new byte[0];
        notedLength = 0;
    }
}

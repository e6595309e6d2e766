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
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads stamps. Those without a zone are taken in the zone given; those without a year get the latest year in which
 * they are not after the limit (for a file: its modification time plus one day), nor after the lines that follow, where
 * {@link StampYears} has dated some of these.
 *
 * <p>An hour that comes twice at the end of summer time is resolved by the stamps before: a stamp that would lie more
 * than a minute before the last one belongs to the second pass. Keeps the last stamp, as most lines repeat it. Not
 * thread-safe.
 */
final class StampReader {

    private static final int BACKWARD_TOLERANCE_SECONDS = 60;

    /** A stamp may lie this much after the file's modification time: clocks are set, files are copied. */
    private static final Duration STAMP_AFTER_MODIFIED = Duration.ofDays(1);

    private static final int OLD_RATHER_THAN_NEW = 3;
    private static final int ISO_SECONDS = "2026-11-22T13:56:34".length();
    private static final int SHORTEST_ISO = ISO_SECONDS + "Z".length();
    private static final int SECONDS = "34".length();
    private static final int TIME = "13:56:34".length();
    private static final Instant LATEST = Instant.parse("9999-12-30T00:00:00Z");
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private final ZoneId zone;
    private Instant limit = LATEST;
    private StampBounds bounds = StampBounds.NONE;
    private byte[] lastBytes = new byte[0];
    private @Nullable OffsetDateTime last;
    private final byte[] noted = new byte[40];
    private int notedLength;
    private StampFormat notedFormat = StampFormat.ISO;
    /** The noted stamp was not read yet, and came behind {@link #last}. */
    private boolean notedIsLater;

    private @Nullable OffsetDateTime latest;
    /** A stamp was read that names two moments, so that the ones before told which. */
    private boolean doubled;

    StampReader(ZoneId zone) {
        this.zone = zone;
    }

    /** Reads stamps of the same file as the other one does. */
    void limitedAs(StampReader other) {
        limit = other.limit;
    }

    /** Becomes as new, with the limit that it has. */
    void forget() {
        bounds = StampBounds.NONE;
        lastBytes = new byte[0];
        last = null;
        latest = null;
        doubled = false;
        forgetNoted();
    }

    /** Whether what was read depends on the stamps before. */
    boolean neededThoseBefore() {
        return doubled;
    }

    /** Goes on behind what the other one has read, which needed none of the stamps before. */
    void takeOver(StampReader ahead) {
        settle();
        ahead.settle();
        latest = ahead.latest == null ? latest : ahead.latest;
        last = ahead.last == null ? last : ahead.last;
        lastBytes = new byte[0];
    }

    /** The file that is read from now on was last written to at this moment. */
    void modified(Instant time) {
        Instant newLimit = sane(time).plus(STAMP_AFTER_MODIFIED);
        if (!newLimit.equals(limit)) {
            settle();
            limit = newLimit;
            lastBytes = new byte[0];
        }
    }

    /** A file's time can be anything; the nearest one that stamps can have. */
    static Instant sane(Instant time) {
        return time.isAfter(LATEST) ? LATEST : time.isBefore(EARLIEST) ? EARLIEST : time;
    }

    /** The lines that are read from now on stand between these moments. */
    void bounds(StampBounds now) {
        if (!now.isAs(bounds)) {
            settle();
            bounds = now;
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
            lastBytes = Arrays.copyOfRange(line.bytes, line.stampFrom, line.stampTo);
            notedIsLater = false;
        }
        return stamp;
    }

    /**
     * Keeps the line's stamp for {@link #latest}. Most lines are of no consequence: a stamp that needs neither the year
     * nor the stamps before, or is of the minute of the last one, is not read until it is asked for.
     */
    void note(SyslogLine line) {
        int length = line.stampTo - line.stampFrom;
        if (length <= noted.length
                && (isComplete(line.stampFormat, line.bytes, line.stampFrom, line.stampTo) || isOfLastMinute(line))) {
            System.arraycopy(line.bytes, line.stampFrom, noted, 0, length);
            notedLength = length;
            notedFormat = line.stampFormat;
            notedIsLater = line.stampFormat == StampFormat.BSD;
        } else {
            OffsetDateTime stamp = read(line);
            latest = stamp == null ? latest : stamp;
            forgetNoted();
        }
    }

    /** The last stamp that was noted, or null. */
    @Nullable OffsetDateTime latest() {
        settle();
        return latest;
    }

    private boolean isOfLastMinute(SyslogLine line) {
        int to = line.stampTo - SECONDS;
        int length = to - line.stampFrom;
        return line.stampFormat == StampFormat.BSD
                && length == lastBytes.length - SECONDS
                && line.bytes[to] <= '5'
                && Arrays.equals(line.bytes, line.stampFrom, to, lastBytes, 0, length);
    }

    /** Reads what was noted. */
    private void settle() {
        if (notedLength > 0) {
            int length = notedLength;
            boolean later = notedIsLater;
            forgetNoted();
            OffsetDateTime stamp = parse(notedFormat, noted, 0, length);
            latest = stamp == null ? latest : stamp;
            if (stamp != null && later) {
                last = stamp;
                lastBytes = Arrays.copyOf(noted, length);
            }
        }
    }

    private void forgetNoted() {
        notedLength = 0;
        notedIsLater = false;
    }

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
        LocalDateTime next = bounds.before();
        LocalDateTime most = next == null ? newest : earlier(next.plusDays(1), newest);
        LocalDateTime local = null;
        int year = most.getYear();
        for (; year > most.getYear() - 9 && local == null; year--) {
            LocalDateTime inYear = bsd(year, b, from, to);
            local = inYear == null || inYear.isAfter(most) ? null : inYear;
        }
        if (local == null) {
            return null;
        }
        LocalDateTime later = bsd(local.getYear() + 1, b, from, to);
        return zoned(later != null && !later.isAfter(newest) && isNearer(later, local) ? later : local);
    }

    private static LocalDateTime earlier(LocalDateTime some, LocalDateTime other) {
        return some.isBefore(other) ? some : other;
    }

    /** A line that is out of its place is an old one rather than one from the future. */
    private boolean isNearer(LocalDateTime later, LocalDateTime local) {
        LocalDateTime before = bounds.after();
        LocalDateTime next = bounds.before();
        if (before == null || next == null || !local.isBefore(before.minusDays(1))) {
            return false;
        }
        Duration tooEarly = Duration.between(local, before);
        return Duration.between(next, later).multipliedBy(OLD_RATHER_THAN_NEW).compareTo(tooEarly) < 0;
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
    private static @Nullable LocalDateTime bsd(int year, byte[] b, int from, int to) {
        int blank = Months.blank(b, from, to);
        int time = StampShape.timeOfBsd(b, blank);
        LocalDateTime local = local(year, Months.number(b, from, blank), Bytes.twoDigits(b, time - 3), b, time);
        return local == null ? null : local.withNano(nanos(b, time + TIME, to));
    }

    private @Nullable OffsetDateTime ctime(byte[] b, int from, int to) {
        LocalDateTime local = bsd((int) Bytes.decimal(b, to - 4, to), b, from + 4, to - 5);
        return local == null ? null : zoned(local);
    }

    private @Nullable OffsetDateTime iso(byte[] b, int from, int to) {
        int year = (int) Bytes.decimal(b, from, from + 4);
        LocalDateTime local = local(year, Bytes.twoDigits(b, from + 5), Bytes.twoDigits(b, from + 8), b, from + 11);
        if (local == null || year < 0) {
            return null;
        }
        int i = from + ISO_SECONDS;
        local = local.withNano(nanos(b, i, to));
        if (i < to && (b[i] == '.' || b[i] == ',')) {
            i++;
            while (i < to && Bytes.isDigit(b[i])) {
                i++;
            }
        }
        if (i == to) {
            return zoned(local);
        }
        ZoneOffset offset = offset(b, i, to);
        return offset == null ? null : local.atOffset(offset);
    }

    /** The fraction of a second that begins with the point or comma at {@code from}, if one does. */
    private static int nanos(byte[] b, int from, int to) {
        int nanos = 0;
        int scale = 100_000_000;
        if (from < to && (b[from] == '.' || b[from] == ',')) {
            for (int i = from + 1; i < to && Bytes.isDigit(b[i]); i++) {
                nanos += (b[i] - '0') * scale;
                scale /= 10;
            }
        }
        return nanos;
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
        doubled |= offsets.size() > 1;
        OffsetDateTime first = local.atOffset(offsets.get(0));
        if (notedIsLater && offsets.size() > 1) {
            settle();
        }
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
        forgetNoted();
    }
}

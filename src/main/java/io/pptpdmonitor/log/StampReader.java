package io.pptpdmonitor.log;

import io.pptpdmonitor.log.SyslogLine.StampFormat;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
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

    /** A stamp may lie this much after the file's modification time: clocks are set, files are copied. */
    private static final Duration STAMP_AFTER_MODIFIED = Duration.ofDays(1);

    private static final int OLD_RATHER_THAN_NEW = 3;
    private static final int SECONDS = "34".length();
    private static final int LAST_SECOND = 59;
    private static final int ISO_MINUTE = "2026-11-22T13:56:".length();
    private static final Instant LATEST = midnight(9999, 12, 30);
    private static final Instant EARLIEST = midnight(1900, 1, 1);

    private final ZoneId zone;
    private final LocalClock clock;
    private Instant limit = LATEST;
    private StampBounds bounds = StampBounds.NONE;
    private byte[] lastBytes = new byte[0];
    private @Nullable OffsetDateTime last;
    /** Where the seconds of {@link #lastBytes} begin, if any others of that minute only would be read the same way; else 0. */
    private int lastMinute;
    /** Where the offset of {@link #lastBytes} begins, or they end. */
    private int lastZone;
    /** The same of the stamp that was parsed last. */
    private int minute;
    /** What {@link #last} may mean as well; null where its hour comes once. */
    private @Nullable OffsetDateTime lastOther;
    /** The same of the stamp that was parsed last. */
    private @Nullable OffsetDateTime other;

    private final byte[] noted = new byte[40];
    private int notedLength;
    private StampFormat notedFormat = StampFormat.ISO;
    /** The noted stamp was not read yet, and came behind {@link #last}. */
    private boolean notedIsLater;

    private @Nullable OffsetDateTime latest;
    /** A stamp was read that names two moments, so that the ones before told which. */
    private boolean doubled;

    /** Without a formatter, which would be a fiftieth of a check. */
    private static Instant midnight(int year, int month, int day) {
        return LocalDate.of(year, month, day).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    StampReader(ZoneId zone) {
        this.zone = zone;
        this.clock = new LocalClock(zone);
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
        OffsetDateTime stamp = ofLastMinute(line);
        if (stamp != null) {
            System.arraycopy(line.bytes, line.stampFrom, lastBytes, 0, length);
        } else {
            stamp = parse(line.stampFormat, line.bytes, line.stampFrom, line.stampTo);
            if (stamp == null) {
                return null;
            }
            lastBytes = Arrays.copyOfRange(line.bytes, line.stampFrom, line.stampTo);
            lastZone = line.stampFormat == StampFormat.ISO ? StampText.zoneOfIso(lastBytes, 0, length) : length;
            lastMinute = minute;
            lastOther = other;
        }
        last = stamp;
        notedIsLater = false;
        return stamp;
    }

    /** The stamp, if it differs from the last one in seconds and their fraction alone; null if it does not, or may not. */
    private @Nullable OffsetDateTime ofLastMinute(SyslogLine line) {
        OffsetDateTime before = last;
        int seconds = lastMinute;
        int length = line.stampTo - line.stampFrom;
        if (seconds == 0 || before == null || length != lastBytes.length) {
            return null;
        }
        byte[] b = line.bytes;
        int from = line.stampFrom;
        if (!Bytes.same(b, from, lastBytes, 0, seconds)) {
            return null;
        }
        int second = Bytes.twoDigits(b, from + seconds);
        int behind = seconds + SECONDS;
        int zone = lastZone;
        int nanos = 0;
        if (zone > behind) {
            nanos = b[from + behind] == lastBytes[behind] ? StampText.fraction(b, from + behind + 1, from + zone) : -1;
        }
        if (second < 0 || second > 59 || nanos < 0 || !Bytes.same(b, from + zone, lastBytes, zone, length - zone)) {
            return null;
        }
        LocalTime time = LocalTime.of(before.getHour(), before.getMinute(), second, nanos);
        return OffsetDateTime.of(before.toLocalDate(), time, before.getOffset());
    }

    /**
     * Keeps the line's stamp for {@link #latest}. Most lines are of no consequence: a stamp that needs neither the year
     * nor the stamps before, or is of the minute of the last one, is not read until it is asked for.
     */
    void note(SyslogLine line) {
        int length = line.stampTo - line.stampFrom;
        if (length <= noted.length
                && (StampText.isComplete(line.stampFormat, line.bytes, line.stampFrom, line.stampTo)
                        || isOfLastMinute(line))) {
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

    /** As {@link #read}, and keeps it as {@link #note} does. */
    @Nullable OffsetDateTime readAndNote(SyslogLine line) {
        OffsetDateTime stamp = read(line);
        if (stamp != null) {
            latest = stamp;
            forgetNoted();
        }
        return stamp;
    }

    /** The moment that the stamp which was read last names as well, in an hour that comes twice; null if there is none. */
    @Nullable OffsetDateTime other() {
        return lastOther;
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
                lastZone = length; // No other notation than that without an offset comes behind another one.
                lastMinute = minute;
                lastOther = other;
            }
        }
    }

    private void forgetNoted() {
        notedLength = 0;
        notedIsLater = false;
    }

    private @Nullable OffsetDateTime parse(StampFormat format, byte[] b, int from, int to) {
        minute = 0;
        other = null;
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
            LocalDateTime inYear = StampText.bsd(year, b, from, to);
            local = inYear == null || inYear.isAfter(most) ? null : inYear;
        }
        if (local == null) {
            return null;
        }
        LocalDateTime later = StampText.bsd(local.getYear() + 1, b, from, to);
        if (later != null && !later.withSecond(0).isAfter(newest)) {
            return zoned(!later.isAfter(newest) && isNearer(later, local) ? later : local);
        }
        LocalDateTime end = local.withSecond(LAST_SECOND);
        boolean whole = end.isBefore(most) && b[to - SECONDS - 1] == ':' && clock.isOneOffset(local.withSecond(0), end);
        OffsetDateTime stamp = zoned(local);
        minute = whole ? to - SECONDS - from : 0;
        return stamp;
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

    private @Nullable OffsetDateTime ctime(byte[] b, int from, int to) {
        LocalDateTime local = StampText.ctime(b, from, to);
        return local == null ? null : zoned(local);
    }

    private @Nullable OffsetDateTime iso(byte[] b, int from, int to) {
        LocalDateTime local = StampText.iso(b, from, to);
        int zoneFrom = StampText.zoneOfIso(b, from, to);
        if (local == null || zoneFrom == to) {
            return local == null ? null : zoned(local);
        }
        ZoneOffset offset = StampText.offset(b, zoneFrom, to);
        minute = offset == null ? 0 : ISO_MINUTE;
        return offset == null ? null : local.atOffset(offset);
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
        boolean twice = clock.comesTwice(local);
        doubled |= twice;
        if (twice && notedIsLater) {
            settle();
        }
        OffsetDateTime stamp = clock.moment(local, last);
        other = twice ? clock.otherPass(stamp) : null;
        return stamp;
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

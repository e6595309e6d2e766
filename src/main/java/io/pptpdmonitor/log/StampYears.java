package io.pptpdmonitor.log;

import io.pptpdmonitor.log.SyslogLine.StampFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Between which moments the lines of one file stand, where their stamps do not tell the year: a log of a small server may
 * hold several, and who reads it from its begin cannot know how many New Years follow. So some hundred lines are looked
 * at first, and dated from the end backwards; a file whose stamps tell their year is left after the first of them.
 */
public final class StampYears {

    /** Reads what stands at a position, as a file channel does; -1 at the end. */
    @FunctionalInterface
    public interface Source {
        int read(ByteBuffer space, long position) throws IOException;
    }

    /** Smaller files are looked at line by line. */
    private static final int WHOLE = 1 << 20;

    private static final long NEAR = Duration.ofDays(7).toSeconds();
    private static final int BLOCK = 4096;
    /** Mostly holds the begin of a line. */
    private static final int NEAR_BLOCK = 512;

    private static final int LOOKS = 512;

    private static final StampYears UNKNOWN = new StampYears(new long[0], List.of());

    private final long[] offsets;
    private final List<LocalDateTime> times;
    /** The same, of whatever zone. */
    private final long[] seconds;

    private StampYears(long[] offsets, List<LocalDateTime> times) {
        this.offsets = offsets;
        this.times = times;
        seconds = new long[times.size()];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = times.get(i).toEpochSecond(ZoneOffset.UTC);
        }
    }

    /** Of a file of which nothing is known but when it was written. */
    public static StampYears unknown() {
        return UNKNOWN;
    }

    /**
     * Looks at a file.
     *
     * @param from where reading begins
     * @param size where the file ends
     * @param modified when it was last written
     * @param zone of the stamps
     */
    public static StampYears of(Source file, long from, long size, Instant modified, ZoneId zone) throws IOException {
        StampYears.Look look = new StampYears.Look(file);
        if (!look.isYearless(from, size)) {
            return UNKNOWN;
        }
        if (size - from <= WHOLE) {
            look.lines(from, (int) (size - from), Integer.MAX_VALUE);
        } else {
            look.some(from, size);
        }
        return YearChain.date(look.samples, size, modified, zone);
    }

    /** Looks at a stream that is as long as the file, by reading all of it where its stamps tell no year. */
    public static StampYears of(InputStream file, Instant modified, ZoneId zone) throws IOException {
        StampYears.Look look = new StampYears.Look((space, position) -> -1);
        look.all(file);
        return look.yearTold || look.samples.isEmpty()
                ? UNKNOWN
                : YearChain.date(look.samples, Long.MAX_VALUE, modified, zone);
    }

    /** Whatever stands before the file's end was written before the last of the times, or soon after. */
    static StampYears of(List<Sample> dated, List<LocalDateTime> times, long size) {
        long[] offsets = new long[dated.size() + 1];
        for (int i = 0; i < dated.size(); i++) {
            offsets[i] = dated.get(i).offset();
        }
        offsets[dated.size()] = size;
        List<LocalDateTime> all = new ArrayList<>(times);
        all.add(times.get(times.size() - 1));
        return new StampYears(offsets, List.copyOf(all));
    }

    /** Between which moments the lines that begin in this range were written. */
    public StampBounds bounds(long from, long to) {
        int after = firstAt(to);
        int before = firstAt(from + 1) - 1;
        return new StampBounds(
                before < 0 ? null : times.get(before), after == offsets.length ? null : times.get(after));
    }

    /**
     * How far from {@code from} the lines lie within few days, so that {@link #bounds} tells their years.
     *
     * @return the begin of a line, or {@link Long#MAX_VALUE} where nothing more is known
     */
    public long until(long from) {
        int next = firstAt(from + 1);
        if (next == offsets.length) {
            return Long.MAX_VALUE;
        }
        long first = seconds[Math.max(0, next - 1)];
        while (next + 1 < offsets.length && Math.abs(seconds[next + 1] - first) <= NEAR) {
            next++;
        }
        return offsets[next];
    }

    private int firstAt(long offset) {
        int low = 0;
        int high = offsets.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (offsets[middle] < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The stamp of a line, and where that begins. */
    record Sample(long offset, int month, int day, int secondOfDay) {

        private static final int DAY = 86_400;

        /** Of a year that has a 29 February. */
        long secondOfYear() {
            return (LocalDateTime.of(2000, month, day, 0, 0).getDayOfYear() - 1L) * DAY + secondOfDay;
        }

        /** Its moment in that year; 28 February stands for a day that the year lacks. */
        LocalDateTime in(int year) {
            int last = Month.of(month).length(IsoChronology.INSTANCE.isLeapYear(year));
            return LocalDateTime.of(year, month, Math.min(day, last), 0, 0).plusSeconds(secondOfDay);
        }

        boolean isLeapDay() {
            return month == 2 && day == 29;
        }
    }

    /** A walk through the file. */
    private static final class Look {

        /** Stamps nearer to each other than this tell nothing new. */
        private static final int NOTHING_NEW = 6 * 3600;

        /** So much of a line holds its stamp, as nearly all are written. */
        private static final int STAMP = 40;
        /** The same of the hour, as RFC 3164 has it. */
        private static final int HOUR = "Nov 22 13".length();

        private final Source file;
        /** A direct one is read into without a copy between. */
        private final ByteBuffer near = ByteBuffer.allocateDirect(NEAR_BLOCK);

        private final byte[] block = new byte[NEAR_BLOCK];
        /** How the line of the last look begins, of which a sample was taken or would have told nothing new. */
        private byte @Nullable [] hour;

        private final SyslogHeader header = new SyslogHeader();
        private final SyslogLine line = new SyslogLine();
        private final List<Sample> samples = new ArrayList<>();
        private boolean yearTold;

        Look(Source file) {
            this.file = file;
        }

        /** Whether the first line that has a stamp does not tell its year. */
        boolean isYearless(long from, long size) throws IOException {
            lines(from, (int) Math.min(16L * BLOCK, size - from), 1);
            return !yearTold && !samples.isEmpty();
        }

        /** The begin closely, as an old past takes little room there; then in even steps, and the end. */
        void some(long from, long size) throws IOException {
            long step = Math.max(16L * BLOCK, (size - from) / LOOKS);
            for (long near = BLOCK; near < step; near *= 2) {
                look(from + near);
            }
            for (long at = from + step; at < size - BLOCK; at += step) {
                look(at);
            }
            lines(size - BLOCK, BLOCK, Integer.MAX_VALUE);
        }

        /** All of what can be read but once: every line at first, then one of each block. */
        void all(InputStream in) throws IOException {
            byte[] block = in.readNBytes(16 * BLOCK);
            long at = 0;
            while (block.length > 0 && !yearTold) {
                lines(block, at, at < WHOLE ? Integer.MAX_VALUE : 1);
                at += block.length;
                block = in.readNBytes(16 * BLOCK);
            }
        }

        /**
         * Takes the first sample behind {@code from}: mostly it is near, and no end of its line need be known, nor more of it
         * where it is of the hour of the look before.
         */
        private void look(long from) throws IOException {
            near.clear();
            int count = file.read(near, from);
            near.get(0, block, 0, Math.max(0, count));
            int begin = newline(block, 0, count) + 1;
            int end = begin + STAMP;
            if (end <= count && isOfHour(begin)) {
                return;
            }
            boolean whole = end <= count && newline(block, begin, end) == end;
            if (!whole || !sample(block, begin, end, from + begin)) {
                hour = null;
                lines(from, BLOCK, 1);
            } else {
                hour = java.util.Arrays.copyOfRange(block, begin, begin + HOUR);
            }
        }

        private boolean isOfHour(int begin) {
            byte[] known = hour;
            for (int i = 0; known != null && i < HOUR; i++) {
                if (block[begin + i] != known[i]) {
                    return false;
                }
            }
            return known != null;
        }

        /** Takes samples of the lines that begin in the range, behind its first newline if it does not begin the file. */
        void lines(long from, int length, int most) throws IOException {
            lines(read(from, length), from, most);
        }

        private void lines(byte[] b, long from, int most) {
            int at = from == 0 || samples.isEmpty() ? 0 : newline(b, 0, b.length) + 1;
            int taken = 0;
            while (at < b.length && taken < most) {
                int end = newline(b, at, b.length);
                taken += sample(b, at, end, from + at) ? 1 : 0;
                at = end + 1;
            }
        }

        /**
         * The first newline from {@code at} on, or {@code to}. Byte by byte, as this is over before anything is
         * compiled: words take the interpreter ten times as long.
         */
        private static int newline(byte[] b, int at, int to) {
            int end = at;
            while (end < to && b[end] != '\n') {
                end++;
            }
            return end;
        }

        private byte[] read(long from, int length) throws IOException {
            ByteBuffer space = ByteBuffer.allocate(length);
            while (space.hasRemaining() && file.read(space, from + space.position()) > 0) {
                // Until it is full.
            }
            return java.util.Arrays.copyOf(space.array(), space.position());
        }

        private boolean sample(byte[] b, int from, int to, long offset) {
            boolean known = from < to && b[from] != '{' && header.stamp(b, from, to, line);
            if (!known) {
                yearTold |= from < to && b[from] == '{' && samples.isEmpty();
                return yearTold;
            }
            if (line.stampFormat != StampFormat.BSD) {
                yearTold |= samples.isEmpty();
                return yearTold;
            }
            Sample sample = StampText.sample(b, line.stampFrom, line.stampTo, offset);
            if (sample == null) {
                return false;
            }
            if (samples.isEmpty() || isFar(samples.get(samples.size() - 1), sample)) {
                samples.add(sample);
            }
            return true;
        }

        private static boolean isFar(Sample before, Sample next) {
            return Math.abs(next.secondOfYear() - before.secondOfYear()) >= NOTHING_NEW;
        }
    }
}

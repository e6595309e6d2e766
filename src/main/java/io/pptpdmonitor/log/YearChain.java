package io.pptpdmonitor.log;

import io.pptpdmonitor.log.StampYears.Sample;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.chrono.IsoChronology;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Dates the stamps of one file from its last writing backwards. A jump back is a new year where it is larger than six
 * months, and a smaller one a clock that was set. A few old lines among new ones date nothing.
 */
final class YearChain {

    private static final long DAY = 86_400;
    private static final long YEAR = 366 * DAY;
    /** Where more lies between two stamps, the earlier one may be out of place. */
    private static final long GAP = 30 * DAY;
    /** Lines that are out of place stand between two that are as near as this. */
    private static final long BACK_AGAIN = 7 * DAY;

    private static final int MOST_STRAY = 64;
    /** At the file's end, of which the time of its last writing alone tells: copies are written later than lines. */
    private static final int MOST_STRAY_LAST = 1;

    private final List<Sample> samples;
    private final LocalDateTime limit;
    private final int lastYear;
    private final List<Sample> dated = new ArrayList<>();
    private final List<Integer> years = new ArrayList<>();

    private YearChain(List<Sample> samples, LocalDateTime limit, int lastYear) {
        this.samples = samples;
        this.limit = limit;
        this.lastYear = lastYear;
    }

    /** What is known of the file of that size with these stamps, of which there is at least one. */
    static StampYears date(List<Sample> samples, long size, Instant modified, ZoneId zone) {
        LocalDateTime written = LocalDateTime.ofInstant(StampReader.sane(modified), zone);
        YearChain chain = new YearChain(samples, written.plusDays(1), written.getYear());
        Sample end = new Sample(
                size,
                written.getMonthValue(),
                written.getDayOfMonth(),
                written.toLocalTime().toSecondOfDay());
        chain.backwards(end);
        return chain.years(size);
    }

    private void backwards(Sample end) {
        Sample next = end;
        int year = lastYear;
        for (int i = samples.size() - 1; i >= 0; i--) {
            if (Math.abs(nearest(samples.get(i), next)) > GAP) {
                i = pastStrays(i, next, i == samples.size() - 1 ? MOST_STRAY_LAST : MOST_STRAY);
            }
            Sample sample = samples.get(i);
            year = yearOf(sample, next, year);
            dated.add(sample);
            years.add(year);
            next = sample;
        }
    }

    private int yearOf(Sample sample, Sample next, int nextYear) {
        long apart = sample.secondOfYear() - next.secondOfYear();
        boolean overtaken = apart < GAP - YEAR; // Lines of two processes, at New Year.
        int year = nextYear + (apart > YEAR / 2 ? -1 : overtaken ? 1 : 0);
        while (sample.in(year).isAfter(limit)) {
            year--;
        }
        return year;
    }

    /** How much later in the year than the next one it is, or less than half a year earlier. */
    private static long nearest(Sample sample, Sample next) {
        long apart = sample.secondOfYear() - next.secondOfYear();
        return apart > YEAR / 2 ? apart - YEAR : apart < -YEAR / 2 ? apart + YEAR : apart;
    }

    /** The first one before {@code i} from which a jump leads away and another one back; {@code i} if none is soon. */
    private int pastStrays(int i, Sample next, int most) {
        long away = nearest(samples.get(i), next);
        for (int j = i - 1; j >= Math.max(0, i - most); j--) {
            long step = nearest(samples.get(j), samples.get(j + 1));
            away += step;
            if (Math.abs(away) <= BACK_AGAIN && Math.abs(step) > GAP) {
                return j;
            }
        }
        return i;
    }

    private StampYears years(long size) {
        int shift = 0;
        while (shift < 8 && !fitsLeapDays(shift)) {
            shift++;
        }
        List<LocalDateTime> times = new ArrayList<>();
        for (int i = 0; i < dated.size(); i++) {
            times.add(dated.get(i).in(years.get(i) - shift % 8));
        }
        Collections.reverse(dated);
        Collections.reverse(times);
        return StampYears.of(dated, times, size);
    }

    private boolean fitsLeapDays(int shift) {
        for (int i = 0; i < dated.size(); i++) {
            if (dated.get(i).isLeapDay() && !IsoChronology.INSTANCE.isLeapYear(years.get(i) - shift)) {
                return false;
            }
        }
        return true;
    }
}

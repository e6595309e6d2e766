package io.pptpdmonitor.nagios;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One item of performance data, {@code 'label'=value[unit];warn;crit;min;max}. A metric that is not known has no item:
 * Icinga 2 refuses the guideline's {@code U}. Numbers have no exponent and cannot be NaN.
 *
 * @param label as given; printed as Icinga 2, PNP4Nagios and Monitoring::Plugin all read it, see {@link #toString}
 * @param unit "" or one of the guideline's: {@code s ms us % B KB MB GB TB c}; {@code c} is a counter that only grows
 * @param warn null for none, as all that follow
 */
public record PerfData(
        String label,
        BigDecimal value,
        String unit,
        @Nullable Range warn,
        @Nullable Range crit,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max) {

    private static final Signs LETTERS = new Signs(Signs.LETTERS);
    private static final Signs FIT = new Signs(Signs.LETTERS + Signs.DIGITS + " _.@+-");
    private static final int LONGEST_UNIT = 3;

    private static final class Unfit {

        /**
         * What ends a label early ({@code ' = | ;}), what readers rewrite, and {@code ::}, which Icinga 2 and PNP4Nagios take
         * for a prefix of all labels that follow.
         */
        static final Pattern TEXT = Pattern.compile("::|[^A-Za-z0-9 _.@:+-]");
    }

    public PerfData {
        if (!unit.equals("%") && (unit.length() > LONGEST_UNIT || !LETTERS.make(unit))) {
            throw new IllegalArgumentException("no unit of performance data: " + unit);
        }
    }

    /** A number that goes up and down, not below 0. */
    public static PerfData gauge(String label, long value) {
        return new PerfData(label, BigDecimal.valueOf(value), "", null, null, BigDecimal.ZERO, null);
    }

    /** A share of 0 to 100. */
    public static PerfData percent(String label, long value) {
        return new PerfData(
                label, BigDecimal.valueOf(value), "%", null, null, BigDecimal.ZERO, BigDecimal.valueOf(100));
    }

    /** Of seconds or octets ({@code s}, {@code B}) so many; they go up and down, not below 0. */
    public static PerfData measured(String label, long value, String unit) {
        return new PerfData(label, BigDecimal.valueOf(value), unit, null, null, BigDecimal.ZERO, null);
    }

    /** A total that only grows. */
    public static PerfData counter(String label, long value) {
        return new PerfData(label, BigDecimal.valueOf(value), "c", null, null, null, null);
    }

    public PerfData thresholds(@Nullable Range warning, @Nullable Range critical) {
        return new PerfData(label, value, unit, warning, critical, min, max);
    }

    /** The same with an upper bound; null leaves it open. */
    public PerfData atMost(@Nullable Integer bound) {
        return new PerfData(label, value, unit, warn, crit, min, bound == null ? null : BigDecimal.valueOf(bound));
    }

    /** Unfit characters of the label are printed as {@code _}; a label with blanks is quoted; semicolons at the end are dropped. */
    @Override
    public String toString() {
        String limits = Stream.of(warn, crit, plain(min), plain(max))
                .map(PerfData::orEmpty)
                .collect(Collectors.joining(";"));
        return cleanLabel() + "=" + value.toPlainString() + unit + withoutEnd(";" + limits);
    }

    private static String withoutEnd(String limits) {
        int end = limits.length();
        while (end > 0 && limits.charAt(end - 1) == ';') {
            end--;
        }
        return limits.substring(0, end);
    }

    private String cleanLabel() {
        String clean = clean(label);
        return clean.indexOf(' ') < 0 ? clean : "'" + clean + "'";
    }

    /** As it is printed, but for quotes; of several labels that may be the same. */
    static String clean(String label) {
        String plain = label.strip();
        String clean = FIT.make(plain) ? plain : Unfit.TEXT.matcher(plain).replaceAll("_");
        return clean.isEmpty() ? "_" : clean;
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }

    private static String orEmpty(@Nullable Object part) {
        return part == null ? "" : part.toString();
    }
}

package io.pptpdmonitor.nagios;

import org.jspecify.annotations.Nullable;

/**
 * The two ranges of one number.
 *
 * @param warning null for none
 * @param critical null for none; looked at first, and need not enclose warning
 */
public record Thresholds(@Nullable Range warning, @Nullable Range critical) {

    public static final Thresholds NONE = new Thresholds(null, null);

    /**
     * Reads {@code RANGE} (warning), {@code RANGE,RANGE} (warning and critical) or {@code ,RANGE} (critical alone).
     *
     * @throws IllegalArgumentException with one sentence that says what is wrong and what would be right
     */
    public static Thresholds parse(String text, Measure measure) {
        int comma = text.indexOf(',');
        String warning = comma < 0 ? text : text.substring(0, comma);
        String critical = comma < 0 ? "" : text.substring(comma + 1);
        if (comma >= 0 && (critical.isBlank() || critical.indexOf(',') >= 0)) {
            throw new IllegalArgumentException("'" + text + "' is neither one range nor two: write 10 (a warning above"
                    + " it), 10,20 (critical above 20) or ,20 (no warning)");
        }
        return new Thresholds(
                comma >= 0 && warning.isBlank() ? null : Range.parse(warning, measure),
                comma < 0 ? null : Range.parse(critical, measure));
    }

    /** These, or where neither is given, the others. */
    public Thresholds or(Thresholds others) {
        return warning == null && critical == null ? others : this;
    }

    Status status(double value) {
        return violated(critical, value) ? Status.CRITICAL : violated(warning, value) ? Status.WARNING : Status.OK;
    }

    /** Whether nothing is judged. */
    public boolean none() {
        return warning == null && critical == null;
    }

    /**
     * Of a value of which no more is known than that it lies between those two: the worst that is certain, or UNKNOWN where
     * it may be worse than OK and need not be.
     */
    Status status(double least, double most) {
        if (certain(critical, least, most)) {
            return Status.CRITICAL;
        }
        if (certain(warning, least, most)) {
            return Status.WARNING;
        }
        return possible(critical, least, most) || possible(warning, least, most) ? Status.UNKNOWN : Status.OK;
    }

    private static boolean certain(@Nullable Range range, double least, double most) {
        return range != null && range.violatedByAll(least, most);
    }

    private static boolean possible(@Nullable Range range, double least, double most) {
        return range != null && range.violatedByAny(least, most);
    }

    /** Which range that value violates, such as {@code (outside the warning range 80)}; empty if it violates none. */
    String reason(double value) {
        return reason(status(value));
    }

    /** Which range makes it that. */
    String reason(Status status) {
        Range range = status == Status.CRITICAL ? critical : status == Status.WARNING ? warning : null;
        return range == null
                ? ""
                : "(%s the %s range %s)"
                        .formatted(
                                range.inside() ? "inside" : "outside",
                                status == Status.CRITICAL ? "critical" : "warning",
                                range);
    }

    private static boolean violated(@Nullable Range range, double value) {
        return range != null && range.violatedBy(value);
    }
}

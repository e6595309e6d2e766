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

    /** These, or where neither is given, the others. */
    public Thresholds or(Thresholds others) {
        return warning == null && critical == null ? others : this;
    }

    Status status(double value) {
        return violated(critical, value) ? Status.CRITICAL : violated(warning, value) ? Status.WARNING : Status.OK;
    }

    /** Which range that value violates, such as {@code (outside the warning range 80)}; empty if it violates none. */
    String reason(double value) {
        Status status = status(value);
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

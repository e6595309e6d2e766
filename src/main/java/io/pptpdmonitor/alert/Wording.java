package io.pptpdmonitor.alert;

import io.pptpdmonitor.model.Health.CollectorStatus;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One line that tells a person of an alert, such as {@code users 92 >= 90, pool 92 of 100, most: alice 3}. */
final class Wording {

    private Wording() {}

    static String of(AlertRule rule, Level level, Measured measured, Limits limits) {
        String unit = rule.metric().unit();
        Long value = measured.value();
        if (value == null) {
            return joined(unit + " not known", ": ", measured.detail().get());
        }
        if (rule.metric() == Metric.COLLECTOR) {
            return joined(unit + " " + label(value), ": ", measured.detail().get());
        }
        String text = unit + (measured.isAtLeast() ? " at least " : " ") + value;
        return switch (level) {
            case OK -> text;
            case UNKNOWN -> measured.isAtLeast() ? text + ": " + measured.more() : text + ", of how many is not known";
            case WARNING, CRITICAL ->
                joined(
                        text + beside(rule, value, level, limits),
                        ", ",
                        measured.detail().get());
        };
    }

    private static String beside(AlertRule rule, long value, Level level, Limits limits) {
        @Nullable Long threshold = limits.of(level);
        if (threshold != null && rule.direction().reaches(value, threshold)) {
            return " " + rule.direction().sign() + " " + threshold;
        }
        return ", clears at " + limits.clear();
    }

    private static String label(long status) {
        for (CollectorStatus each : CollectorStatus.values()) {
            if (each.number() == status) {
                return each.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            }
        }
        return Long.toString(status);
    }

    private static String joined(String text, String between, String more) {
        return more.isEmpty() ? text : text + between + more;
    }
}

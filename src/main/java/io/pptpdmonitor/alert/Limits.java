package io.pptpdmonitor.alert;

import org.jspecify.annotations.Nullable;

/**
 * The thresholds of a rule as numbers, at one moment. Values are whole numbers, so a part is rounded to the first of them
 * that reaches it.
 *
 * @param warning null where there is none, or what it is a part of is not known
 * @param critical likewise
 * @param clear likewise
 */
record Limits(
        @Nullable Long warning,
        @Nullable Long critical,
        @Nullable Long clear) {

    private static final Limits NONE = new Limits(null, null, null);

    /** @param whole of which percentages are; null if not known */
    static Limits of(AlertRule rule, @Nullable Long whole) {
        if (rule.needsWhole() && whole == null) {
            return NONE;
        }
        long known = whole == null ? 100 : whole;
        return rule.direction() == Direction.ABOVE ? above(rule, known) : below(rule, known);
    }

    /** Whether nothing can be judged by them. */
    boolean areNone() {
        return warning == null && critical == null;
    }

    private static Limits above(AlertRule rule, long whole) {
        Long warning = atLeast(rule, rule.warning(), whole);
        Long critical = atLeast(rule, rule.critical(), whole);
        long nearest = (warning != null ? warning : critical != null ? critical : 1) - 1;
        Threshold clear = rule.clear();
        return new Limits(warning, critical, clear == null ? nearest : Math.min(nearest, clear.ofRoundedDown(whole)));
    }

    /** A part of nothing is reached by nothing. */
    private static @Nullable Long atLeast(AlertRule rule, @Nullable Threshold threshold, long whole) {
        return threshold == null ? null : Math.max(Math.max(1, rule.minimum()), threshold.ofRoundedUp(whole));
    }

    private static Limits below(AlertRule rule, long whole) {
        Threshold first = rule.warning();
        Threshold second = rule.critical();
        Long warning = first == null ? null : first.ofRoundedDown(whole);
        Long critical = second == null ? null : second.ofRoundedDown(whole);
        long nearest = (warning != null ? warning : critical != null ? critical : 0) + 1;
        Threshold clear = rule.clear();
        return new Limits(warning, critical, clear == null ? nearest : Math.max(nearest, clear.ofRoundedUp(whole)));
    }

    /** The threshold of that level; null if it has none. */
    @Nullable Long of(Level level) {
        return switch (level) {
            case WARNING -> warning;
            case CRITICAL -> critical;
            case OK -> clear;
            case UNKNOWN -> null;
        };
    }
}

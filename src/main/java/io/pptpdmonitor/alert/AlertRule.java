package io.pptpdmonitor.alert;

import io.pptpdmonitor.model.Health.CollectorStatus;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One threshold, as it is configured. The constructor's IllegalArgumentException carries a sentence for the user.
 *
 * @param name 1 to 32 letters, digits, dots, hyphens and underscores; the key of the alarm everywhere
 * @param warning null if there is no such level
 * @param critical likewise; one of the two is there
 * @param clear at which the state goes back to OK; null: as soon as no other threshold is reached
 * @param hold how long the value must stay beyond a threshold before the state changes
 * @param repeat after which a raised alert is told again; zero: never
 * @param window of the metrics that look back
 * @param minimum of the value, below which nothing is raised whatever the percentage; of the direction above only
 */
public record AlertRule(
        String name,
        Metric metric,
        Direction direction,
        @Nullable Threshold warning,
        @Nullable Threshold critical,
        @Nullable Threshold clear,
        Duration hold,
        Duration repeat,
        Duration window,
        long minimum) {

    public static final Duration DEFAULT_WINDOW = Duration.ofMinutes(5);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,32}");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Threshold STALLED = new Threshold(CollectorStatus.STALLED.number(), false);

    /** Those that are judged unless others of their names are configured. */
    public static final List<AlertRule> SHIPPED = List.of(
            new AlertRule(
                    "pool",
                    Metric.POOL_PERCENT,
                    Direction.ABOVE,
                    new Threshold(80, true),
                    new Threshold(95, true),
                    new Threshold(75, true),
                    Duration.ofMinutes(1),
                    Duration.ZERO,
                    DEFAULT_WINDOW,
                    0),
            new AlertRule(
                    "collector",
                    Metric.COLLECTOR,
                    Direction.ABOVE,
                    null,
                    new Threshold(CollectorStatus.STALLED.number(), false),
                    null,
                    Duration.ofMinutes(1),
                    Duration.ZERO,
                    DEFAULT_WINDOW,
                    0));

    public AlertRule {
        require(
                NAME.matcher(name).matches(),
                "the name of an alert has 1 to 32 letters, digits, dots, hyphens and underscores, not '" + name + "'");
        if (metric == Metric.COLLECTOR && warning == null && critical == null) {
            critical = STALLED;
        }
        require(warning != null || critical != null, "an alert needs a warning or a critical; add warning = 80, say");
        within("hold", hold, Duration.ZERO);
        within("repeat", repeat, Duration.ZERO);
        within("window", window, Duration.ofSeconds(1));
        require(
                metric.windowed() || window.equals(DEFAULT_WINDOW),
                "window does not belong to " + metric.label() + ", which tells of now; take it out");
        require(
                metric != Metric.COLLECTOR || direction == Direction.ABOVE,
                "the status of the collector gets worse above, not below");
        require(minimum >= 0, "minimum is 0 or more, not " + minimum);
        require(minimum == 0 || direction == Direction.ABOVE, "minimum belongs to the direction above");
        checkThresholds(metric, direction, warning, critical, clear);
    }

    private static void checkThresholds(
            Metric metric,
            Direction direction,
            @Nullable Threshold warning,
            @Nullable Threshold critical,
            @Nullable Threshold clear) {
        long percentages = Stream.of(warning, critical, clear)
                .filter(threshold -> threshold != null && threshold.percent())
                .count();
        long all = Stream.of(warning, critical, clear).filter(Objects::nonNull).count();
        require(
                percentages == 0 || metric.whole() != Metric.Whole.NONE,
                metric.label() + " is no part of anything: write its thresholds without %");
        require(
                percentages == 0 || percentages == all || metric.whole() == Metric.Whole.ITSELF,
                "write warning, critical and clear all as numbers, or all in percent");
        Threshold first = warning != null ? warning : Objects.requireNonNull(critical);
        require(
                direction == Direction.BELOW || first.amount() > 0,
                "a value is never less than 0, so an alert above 0 would always be raised; write 1 or more");
        require(
                critical == null || direction.reaches(critical.amount(), first.amount()),
                "critical " + critical + " is not " + direction.label() + " warning " + first + "; exchange them");
        require(
                clear == null || !direction.reaches(clear.amount(), first.amount()),
                "clear " + clear + " does not lie on the good side of " + first + "; an alert " + direction.label()
                        + " clears " + direction.other().label() + " its thresholds");
    }

    private static void within(String what, Duration duration, Duration least) {
        require(
                duration.compareTo(least) >= 0 && duration.compareTo(DAY) <= 0,
                what + " is " + least.toSeconds() + "s to 24h, not " + duration.toSeconds() + "s");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** What it is, for people, such as {@code pool: pool-percent above, warning 80%, critical 95%, clear 75%, hold 60 s}. */
    public String described() {
        StringBuilder text = new StringBuilder(name + ": " + metric.label() + " " + direction.label());
        append(text, "warning", warning);
        append(text, "critical", critical);
        append(text, "clear", clear);
        append(text, "hold", hold.isZero() ? null : hold.toSeconds() + " s");
        append(text, "repeat", repeat.isZero() ? null : repeat.toSeconds() + " s");
        append(text, "window", metric.windowed() ? window.toSeconds() + " s" : null);
        append(text, "minimum", minimum == 0 ? null : minimum);
        return text.toString();
    }

    private static void append(StringBuilder text, String what, @Nullable Object value) {
        if (value != null) {
            text.append(", ").append(what).append(' ').append(value);
        }
    }

    /** Whether its thresholds are parts of something that has to be known. */
    boolean needsWhole() {
        Threshold any = warning != null ? warning : critical;
        return any != null && any.percent() && metric.whole() != Metric.Whole.ITSELF;
    }
}

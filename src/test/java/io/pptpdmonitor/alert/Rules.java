package io.pptpdmonitor.alert;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Rules for tests; above, without hold or repeat, until told. */
final class Rules {

    private final String name;
    private final Metric metric;
    private Direction direction = Direction.ABOVE;
    private @Nullable Threshold warning;
    private @Nullable Threshold critical;
    private @Nullable Threshold clear;
    private Duration hold = Duration.ZERO;
    private Duration repeat = Duration.ZERO;
    private Duration window = AlertRule.DEFAULT_WINDOW;
    private long minimum;

    private Rules(String name, Metric metric) {
        this.name = name;
        this.metric = metric;
    }

    static Rules rule(Metric metric) {
        return rule(metric.label(), metric);
    }

    static Rules rule(String name, Metric metric) {
        return new Rules(name, metric);
    }

    Rules below() {
        direction = Direction.BELOW;
        return this;
    }

    Rules warning(String text) {
        warning = Threshold.parse(text);
        return this;
    }

    Rules critical(String text) {
        critical = Threshold.parse(text);
        return this;
    }

    Rules clear(String text) {
        clear = Threshold.parse(text);
        return this;
    }

    Rules hold(long seconds) {
        hold = Duration.ofSeconds(seconds);
        return this;
    }

    Rules repeat(long seconds) {
        repeat = Duration.ofSeconds(seconds);
        return this;
    }

    Rules window(long seconds) {
        window = Duration.ofSeconds(seconds);
        return this;
    }

    Rules minimum(long value) {
        minimum = value;
        return this;
    }

    AlertRule build() {
        return new AlertRule(name, metric, direction, warning, critical, clear, hold, repeat, window, minimum);
    }
}

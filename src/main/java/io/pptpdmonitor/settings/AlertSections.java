package io.pptpdmonitor.settings;

import io.pptpdmonitor.alert.AlertRule;
import io.pptpdmonitor.alert.Direction;
import io.pptpdmonitor.alert.Metric;
import io.pptpdmonitor.alert.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code [[alert]]}: thresholds. The shipped ones are judged as well, unless one of the same name stands here. */
final class AlertSections {

    private static final Kind<Threshold> THRESHOLD =
            new Kind<>("a whole number, or a percentage such as \"80%\"", AlertSections::threshold);

    private AlertSections() {}

    static List<AlertRule> read(List<Section> sections) {
        Set<String> names = new HashSet<>();
        List<AlertRule> rules = new ArrayList<>();
        for (Section section : sections) {
            String name = section.required("name", Kind.TEXT, "\"users-high\"");
            if (name != null && !names.add(name)) {
                section.refuse("name", "alert '" + name + "' stands here twice; remove one of them");
            }
            AlertRule rule = rule(section, name);
            if (rule != null) {
                rules.add(rule);
            }
        }
        AlertRule.SHIPPED.stream().filter(rule -> !names.contains(rule.name())).forEach(rules::add);
        return rules;
    }

    /** Null if it is switched off, or something is wrong with it. */
    private static @Nullable AlertRule rule(Section section, @Nullable String name) {
        boolean enabled = section.value("enabled", Kind.TRUTH, true);
        boolean needed = enabled || section.has("metric");
        Metric metric = needed
                ? section.required("metric", Kind.word(Metric.values(), Metric::label), "\"active-users\"")
                : null;
        Direction direction =
                section.value("direction", Kind.word(Direction.values(), Direction::label), Direction.ABOVE);
        Threshold warning = section.value("warning", THRESHOLD);
        Threshold critical = section.value("critical", THRESHOLD);
        Threshold clear = section.value("clear", THRESHOLD);
        Duration hold = section.value("hold", Kind.DURATION, Duration.ZERO);
        Duration repeat = section.value("repeat", Kind.DURATION, Duration.ZERO);
        Duration window = section.value("window", Kind.DURATION, AlertRule.DEFAULT_WINDOW);
        int minimum = section.value("minimum", Kind.whole(0, Integer.MAX_VALUE), 0);
        section.end();
        AlertRule rule = name == null || metric == null || refused(section, warning, critical, clear)
                ? null
                : section.make(() -> new AlertRule(
                        name, metric, direction, warning, critical, clear, hold, repeat, window, minimum));
        return enabled ? rule : null;
    }

    /** Whether one of the thresholds stands there, and could not be read: then what is missing is no fault of its own. */
    private static boolean refused(
            Section section, @Nullable Threshold warning, @Nullable Threshold critical, @Nullable Threshold clear) {
        return (section.has("warning") && warning == null)
                || (section.has("critical") && critical == null)
                || (section.has("clear") && clear == null);
    }

    private static @Nullable Threshold threshold(Object value) {
        if (value instanceof Long number) {
            return new Threshold(number, false);
        }
        return value instanceof String text ? Threshold.parse(text) : null;
    }
}

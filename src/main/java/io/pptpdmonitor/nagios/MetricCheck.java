package io.pptpdmonitor.nagios;

import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Window;
import org.jspecify.annotations.Nullable;

/**
 * Any one number of a snapshot. UNKNOWN where it is not known. Performance data: the number, under its name.
 *
 * @param name such as {@code active-users}
 * @param counter whether it only grows
 * @param counted whether it is counted in the log, so that nobody knows it while that is not read
 * @param recent whether it counts what happened in the last minutes: if not all of these were read, it is so many at least
 */
public record MetricCheck(String name, boolean counter, boolean counted, boolean recent, Thresholds thresholds) {

    /** The name in the status line. */
    public static final String NAME = "METRIC";

    /**
     * Judges the number.
     *
     * @param value what it is in that snapshot; null if it is not known
     */
    public CheckResult check(Snapshot snapshot, @Nullable Long value) {
        String doubt = counted ? Doubt.of(snapshot.health()) : null;
        if (doubt != null) {
            return CheckResult.unknown(NAME, doubt);
        }
        if (value == null) {
            return CheckResult.unknown(NAME, name + " is not known here; see what health says");
        }
        PerfData number = counter ? PerfData.counter(name, value) : PerfData.gauge(name, value);
        return judged(number, snapshot).result().asOf(snapshot);
    }

    private Findings judged(PerfData number, Snapshot snapshot) {
        Window span = new Window(
                snapshot.asOf().toInstant(), snapshot.server().recent().window(), snapshot);
        String doubt = recent ? Doubt.of(span, true, "") : null;
        String value = number.value().toPlainString();
        Findings findings = new Findings(NAME);
        return doubt == null
                ? findings.judge(number, thresholds, name + " " + value)
                : findings.judgeDrawnIfExact(
                                number, Double.POSITIVE_INFINITY, thresholds, name + " at least " + value, doubt)
                        .tell(span.missing());
    }
}

package io.pptpdmonitor.alert;

import java.util.Comparator;
import java.util.List;

/**
 * All alerts at one moment; immutable.
 *
 * @param alerts in the order of the configuration
 * @param notifications how many were generated, over restarts; the number of the last one
 * @param drops how many were given up since the start
 */
public record AlertBoard(List<AlertStatus> alerts, long notifications, long drops) {

    public static final AlertBoard EMPTY = new AlertBoard(List.of(), 0, 0);

    public AlertBoard {
        alerts = List.copyOf(alerts);
    }

    /** OK if there is none. */
    public Level worst() {
        return alerts.stream()
                .map(AlertStatus::level)
                .max(Comparator.naturalOrder())
                .orElse(Level.OK);
    }

    /** How many are WARNING or CRITICAL. */
    public int active() {
        return (int) alerts.stream().filter(alert -> alert.level().raised()).count();
    }

    /** The same with that many given up. */
    public AlertBoard withDrops(long newDrops) {
        return new AlertBoard(alerts, notifications, newDrops);
    }
}

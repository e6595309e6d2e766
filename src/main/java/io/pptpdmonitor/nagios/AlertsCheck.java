package io.pptpdmonitor.nagios;

import io.pptpdmonitor.alert.AlertBoard;
import io.pptpdmonitor.alert.AlertStatus;
import io.pptpdmonitor.alert.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The worst of what the agent watches by its own thresholds: one service for the whole server. UNKNOWN where it watches
 * nothing, which must not look like nothing being wrong. Performance data: {@code critical warning unknown ok}.
 */
public final class AlertsCheck {

    /** The name in the status line. */
    public static final String NAME = "ALERTS";

    private AlertsCheck() {}

    /**
     * Judges what the agent tells.
     *
     * @param board null where there is no agent to ask
     */
    public static CheckResult of(@Nullable AlertBoard board) {
        if (board == null) {
            return CheckResult.unknown(
                    NAME, "alerts are judged by the agent; ask it (-H, or on its host through its socket)");
        }
        List<AlertStatus> alerts = board.alerts();
        if (alerts.isEmpty()) {
            return CheckResult.unknown(
                    NAME, "the agent watches nothing; see [[alert]] in its configuration for what it could");
        }
        Findings findings = new Findings(NAME);
        for (AlertStatus alert : alerts) {
            if (alert.level() != Level.OK) {
                findings.tell(
                        status(alert.level()),
                        alert.text().isEmpty() ? alert.name() : alert.name() + ": " + alert.text());
            }
        }
        long ok = count(alerts, Level.OK);
        findings.tell(Status.OK, ok + " of " + alerts.size() + " alerts ok");
        for (Level level : List.of(Level.CRITICAL, Level.WARNING, Level.UNKNOWN, Level.OK)) {
            findings.draw(PerfData.gauge(level.label(), count(alerts, level)));
        }
        return findings.result();
    }

    private static long count(List<AlertStatus> alerts, Level level) {
        return alerts.stream().filter(alert -> alert.level() == level).count();
    }

    private static Status status(Level level) {
        return switch (level) {
            case OK -> Status.OK;
            case WARNING -> Status.WARNING;
            case CRITICAL -> Status.CRITICAL;
            case UNKNOWN -> Status.UNKNOWN;
        };
    }
}

package io.pptpdmonitor.snmp.mib;

import io.pptpdmonitor.alert.AlertBoard;
import io.pptpdmonitor.alert.AlertStatus;
import io.pptpdmonitor.alert.Direction;
import io.pptpdmonitor.alert.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The alerts that an agent elsewhere told. Their texts are missing where users are not to be known. */
final class RemoteAlerts {

    private final RemoteRow scalars;
    private final RemoteTable table;

    RemoteAlerts(RemoteRow scalars, RemoteTable table) {
        this.scalars = scalars;
        this.table = table;
    }

    /** By name; null where the agent shows none, however many there are. */
    @Nullable AlertBoard board() throws UnexpectedValueException {
        Long active = scalars.number("pptpdAlertActiveNumber");
        if (active == null) {
            return null;
        }
        List<AlertStatus> alerts = new ArrayList<>();
        for (RemoteRow row : table.rows().toList()) {
            alerts.add(status(row));
        }
        if (alerts.isEmpty() && active > 0) {
            throw new UnexpectedValueException(
                    "pptpdAlertActiveNumber is " + active + ", and pptpdAlertTable is empty");
        }
        alerts.sort(Comparator.comparing(AlertStatus::name));
        return new AlertBoard(
                alerts,
                scalars.needNumber("pptpdAlertNotificationNumber"),
                scalars.needNumber("pptpdAlertNotificationDrops"));
    }

    private static AlertStatus status(RemoteRow row) throws UnexpectedValueException {
        String name = row.text("pptpdAlertName");
        if (name == null) {
            throw new UnexpectedValueException("an alert has no pptpdAlertName");
        }
        return new AlertStatus(
                name,
                direction(row.needChoice("pptpdAlertDirection")),
                Duration.ofSeconds(row.needNumber("pptpdAlertHoldTime")),
                level(row.needChoice("pptpdAlertState")),
                row.number("pptpdAlertValue"),
                row.number("pptpdAlertWarning"),
                row.number("pptpdAlertCritical"),
                row.number("pptpdAlertClear"),
                since(row.time("pptpdAlertSince")),
                row.needNumber("pptpdAlertRaises"),
                Objects.requireNonNullElse(row.text("pptpdAlertText"), ""));
    }

    private static @Nullable Instant since(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static Level level(int number) throws UnexpectedValueException {
        return Stream.of(Level.values())
                .filter(level -> level.number() == number)
                .findFirst()
                .orElseThrow(() -> new UnexpectedValueException("pptpdAlertState is " + number));
    }

    private static Direction direction(int number) throws UnexpectedValueException {
        return Stream.of(Direction.values())
                .filter(direction -> direction.number() == number)
                .findFirst()
                .orElseThrow(() -> new UnexpectedValueException("pptpdAlertDirection is " + number));
    }
}

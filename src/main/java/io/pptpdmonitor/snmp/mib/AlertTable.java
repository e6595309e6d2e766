package io.pptpdmonitor.snmp.mib;

import static io.pptpdmonitor.snmp.mib.Column.column;
import static io.pptpdmonitor.snmp.mib.Syntax.ALERT_LEVEL;
import static io.pptpdmonitor.snmp.mib.Syntax.COUNTER32;
import static io.pptpdmonitor.snmp.mib.Syntax.DATE_AND_TIME;
import static io.pptpdmonitor.snmp.mib.Syntax.GAUGE32;
import static io.pptpdmonitor.snmp.mib.Syntax.INTEGER;

import io.pptpdmonitor.alert.AlertBoard;
import io.pptpdmonitor.alert.AlertStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** pptpdAlertTable and the scalars beside it: the alerts, by their names. */
final class AlertTable {

    static final List<Column<AlertBoard>> SCALARS = List.of(
            column(
                    1,
                    "pptpdAlertWorstState",
                    ALERT_LEVEL,
                    board -> board.worst().number()),
            column(2, "pptpdAlertActiveNumber", GAUGE32, AlertBoard::active),
            column(3, "pptpdAlertNotificationNumber", COUNTER32, AlertBoard::notifications),
            column(4, "pptpdAlertNotificationDrops", COUNTER32, AlertBoard::drops));

    private AlertTable() {}

    static Rows<AlertStatus> rows(AlertBoard board) {
        return Rows.of(board.alerts(), AlertTable::index);
    }

    /** @param offset in which moments are told */
    static List<Column<AlertStatus>> columns(ZoneOffset offset) {
        return List.of(
                column(2, "pptpdAlertName", Syntax.adminString(32), AlertStatus::name),
                column(3, "pptpdAlertState", ALERT_LEVEL, alert -> alert.level().number()),
                column(4, "pptpdAlertValue", GAUGE32, AlertStatus::value),
                column(
                        5,
                        "pptpdAlertDirection",
                        INTEGER,
                        alert -> alert.direction().number()),
                column(6, "pptpdAlertWarning", GAUGE32, AlertStatus::warning),
                column(7, "pptpdAlertCritical", GAUGE32, AlertStatus::critical),
                column(8, "pptpdAlertClear", GAUGE32, AlertStatus::clear),
                column(9, "pptpdAlertHoldTime", GAUGE32, alert -> alert.hold().toSeconds()),
                column(10, "pptpdAlertSince", DATE_AND_TIME, alert -> time(alert.since(), offset)),
                column(11, "pptpdAlertRaises", COUNTER32, AlertStatus::raises),
                column(12, "pptpdAlertText", Syntax.adminString(255), AlertStatus::text));
    }

    private static OffsetDateTime time(@Nullable Instant since, ZoneOffset offset) {
        return since == null ? DateAndTime.NONE : since.atOffset(offset);
    }

    /** Each octet of the name, without their number (RFC 2578, 7.7): the index is IMPLIED. */
    static int[] index(AlertStatus alert) {
        byte[] octets = Text.utf8(alert.name());
        int[] index = new int[octets.length];
        for (int i = 0; i < octets.length; i++) {
            index[i] = Byte.toUnsignedInt(octets[i]);
        }
        return index;
    }
}

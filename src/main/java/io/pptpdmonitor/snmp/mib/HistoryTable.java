package io.pptpdmonitor.snmp.mib;

import static io.pptpdmonitor.snmp.mib.Column.column;
import static io.pptpdmonitor.snmp.mib.Syntax.COUNTER_BASED_GAUGE64;
import static io.pptpdmonitor.snmp.mib.Syntax.DATE_AND_TIME;
import static io.pptpdmonitor.snmp.mib.Syntax.END_CAUSE;
import static io.pptpdmonitor.snmp.mib.Syntax.GAUGE32;
import static io.pptpdmonitor.snmp.mib.Syntax.SESSION_PHASE;
import static io.pptpdmonitor.snmp.mib.Syntax.TRUTH_VALUE;
import static io.pptpdmonitor.snmp.mib.Syntax.USER_IDENTITY;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Traffic;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** pptpdHistoryTable: the sessions that ended last among those that were up, by number. */
final class HistoryTable {

    static final List<Column<Moment>> SCALARS = List.of(column(1, "pptpdHistorySize", GAUGE32, Moment::historySize));

    private static final Syntax<String> ADDRESS_TEXT = Syntax.adminString(ClientAddress.MAX_TEXT);

    private HistoryTable() {}

    static Rows<Session> rows(Snapshot snapshot, int size) {
        return Rows.of(snapshot.latestEnded(size, true).toList(), SessionTable::index);
    }

    static List<Column<Session>> columns(UserNames users) {
        return List.of(
                column(2, "pptpdHistoryUserName", USER_IDENTITY, s -> users.identity(s.user())),
                column(3, "pptpdHistoryState", SESSION_PHASE, s -> SessionTable.phase(s.state())),
                column(4, "pptpdHistoryCause", END_CAUSE, HistoryTable::cause),
                column(5, "pptpdHistoryClientText", ADDRESS_TEXT, s -> ClientAddress.text(s.clientAddress())),
                column(6, "pptpdHistoryAssignedText", ADDRESS_TEXT, s -> ClientAddress.text(s.assignedAddress())),
                column(7, "pptpdHistoryIfName", Syntax.adminString(15), s -> SessionTable.told(s.interfaceName())),
                column(8, "pptpdHistoryStartTime", DATE_AND_TIME, SessionTable::startTime),
                column(9, "pptpdHistoryEndTime", DATE_AND_TIME, HistoryTable::end),
                column(10, "pptpdHistoryConnectTime", GAUGE32, Session::connectSeconds),
                column(11, "pptpdHistoryInOctets", COUNTER_BASED_GAUGE64, SessionTable::inOctets),
                column(12, "pptpdHistoryOutOctets", COUNTER_BASED_GAUGE64, SessionTable::outOctets),
                column(13, "pptpdHistoryOctetsExact", TRUTH_VALUE, HistoryTable::exact),
                column(14, "pptpdHistoryHost", Syntax.adminString(255), s -> SessionTable.told(s.host())),
                column(15, "pptpdHistoryText", Syntax.adminString(255), s -> SessionTable.told(s.endText())));
    }

    static OffsetDateTime end(Session session) {
        return Objects.requireNonNullElse(session.ended(), DateAndTime.NONE);
    }

    static int cause(Session session) {
        return Objects.requireNonNullElse(session.endCause(), EndCause.UNKNOWN).number();
    }

    private static @Nullable Boolean exact(Session session) {
        Traffic traffic = session.traffic();
        return traffic == null ? null : traffic.exact();
    }
}

package io.pptpdmonitor.snmp.mib;

import static io.pptpdmonitor.snmp.mib.Column.column;
import static io.pptpdmonitor.snmp.mib.Syntax.DATE_AND_TIME;
import static io.pptpdmonitor.snmp.mib.Syntax.END_CAUSE;
import static io.pptpdmonitor.snmp.mib.Syntax.GAUGE32;
import static io.pptpdmonitor.snmp.mib.Syntax.USER_IDENTITY;

import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** pptpdFailureTable: the sessions that never came up and ended last, by number. */
final class FailureTable {

    /** The most rows it has; a stranger can make them, so it is no option. */
    static final int SIZE = 64;

    static final List<Column<Moment>> SCALARS = List.of(column(1, "pptpdFailureSize", GAUGE32, at -> SIZE));

    private FailureTable() {}

    static Rows<Attempt> rows(Snapshot snapshot) {
        Map<Long, Failure> logins = snapshot.failures().stream()
                .collect(Collectors.toMap(Failure::session, failure -> failure, (first, last) -> last));
        List<Attempt> attempts = snapshot.latestEnded(SIZE, false)
                .map(session -> new Attempt(session, logins.get(session.number())))
                .toList();
        return Rows.of(attempts, attempt -> SessionTable.index(attempt.session()));
    }

    static List<Column<Attempt>> columns(UserNames users) {
        return List.of(
                column(2, "pptpdFailureUserName", USER_IDENTITY, a -> users.identity(a.user())),
                column(3, "pptpdFailureCause", END_CAUSE, a -> HistoryTable.cause(a.session())),
                column(
                        4,
                        "pptpdFailureClientText",
                        Syntax.adminString(ClientAddress.MAX_TEXT),
                        a -> ClientAddress.text(a.clientAddress())),
                column(5, "pptpdFailureTime", DATE_AND_TIME, a -> HistoryTable.end(a.session())),
                column(
                        6,
                        "pptpdFailureHost",
                        Syntax.adminString(255),
                        a -> SessionTable.told(a.session().host())),
                column(
                        7,
                        "pptpdFailureText",
                        Syntax.adminString(255),
                        a -> SessionTable.told(a.session().endText())));
    }

    /**
     * A failed session.
     *
     * @param login the failed login in it, the last of several; null where it failed without one
     */
    record Attempt(Session session, @Nullable Failure login) {

        /** The name that was tried; null if none was told. */
        @Nullable String user() {
            return login == null ? null : login.user();
        }

        @Nullable String clientAddress() {
            String address = session.clientAddress();
            return address == null && login != null ? login.clientAddress() : address;
        }
    }
}

package io.pptpdmonitor.snmp.mib;

import static io.pptpdmonitor.snmp.mib.Column.column;
import static io.pptpdmonitor.snmp.mib.Column.filled;
import static io.pptpdmonitor.snmp.mib.Syntax.COUNTER32;
import static io.pptpdmonitor.snmp.mib.Syntax.COUNTER64;
import static io.pptpdmonitor.snmp.mib.Syntax.DATE_AND_TIME;
import static io.pptpdmonitor.snmp.mib.Syntax.GAUGE32;
import static io.pptpdmonitor.snmp.mib.Syntax.USER_IDENTITY;

import io.pptpdmonitor.model.Server.Rate;
import io.pptpdmonitor.model.Server.UserRates;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** pptpdUserTable: the users, by the length of their identity and then by its octets. */
final class UserTable {

    private UserTable() {}

    /** @param before those of the snapshot before */
    static Rows<User> rows(Snapshot snapshot, UserNames users, Rows<User> before) {
        return Rows.of(snapshot.users(), user -> index(users.identity(user.name())), before);
    }

    /** @param rates what each had lately; null where that is not known */
    static List<Column<User>> columns(UserNames users, @Nullable UserRates rates) {
        return List.of(
                filled(2, "pptpdUserName", USER_IDENTITY, u -> users.identity(u.name())),
                filled(3, "pptpdUserActiveSessions", GAUGE32, User::activeSessions),
                filled(4, "pptpdUserSessions", COUNTER32, User::sessions),
                filled(5, "pptpdUserAuthFailures", COUNTER32, User::failures),
                column(6, "pptpdUserInOctets", COUNTER64, User::fromClientOctets),
                column(7, "pptpdUserOutOctets", COUNTER64, User::toClientOctets),
                column(8, "pptpdUserConnectTime", COUNTER64, User::connectSeconds),
                filled(9, "pptpdUserLastSeen", DATE_AND_TIME, User::lastSeen),
                filled(
                        10,
                        "pptpdUserLastClientText",
                        Syntax.adminString(ClientAddress.MAX_TEXT),
                        u -> ClientAddress.text(u.lastClientAddress())),
                filled(11, "pptpdUserFirstSeen", DATE_AND_TIME, User::firstSeen),
                column(
                        12,
                        "pptpdUserInRate",
                        GAUGE32,
                        u -> rates == null ? null : rate(u, rates).fromClient()),
                column(
                        13,
                        "pptpdUserOutRate",
                        GAUGE32,
                        u -> rates == null ? null : rate(u, rates).toClient()));
    }

    private static Rate rate(User user, UserRates rates) {
        return rates.of(user.name());
    }

    /** The number of octets, then each of them (RFC 2578, 7.7): the index is not IMPLIED. */
    private static int[] index(String identity) {
        byte[] octets = Text.utf8(identity);
        int[] index = new int[octets.length + 1];
        index[0] = octets.length;
        for (int i = 0; i < octets.length; i++) {
            index[i + 1] = Byte.toUnsignedInt(octets[i]);
        }
        return index;
    }
}

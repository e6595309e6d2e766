package io.pptpdmonitor.snmp.mib;

import static io.pptpdmonitor.snmp.mib.Column.column;
import static io.pptpdmonitor.snmp.mib.Syntax.COUNTER32;
import static io.pptpdmonitor.snmp.mib.Syntax.COUNTER64;
import static io.pptpdmonitor.snmp.mib.Syntax.DATE_AND_TIME;
import static io.pptpdmonitor.snmp.mib.Syntax.GAUGE32;
import static io.pptpdmonitor.snmp.mib.Syntax.INTEGER;
import static io.pptpdmonitor.snmp.mib.Syntax.UNSIGNED32;

import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Snapshot;
import java.util.List;
import java.util.Objects;

/** The scalars under pptpdServer. */
final class ServerScalars {

    /** What is known without a log. */
    static final List<Column<Server>> IDENTITY = List.of(
            column(1, "pptpdServerName", Syntax.adminString(255), Server::name),
            column(2, "pptpdServerStatus", INTEGER, s -> status(s.status())));

    /** What is counted in the log. */
    static final List<Column<Server>> FIGURES = List.of(
            column(3, "pptpdServerActiveSessions", GAUGE32, Server::activeSessions),
            column(4, "pptpdServerActiveUsers", GAUGE32, Server::activeUsers),
            column(5, "pptpdServerUnnamedSessions", GAUGE32, Server::unnamedSessions),
            column(6, "pptpdServerStartingSessions", GAUGE32, Server::startingSessions),
            column(7, "pptpdServerMaxSessionsPerUser", GAUGE32, Server::maxSessionsPerUser),
            column(
                    8,
                    "pptpdServerRecentWindow",
                    UNSIGNED32,
                    s -> s.recent().window().toSeconds()),
            column(9, "pptpdServerRecentAuthFailures", GAUGE32, s -> s.recent().authFailures()),
            column(
                    10,
                    "pptpdServerRecentNegotiationFailures",
                    GAUGE32,
                    s -> s.recent().negotiationFailures()),
            column(11, "pptpdServerRecentEnds", GAUGE32, s -> s.recent().ends()),
            column(12, "pptpdServerPeakSessions", GAUGE32, Server::peakSessions),
            column(
                    13,
                    "pptpdServerPeakTime",
                    DATE_AND_TIME,
                    s -> Objects.requireNonNullElse(s.peakTime(), DateAndTime.NONE)),
            column(14, "pptpdServerTotalSessions", COUNTER32, s -> s.totals().sessions()),
            column(15, "pptpdServerAuthFailures", COUNTER32, s -> s.totals().authFailures()),
            column(
                    16,
                    "pptpdServerNegotiationFailures",
                    COUNTER32,
                    s -> s.totals().negotiationFailures()),
            column(17, "pptpdServerBadConnections", COUNTER32, s -> s.totals().badConnections()),
            column(18, "pptpdServerPoolExhaustions", COUNTER32, s -> s.totals().poolExhaustions()),
            column(19, "pptpdServerInOctets", COUNTER64, s -> s.totals().fromClientOctets()),
            column(20, "pptpdServerOutOctets", COUNTER64, s -> s.totals().toClientOctets()),
            column(
                    21,
                    "pptpdServerInRate",
                    GAUGE32,
                    s -> s.wholeRates() == null ? null : s.wholeRates().fromClients()),
            column(
                    22,
                    "pptpdServerOutRate",
                    GAUGE32,
                    s -> s.wholeRates() == null ? null : s.wholeRates().toClients()),
            column(23, "pptpdServerPoolSize", GAUGE32, s -> s.pool().size()),
            column(24, "pptpdServerPoolUsed", GAUGE32, s -> s.pool().used()),
            column(25, "pptpdServerPoolUsedPercent", GAUGE32, s -> s.pool().usedPercent()));

    private ServerScalars() {}

    /** No row while the log is not read: a count of nothing would be 0, and 0 says that nobody is there. */
    static Rows<Server> figures(Snapshot snapshot) {
        return snapshot.health().counted() ? Rows.scalars(snapshot.server()) : Rows.none();
    }

    private static int status(Server.Status status) {
        return switch (status) {
            case UNKNOWN -> 1;
            case UP -> 2;
            case DOWN -> 3;
        };
    }
}

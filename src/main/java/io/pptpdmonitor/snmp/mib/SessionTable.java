package io.pptpdmonitor.snmp.mib;

import static io.pptpdmonitor.snmp.mib.Column.column;
import static io.pptpdmonitor.snmp.mib.Syntax.COUNTER64;
import static io.pptpdmonitor.snmp.mib.Syntax.DATE_AND_TIME;
import static io.pptpdmonitor.snmp.mib.Syntax.ENCRYPTION;
import static io.pptpdmonitor.snmp.mib.Syntax.GAUGE32;
import static io.pptpdmonitor.snmp.mib.Syntax.INET_ADDRESS;
import static io.pptpdmonitor.snmp.mib.Syntax.INET_ADDRESS_TYPE;
import static io.pptpdmonitor.snmp.mib.Syntax.INTERFACE_INDEX;
import static io.pptpdmonitor.snmp.mib.Syntax.SERVICE;
import static io.pptpdmonitor.snmp.mib.Syntax.SESSION_PHASE;
import static io.pptpdmonitor.snmp.mib.Syntax.UNSIGNED32;
import static io.pptpdmonitor.snmp.mib.Syntax.USER_IDENTITY;

import io.pptpdmonitor.model.LiveCounters;
import io.pptpdmonitor.model.LiveCounters.Losses;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** pptpdSessionTable: the sessions that run, by number. */
final class SessionTable {

    private static final Syntax<String> ADDRESS_TEXT = Syntax.adminString(ClientAddress.MAX_TEXT);
    private static final long LARGEST_NUMBER = 0xFFFF_FFFFL;

    private SessionTable() {}

    static Rows<Session> rows(Snapshot snapshot) {
        return Rows.of(snapshot.running().toList(), SessionTable::index);
    }

    static List<Column<Session>> columns(UserNames users) {
        return List.of(
                column(2, "pptpdSessionUserName", USER_IDENTITY, s -> users.identity(s.user())),
                column(3, "pptpdSessionState", SESSION_PHASE, s -> phase(s.state())),
                column(4, "pptpdSessionClientText", ADDRESS_TEXT, s -> ClientAddress.text(s.clientAddress())),
                column(5, "pptpdSessionAssignedText", ADDRESS_TEXT, s -> ClientAddress.text(s.assignedAddress())),
                column(6, "pptpdSessionIfName", Syntax.adminString(15), s -> told(s.interfaceName())),
                column(7, "pptpdSessionConnectTime", GAUGE32, SessionTable::connectTime),
                column(8, "pptpdSessionInOctets", COUNTER64, SessionTable::inOctets),
                column(9, "pptpdSessionOutOctets", COUNTER64, SessionTable::outOctets),
                column(10, "pptpdSessionInPackets", COUNTER64, packets(LiveCounters::fromClientPackets)),
                column(11, "pptpdSessionOutPackets", COUNTER64, packets(LiveCounters::toClientPackets)),
                column(12, "pptpdSessionEncryption", ENCRYPTION, s -> encryption(s.encryption())),
                column(13, "pptpdSessionStartTime", DATE_AND_TIME, SessionTable::startTime),
                column(14, "pptpdSessionIfIndex", INTERFACE_INDEX, SessionTable::interfaceIndex),
                column(15, "pptpdSessionPid", UNSIGNED32, Session::pid),
                column(16, "pptpdSessionHost", Syntax.adminString(255), s -> told(s.host())),
                column(17, "pptpdSessionService", SERVICE, s -> service(s.service())),
                column(
                        18,
                        "pptpdSessionClientAddressType",
                        INET_ADDRESS_TYPE,
                        s -> ClientAddress.type(s.clientAddress())),
                column(19, "pptpdSessionClientAddress", INET_ADDRESS, s -> ClientAddress.octets(s.clientAddress())),
                column(
                        20,
                        "pptpdSessionAssignedAddressType",
                        INET_ADDRESS_TYPE,
                        s -> ClientAddress.type(s.assignedAddress())),
                column(21, "pptpdSessionAssignedAddress", INET_ADDRESS, s -> ClientAddress.octets(s.assignedAddress())),
                column(22, "pptpdSessionInErrors", COUNTER64, losses(Losses::fromClientErrors)),
                column(23, "pptpdSessionOutErrors", COUNTER64, losses(Losses::toClientErrors)),
                column(24, "pptpdSessionInDiscards", COUNTER64, losses(Losses::fromClientDiscards)),
                column(25, "pptpdSessionOutDiscards", COUNTER64, losses(Losses::toClientDiscards)));
    }

    /** PptpdSessionNumber: from 1, and from 1 again after 2^32 - 1. */
    static int[] index(Session session) {
        return new int[] {(int) ((session.number() - 1) % LARGEST_NUMBER + 1)};
    }

    static int phase(State state) {
        return switch (state) {
            case STARTING -> 1;
            case UP -> 2;
            case CLOSED -> 3;
            case LOST -> 4;
            case FAILED -> 5;
        };
    }

    /** When its pppd started; none where the log begins later. */
    static OffsetDateTime startTime(Session session) {
        return session.startSeen() && session.started() != null ? session.started() : DateAndTime.NONE;
    }

    static @Nullable Long inOctets(Session session) {
        Traffic traffic = session.traffic();
        return traffic == null ? null : traffic.fromClientOctets();
    }

    static @Nullable Long outOctets(Session session) {
        Traffic traffic = session.traffic();
        return traffic == null ? null : traffic.toClientOctets();
    }

    static Getter<Session, Long> packets(Getter<LiveCounters, Long> counter) {
        return session -> {
            LiveCounters live = session.live();
            return live == null ? null : counter.of(live);
        };
    }

    static Getter<Session, Long> losses(Getter<Losses, Long> counter) {
        return packets(live -> {
            Losses losses = live.losses();
            return losses == null ? null : counter.of(losses);
        });
    }

    /** A text of which the MIB says that it is empty while it is not known. */
    static String told(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private static @Nullable Long connectTime(Session session) {
        return session.state() == State.STARTING ? Long.valueOf(0) : session.connectSeconds();
    }

    /** LiveCounters' 0 says that it could not be read, but ours says that there is no interface. */
    private static @Nullable Integer interfaceIndex(Session session) {
        LiveCounters live = session.live();
        return live == null || live.ifIndex() == 0 ? null : live.ifIndex();
    }

    private static int encryption(@Nullable String encryption) {
        return switch (told(encryption)) {
            case "none" -> 2;
            case "mppe-40" -> 3;
            case "mppe-56" -> 4;
            case "mppe-128" -> 5;
            default -> 1;
        };
    }

    private static int service(Service service) {
        return switch (service) {
            case UNKNOWN -> 1;
            case PPTP -> 2;
            case L2TP -> 3;
            case PPPOE -> 4;
            case CLIENT -> 5;
        };
    }
}

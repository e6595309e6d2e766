package io.pptpdmonitor.snmp.mib;

import static io.pptpdmonitor.snmp.mib.Column.column;

import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;

/** What RFC 3418 and the MIBs of SNMPv3 ask of an agent: how it is asked, and what it did not answer. */
final class SnmpGroups {

    static final OID SNMP = new OID("1.3.6.1.2.1.11");
    static final OID ENGINE = new OID("1.3.6.1.6.3.10.2.1");
    static final OID DISPATCHER = new OID("1.3.6.1.6.3.11.2.1");
    static final OID TARGET = new OID("1.3.6.1.6.3.12.1");
    static final OID USERS = new OID("1.3.6.1.6.3.15.1.1");

    private static final int DISABLED = 2;

    /** snmp (RFC 3418), what is not obsolete. */
    static final List<Column<Moment>> SNMP_SCALARS = List.of(
            counter(SNMP, 1, "snmpInPkts"),
            counter(SNMP, 3, "snmpInBadVersions"),
            counter(SNMP, 4, "snmpInBadCommunityNames"),
            counter(SNMP, 5, "snmpInBadCommunityUses"),
            counter(SNMP, 6, "snmpInASNParseErrs"),
            column(30, "snmpEnableAuthenTraps", Syntax.INTEGER, at -> DISABLED),
            counter(SNMP, 31, "snmpSilentDrops"),
            counter(SNMP, 32, "snmpProxyDrops"));

    /** snmpEngine (RFC 3411). */
    static final List<Column<Moment>> ENGINE_SCALARS = List.of(
            column(1, "snmpEngineID", Syntax.ENGINE_ID, SnmpGroups::id),
            column(2, "snmpEngineBoots", Syntax.INTEGER, at -> of(at, Node.Engine::boots)),
            column(3, "snmpEngineTime", Syntax.INTEGER, at -> of(at, Node.Engine::seconds)),
            column(4, "snmpEngineMaxMessageSize", Syntax.INTEGER, at -> of(at, Node.Engine::maxMessage)));

    /** snmpMPDStats (RFC 3412). */
    static final List<Column<Moment>> DISPATCHER_SCALARS = List.of(
            counter(DISPATCHER, 1, "snmpUnknownSecurityModels"),
            counter(DISPATCHER, 2, "snmpInvalidMsgs"),
            counter(DISPATCHER, 3, "snmpUnknownPDUHandlers"));

    /** Of snmpTargetObjects (RFC 3413) what an agent without targets has. */
    static final List<Column<Moment>> TARGET_SCALARS =
            List.of(counter(TARGET, 4, "snmpUnavailableContexts"), counter(TARGET, 5, "snmpUnknownContexts"));

    /** usmStats (RFC 3414). */
    static final List<Column<Moment>> USER_SCALARS = List.of(
            counter(USERS, 1, "usmStatsUnsupportedSecLevels"),
            counter(USERS, 2, "usmStatsNotInTimeWindows"),
            counter(USERS, 3, "usmStatsUnknownUserNames"),
            counter(USERS, 4, "usmStatsUnknownEngineIDs"),
            counter(USERS, 5, "usmStatsWrongDigests"),
            counter(USERS, 6, "usmStatsDecryptionErrors"));

    private SnmpGroups() {}

    private static Column<Moment> counter(OID group, int number, String name) {
        OID instance = new OID(group.getValue(), new int[] {number, 0});
        return column(number, name, Syntax.COUNTER32, at -> at.node().count(instance));
    }

    private static byte @Nullable [] id(Moment at) {
        Node.Engine engine = at.node().engine();
        return engine == null ? null : HexFormat.of().parseHex(engine.id());
    }

    private static @Nullable Integer of(Moment at, Getter<Node.Engine, Integer> getter) {
        Node.Engine engine = at.node().engine();
        return engine == null ? null : getter.of(engine);
    }
}

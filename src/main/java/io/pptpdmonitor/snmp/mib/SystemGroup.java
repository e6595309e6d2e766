package io.pptpdmonitor.snmp.mib;

import static io.pptpdmonitor.snmp.mib.Column.column;

import java.util.List;

/** The part of the group "system" (SNMPv2-MIB, RFC 3418) that managers ask every agent for. */
final class SystemGroup {

    static final List<Column<Moment>> SCALARS = List.of(
            column(1, "sysDescr", Syntax.DISPLAY_STRING, at -> "pptpd-monitor, an agent for pptpd's sessions"),
            column(2, "sysObjectID", Syntax.OBJECT_IDENTIFIER, at -> PptpdMib.ROOT),
            column(3, "sysUpTime", Syntax.TIME_TICKS, at -> at.upTime().getAsLong()));

    private SystemGroup() {}
}

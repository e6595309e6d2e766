package io.pptpdmonitor.snmp.mib;

import static io.pptpdmonitor.snmp.mib.Column.column;

import java.util.List;
import java.util.Objects;
import org.snmp4j.smi.OID;

/** The group "system" of SNMPv2-MIB (RFC 3418); read-only, as all is. */
final class SystemGroup {

    /** Layers 3, 4 and 7: a gateway of its clients, and a host. */
    private static final int SERVICES = 1 << 2 | 1 << 3 | 1 << 6;

    static final List<Column<Moment>> SCALARS = List.of(
            column(1, "sysDescr", Syntax.DISPLAY_STRING, at -> "pptpd-monitor, an agent for pptpd's sessions"),
            column(2, "sysObjectID", Syntax.OBJECT_IDENTIFIER, at -> PptpdMib.ROOT),
            column(3, "sysUpTime", Syntax.TIME_TICKS, at -> at.upTime().getAsLong()),
            column(4, "sysContact", Syntax.DISPLAY_STRING, at -> at.node().contact()),
            column(5, "sysName", Syntax.DISPLAY_STRING, SystemGroup::name),
            column(6, "sysLocation", Syntax.DISPLAY_STRING, at -> at.node().location()),
            column(7, "sysServices", Syntax.INTEGER, at -> SERVICES),
            column(8, "sysORLastChange", Syntax.TIME_STAMP, at -> 0));

    static final OID MODULE_ENTRY = new OID(PptpdMib.SYSTEM.getValue(), new int[] {9, 1});

    /** A MIB module of which the agent has what the description says. */
    record Module(int index, OID id, String description) {}

    static final Rows<Module> MODULES = Rows.of(
            List.of(
                    new Module(1, new OID("1.3.6.1.6.3.1"), "SNMPv2-MIB (RFC 3418): system, snmp, sysORTable"),
                    new Module(2, new OID("1.3.6.1.6.3.10"), "SNMP-FRAMEWORK-MIB (RFC 3411)"),
                    new Module(3, new OID("1.3.6.1.6.3.11"), "SNMP-MPD-MIB (RFC 3412)"),
                    new Module(4, new OID("1.3.6.1.6.3.12"), "SNMP-TARGET-MIB (RFC 3413): counters of contexts"),
                    new Module(5, new OID("1.3.6.1.6.3.15"), "SNMP-USER-BASED-SM-MIB (RFC 3414): usmStats"),
                    new Module(6, PptpdMib.ROOT, "PPTPD-MONITOR-MIB")),
            module -> new int[] {module.index});

    static final List<Column<Module>> MODULE_COLUMNS = List.of(
            column(2, "sysORID", Syntax.OBJECT_IDENTIFIER, Module::id),
            column(3, "sysORDescr", Syntax.DISPLAY_STRING, Module::description),
            column(4, "sysORUpTime", Syntax.TIME_STAMP, module -> 0));

    private SystemGroup() {}

    /** RFC 3418: "If the name is unknown, the value is the zero-length string." */
    private static String name(Moment at) {
        return Objects.requireNonNullElse(at.snapshot().server().name(), "");
    }
}

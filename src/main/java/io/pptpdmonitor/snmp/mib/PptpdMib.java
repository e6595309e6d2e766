package io.pptpdmonitor.snmp.mib;

import java.util.List;
import org.snmp4j.smi.OID;

/** Where the parts of PPTPD-MONITOR-MIB are registered; the one place in the code that knows the root. */
public final class PptpdMib {

    /** pptpdMonitorMIB; it moves when the project has an enterprise number of its own. */
    public static final OID ROOT = new OID("1.3.6.1.4.1.8072.9999.9999.1723");

    public static final OID SERVER = below(1, 1);
    public static final OID COLLECTOR = below(1, 2);
    public static final OID ALERT = below(1, 3);
    public static final OID ALERT_ENTRY = below(1, 3, 5, 1);
    public static final OID SESSION_ENTRY = below(1, 4, 1, 1);
    public static final OID USER_ENTRY = below(1, 5, 1, 1);
    public static final OID HISTORY = below(1, 6);
    public static final OID HISTORY_ENTRY = below(1, 6, 2, 1);
    public static final OID FAILURE = below(1, 7);
    public static final OID FAILURE_ENTRY = below(1, 7, 2, 1);

    /** What snmpTrapOID begins with. */
    public static final OID NOTIFICATIONS = below(0);

    /** The group "system" of SNMPv2-MIB (RFC 3418). */
    public static final OID SYSTEM = new OID("1.3.6.1.2.1.1");

    /**
     * The subtrees in which users can be known, pptpdSession to pptpdFailure: their names stand in values and OIDs. The
     * text of an alert names whoever has most sessions.
     */
    static final List<OID> PERSONAL =
            List.of(below(1, 3, 5, 1, 12), below(1, 4), below(1, 5), below(1, 6), below(1, 7));

    private PptpdMib() {}

    private static OID below(int... suffix) {
        return new OID(ROOT.getValue(), suffix);
    }
}

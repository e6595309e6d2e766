package io.pptpdmonitor.snmp.client;

import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;

/** What the reports of an SNMPv3 agent mean, by which it says why it does not answer (RFC 3412, 7.1; RFC 3414, 3.2). */
final class Reports {

    private Reports() {}

    /** Whether the same request will never be answered; the others are part of getting to know each other. */
    static boolean areFinal(PDU report) {
        OID first = first(report);
        return SnmpConstants.usmStatsUnknownUserNames.equals(first)
                || SnmpConstants.usmStatsWrongDigests.equals(first)
                || SnmpConstants.usmStatsUnsupportedSecLevels.equals(first)
                || SnmpConstants.usmStatsDecryptionErrors.equals(first);
    }

    static AgentException explained(PDU report, AgentAddress address, Credentials credentials) {
        OID first = first(report);
        return new AgentException("the agent at " + address + " " + explained(first) + " (" + credentials + ")");
    }

    private static String explained(OID first) {
        if (SnmpConstants.usmStatsUnknownUserNames.equals(first)) {
            return "does not know the user; check the name (-U)";
        }
        if (SnmpConstants.usmStatsWrongDigests.equals(first)) {
            return "does not accept the user's password; check it (-A) and its protocol (-a)";
        }
        if (SnmpConstants.usmStatsUnsupportedSecLevels.equals(first)) {
            return "does not serve the user at this level; take another (-L)";
        }
        if (SnmpConstants.usmStatsDecryptionErrors.equals(first)) {
            return "cannot decrypt what it is asked; check the password (-X) and its protocol (-x)";
        }
        if (SnmpConstants.usmStatsNotInTimeWindows.equals(first)) {
            return "takes the request for an old one, again and again; check whether two agents share its address";
        }
        return "does not answer, but reports " + first;
    }

    private static OID first(PDU report) {
        return report.size() == 0 ? new OID() : report.get(0).getOid();
    }
}

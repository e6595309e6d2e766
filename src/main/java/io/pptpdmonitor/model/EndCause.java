package io.pptpdmonitor.model;

import java.util.Locale;

/** Why a session ended; numbered as RADIUS Acct-Terminate-Cause (RFC 2866, 5.10) and, from 1001 on, as our MIB. */
public enum EndCause {
    UNKNOWN(0),
    USER_REQUEST(1),
    LOST_CARRIER(2),
    LOST_SERVICE(3),
    IDLE_TIMEOUT(4),
    SESSION_TIMEOUT(5),
    ADMIN_RESET(6),
    ADMIN_REBOOT(7),
    PORT_ERROR(8),
    NAS_ERROR(9),
    NAS_REQUEST(10),
    NAS_REBOOT(11),
    /** The peer did not authenticate. */
    AUTH_FAILED(1001),
    /** LCP, CCP (MPPE) or IPCP did not come to an end; GRE blocked on the way is the usual reason. */
    NEGOTIATION_FAILED(1002),
    /** pppd is gone and no line tells why. */
    LOST(1003);

    private final int number;

    EndCause(int number) {
        this.number = number;
    }

    /** The value of PptpdEndCause in the MIB. */
    public int number() {
        return number;
    }

    /** The name in JSON, such as {@code user-request}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

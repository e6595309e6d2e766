package io.pptpdmonitor.model;

import java.util.Locale;

/** What started a pppd. Only {@link #PPTP} counts as a user of the server unless asked otherwise. */
public enum Service {
    /** No line told. */
    UNKNOWN,
    /** A call of pptpd. */
    PPTP,
    /** A call of xl2tpd. */
    L2TP,
    /** A session of pppoe-server. */
    PPPOE,
    /** A pppd of this host that dials out. */
    CLIENT;

    /** The name in JSON and on the command line, such as {@code pptp}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

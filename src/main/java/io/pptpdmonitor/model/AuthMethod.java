package io.pptpdmonitor.model;

import java.util.Locale;

/** How a login was tried. */
public enum AuthMethod {
    /** PAP, RFC 1334. */
    PAP,
    /** CHAP, RFC 1994; also any kind of CHAP where the log does not tell which (pppd without debug). */
    CHAP,
    /** MS-CHAP, RFC 2433. */
    MSCHAP,
    /** MS-CHAP-V2, RFC 2759. */
    MSCHAPV2,
    /** EAP, RFC 3748. */
    EAP;

    /** The name in JSON, such as {@code mschapv2}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

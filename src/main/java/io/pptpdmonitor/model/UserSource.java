package io.pptpdmonitor.model;

import java.util.Locale;

/** Which evidence named the user of a session, the best first. */
public enum UserSource {
    /** The line of our own ip-up hook. */
    HOOK,
    /** {@code pptpd-logwtmp.so ip-up}. */
    PLUGIN,
    /** {@code Peer X authenticated} (pppd 2.5.1 and later) or {@code PAP peer authentication succeeded for X}. */
    AUTHENTICATED,
    /** The CHAP response that the authorized peer had sent; in pppd's debug lines only. */
    CHAP,
    /** A wtmp record of the same pid and interface; names are cut at 32 bytes there. */
    WTMP,
    /** What pppd's RADIUS plugins told; the server may have set it, or a realm been added to it. */
    RADIUS;

    /** The name in JSON, such as {@code plugin}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

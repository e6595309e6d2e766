package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.Hosts;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the host that a log tells of is the one that is looked at. A pid and a start time alone do not tell: two servers
 * that came up together give the same numbers at the same time.
 *
 * @param hosts how hosts are called, and which were picked from a log of several
 * @param anyName whether the log is this host's whatever it calls the host: nobody named another log, or the user says so.
 *     It does not hold of a host that was picked: others stand beside it
 */
public record Ownership(Hosts hosts, boolean anyName) {

    /** Before rsyslog knew a host's name, and of a host that was given none. */
    private static final String NO_NAME = "localhost";

    /** How much of what a log tells is of this host. */
    enum Share {
        ALL,
        SOME,
        NONE
    }

    /** Of a log that is this host's, whatever it calls the host. */
    static Ownership sure(ZoneId zone) {
        return new Ownership(Hosts.in(zone), true);
    }

    /** @param told the hosts that the log tells of, as they are shown */
    Share share(Set<String> told, @Nullable String own) {
        if (told.size() <= 1) {
            String only = told.isEmpty() ? "" : told.iterator().next();
            return denial(only, own) == null ? Share.ALL : Share.NONE;
        }
        return told.stream().anyMatch(host -> isCertain(host, own)) ? Share.SOME : Share.NONE;
    }

    /** Whether one of the hosts that the log tells of is this one, as far as that can be known. */
    boolean covers(String host, Set<String> told, @Nullable String own) {
        return told.size() > 1 ? isCertain(host, own) : denial(host, own) == null;
    }

    /**
     * Why the log is not this host's; null if it is.
     *
     * @param told the only host that the log tells of, as it is shown; "" in a log without hosts
     * @param own what this host calls itself; null where that cannot be read
     */
    @Nullable String denial(String told, @Nullable String own) {
        if (own != null && hosts.areOne(told, own)) {
            return null;
        }
        if (hosts.arePicked()) {
            return own == null
                    ? "how this host is called, and whether it is " + told + ", cannot be read"
                    : "the log is of " + told + ", this host is " + own;
        }
        return anyName || own == null || isNoName(told) || isNoName(own)
                ? null
                : "the log is of " + told + ", this host is " + own + "; --live yes, or --host-alias " + told + "="
                        + own + ", if that is the same";
    }

    /** Whether it is this host's by its name, not only as nobody said otherwise; or by where it stands, if it has no names. */
    boolean isCertain(String told, @Nullable String own) {
        return told.isEmpty() ? anyName : own != null && hosts.areOne(told, own);
    }

    private static boolean isNoName(String name) {
        return name.isEmpty() || name.equals(NO_NAME) || name.startsWith(NO_NAME + ".");
    }
}

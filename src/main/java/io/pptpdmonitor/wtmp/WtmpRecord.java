package io.pptpdmonitor.wtmp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record of wtmp, as pppd's logwtmp (sys-linux.c) and pptpd-logwtmp.so write it: a login when the peer is up, a
 * logout when it goes. A pppd that is killed writes no logout.
 *
 * <p>Names and hosts are the peer's own text, control characters included; whoever prints them makes them harmless.
 *
 * @param type ut_type of bits/utmp.h, from 0 to 9
 * @param pid of the pppd, in its own name space
 * @param line the interface, such as {@code ppp0}; printable ASCII
 * @param user decoded as UTF-8, what is none as U+FFFD; empty in a logout
 * @param cut whether the user's 32 octets are full: then the name is at least this long, and may go on
 * @param host where the control connection comes from; empty in a logout
 * @param time to the second from pppd, to the microsecond from others
 * @param address ut_addr_v6, of pppd the address inside the tunnel; null where there is none
 */
public record WtmpRecord(
        int type,
        int pid,
        String line,
        String user,
        boolean cut,
        String host,
        Instant time,
        @Nullable String address) {
    /** ut_type of a login. */
    public static final int USER_PROCESS = 7;

    private static final int DEAD_PROCESS = 8;

    /** Whether the line is a ppp interface. */
    public boolean onPpp() {
        return line.startsWith("ppp");
    }

    /** Whether somebody came, and his name is told. */
    public boolean login() {
        return type == USER_PROCESS && !user.isEmpty();
    }

    /** Whether the one on this line has gone; pppd writes the type of a login, without name and host. */
    public boolean logout() {
        return type == DEAD_PROCESS || (type == USER_PROCESS && user.isEmpty() && host.isEmpty());
    }

    /** Whether this may be the record of a user called {@code name}: the same, or where this is cut, its begin. */
    public boolean mayBe(String name) {
        return cut ? name.startsWith(user) : name.equals(user);
    }
}

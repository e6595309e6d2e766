package io.pptpdmonitor.alert;

import java.time.Duration;
import java.time.Instant;

/** Lines of a log with a long past. */
public final class Past {

    private static final String BEGIN = """
        %1$s vpn1 pppd[%2$d]: pppd 2.4.9 started by root, uid 0
        %1$s vpn1 pppd[%2$d]: Using interface ppp%3$d
        %1$s vpn1 pppd[%2$d]: peer from calling number 198.51.100.%3$d authorized
        %1$s vpn1 pppd[%2$d]: local  IP address 192.168.0.1
        %1$s vpn1 pppd[%2$d]: remote IP address 192.168.0.%3$d
        %1$s vpn1 pppd[%2$d]: pptpd-logwtmp.so ip-up ppp%3$d user%3$d 198.51.100.%3$d
        """;

    private static final String END = """
        %1$s vpn1 pppd[%2$d]: LCP terminated by peer (User request)
        %1$s vpn1 pppd[%2$d]: Connect time 2.0 minutes.
        %1$s vpn1 pppd[%2$d]: Sent 3000 bytes, received 2000 bytes.
        %1$s vpn1 pppd[%2$d]: Connection terminated.
        %1$s vpn1 pppd[%2$d]: Exit.
        """;

    private Past() {}

    /** A pool of 100 that they all went through, a hundred at a time; the last one ended twelve hours ago. */
    public static String tenThousandSessions(Instant now) {
        StringBuilder log = new StringBuilder(
                now.minus(Duration.ofHours(60)) + " vpn1 pptpd[817]: MGR: Maximum of 100 connections available\n");
        for (int session = 0; session < 10_000; session++) {
            Instant up = now.minus(Duration.ofHours(40)).plusSeconds(10L * session);
            log.append(begin(up, 1_000 + session, session % 100));
            log.append(end(up.plusSeconds(120), 1_000 + session));
        }
        return log.toString();
    }

    /** The user of that number comes. */
    public static String begin(Instant time, int pid, int user) {
        return BEGIN.formatted(time, pid, user);
    }

    public static String end(Instant time, int pid) {
        return END.formatted(time, pid);
    }
}

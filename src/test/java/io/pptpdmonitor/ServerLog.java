package io.pptpdmonitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

/**
 * A log that is being written, in RFC 3339 stamps: as rsyslog has it from pptpd 1.4.0 and pppd 2.4.9 with debug, the lines that
 * matter. Minute by minute from {@link #START} on; the user numbered n has pid 1000 + n, interface pppN, 198.51.100.n outside and
 * 192.168.0.n inside.
 */
public final class ServerLog {

    public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private static final String STARTED = """
            pptpd[817]: MGR: Manager process started
            pptpd[817]: MGR: Maximum of 100 connections available
            """;

    private static final String LOGIN = """
            pptpd[%1$d]: CTRL: Client 198.51.100.%3$d control connection started
            pptpd[%1$d]: CTRL: Starting call (launching pppd, opening GRE)
            pppd[%2$d]: pppd 2.4.9 started by root, uid 0
            pppd[%2$d]: Using interface ppp%3$d
            pppd[%2$d]: Connect: ppp%3$d <--> /dev/pts/%3$d
            pppd[%2$d]: rcvd [CHAP Response id=0xdd <fe51d48d82cad93f>, name = "%5$s"]
            pppd[%2$d]: peer from calling number 198.51.100.%3$d authorized
            pppd[%2$d]: MPPE 128-bit stateless compression enabled
            pppd[%2$d]: local  IP address 192.168.0.1
            pppd[%2$d]: remote IP address 192.168.0.%3$d
            pppd[%2$d]: pptpd-logwtmp.so ip-up ppp%3$d %4$s 198.51.100.%3$d
            """;

    private static final String FAILED = """
            pptpd[%1$d]: CTRL: Client 198.51.100.%3$d control connection started
            pptpd[%1$d]: CTRL: Starting call (launching pppd, opening GRE)
            pppd[%2$d]: pppd 2.4.9 started by root, uid 0
            pppd[%2$d]: Using interface ppp%3$d
            pppd[%2$d]: Connect: ppp%3$d <--> /dev/pts/%3$d
            pppd[%2$d]: rcvd [CHAP Response id=0xe0 <44103191fa38f464>, name = "%5$s"]
            pppd[%2$d]: Peer %4$s failed CHAP authentication
            pppd[%2$d]: Connection terminated.
            pppd[%2$d]: Exit.
            pptpd[%1$d]: CTRL: Reaping child PPP[%2$d]
            pptpd[%1$d]: CTRL: Client 198.51.100.%3$d control connection finished
            """;

    private static final String LOGOUT = """
            pppd[%2$d]: LCP terminated by peer (User request)
            pppd[%2$d]: Connect time 2.0 minutes.
            pppd[%2$d]: Sent 3000 bytes, received 2000 bytes.
            pppd[%2$d]: pptpd-logwtmp.so ip-down ppp%3$d
            pptpd[%1$d]: CTRL: Reaping child PPP[%2$d]
            pppd[%2$d]: Modem hangup
            pppd[%2$d]: Connection terminated.
            pppd[%2$d]: Exit.
            pptpd[%1$d]: CTRL: Client 198.51.100.%3$d control connection finished
            """;

    private static final String OF_OTHERS = """
            sshd[77]: Accepted publickey for root from 203.0.113.9 port 41952 ssh2
            cron[78]: (root) CMD (run-parts /etc/cron.hourly)
            """;

    private final Path path;
    private final Duration step;
    private Instant next;

    private ServerLog(Path path, Instant start, Duration step) {
        this.path = path;
        this.next = start;
        this.step = step;
    }

    /** A new log; the manager has just started. */
    public static ServerLog at(Path path) throws IOException {
        return at(path, START, Duration.ofMinutes(1));
    }

    /** One that begins at another moment, and goes on at another pace. */
    public static ServerLog at(Path path, Instant start, Duration step) throws IOException {
        return new ServerLog(path, start, step).append(STARTED);
    }

    /** As {@link #at(Path)}, of a host whose log goes further back: others wrote to it the day before. */
    public static ServerLog goingBack(Path path) throws IOException {
        return goingBack(path, START, Duration.ofMinutes(1));
    }

    /** Likewise, of another moment and pace. */
    public static ServerLog goingBack(Path path, Instant start, Duration step) throws IOException {
        new ServerLog(path, start.minus(Duration.ofDays(1)), step).append(OF_OTHERS);
        return at(path, start, step);
    }

    /** A log of other programs. */
    public static ServerLog withoutServer(Path path) throws IOException {
        return new ServerLog(path, START, Duration.ofMinutes(1)).append(OF_OTHERS);
    }

    public ServerLog login(int number, String user) throws IOException {
        return append(LOGIN.formatted(500 + number, 1000 + number, number, user, quoted(user)));
    }

    /** They have come with a wrong password. */
    public ServerLog failed(int number, String user) throws IOException {
        return append(FAILED.formatted(500 + number, 1000 + number, number, user, quoted(user)));
    }

    /** As pppd prints what stands in a packet. */
    private static String quoted(String user) {
        return user.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** They have sent 2000 bytes and got 3000. */
    public ServerLog logout(int number) throws IOException {
        return append(LOGOUT.formatted(500 + number, 1000 + number, number));
    }

    private ServerLog append(String messages) throws IOException {
        Instant time = next;
        next = next.plus(step);
        StringBuilder lines = new StringBuilder();
        messages.lines()
                .forEach(message ->
                        lines.append(time).append(" vpn1 ").append(message).append('\n'));
        Files.writeString(path, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return this;
    }

    public Path path() {
        return path;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}

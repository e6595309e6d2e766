package io.pptpdmonitor.snmp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the agent listens; written {@code udp:ADDRESS:PORT} or {@code tcp:ADDRESS:PORT}, an IPv6 address in brackets.
 *
 * @param port 0 to 65535; 0 takes any free one
 */
public record ListenAddress(Transport transport, InetAddress address, int port) {

    private static final Pattern TEXT =
            Pattern.compile("(?i:(udp)|tcp):(?:\\[([0-9A-Fa-f:.%\\w]+)]|([^:\\[\\]]+)):([0-9]{1,5})");

    public ListenAddress {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
        }
    }

    /**
     * Reads {@code udp:127.0.0.1:161}, {@code tcp:[::1]:161} or {@code udp:localhost:161}.
     *
     * @throws IllegalArgumentException with a sentence for the user, if it is none or the host's name is not known
     */
    public static ListenAddress parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not an address to listen on: '" + text
                    + "'; write udp:ADDRESS:PORT or tcp:ADDRESS:PORT, such as udp:127.0.0.1:161 or udp:[::1]:161");
        }
        Transport transport = matcher.group(1) == null ? Transport.TCP : Transport.UDP;
        String host = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
        return new ListenAddress(transport, resolved(host), Integer.parseInt(matcher.group(4)));
    }

    private static InetAddress resolved(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no such host: '" + host + "'; write an address of this host", e);
        }
    }

    /** The same place with the port that was taken. */
    ListenAddress at(int taken) {
        return new ListenAddress(transport, address, taken);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        String host = address.getHostAddress();
        return String.format(Locale.ROOT, host.contains(":") ? "%s:[%s]:%d" : "%s:%s:%d", transport.word(), host, port);
    }
}

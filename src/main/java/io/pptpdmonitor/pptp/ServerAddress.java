package io.pptpdmonitor.pptp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a PPTP server is: {@code HOST}, {@code HOST:PORT} or {@code [IPV6]:PORT}.
 *
 * @param host a name or an address, as it was written
 * @param port 1 to 65535
 */
public record ServerAddress(String host, int port) {

    /** RFC 2637, 1.3. */
    public static final int DEFAULT_PORT = 1723;

    private static final Pattern TEXT = Pattern.compile(
            "(?:\\[(?<bracketed>[0-9A-Fa-f:.]+(?:%\\w+)?)]|(?<host>[^:\\[\\]\\s/]+))(?::(?<port>[0-9]{1,5}))?");
    /** At least two colons: no port can be meant. */
    private static final Pattern BARE_IPV6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*(?:%\\w+)?");

    public ServerAddress {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
        }
    }

    /**
     * Looks nothing up.
     *
     * @throws IllegalArgumentException with a sentence for the user, if it is no address
     */
    public static ServerAddress parse(String text) {
        if (BARE_IPV6.matcher(text).matches()) {
            return new ServerAddress(text, DEFAULT_PORT);
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected HOST, HOST:PORT or [IPV6]:PORT, but was '" + text + "'");
        }
        String port = matcher.group("port");
        return new ServerAddress(
                matcher.group("bracketed") == null ? matcher.group("host") : matcher.group("bracketed"),
                port == null ? DEFAULT_PORT : Integer.parseInt(port));
    }

    /** Whether it is an address of this host; a name is looked up. */
    public boolean isHere() {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException unknown) {
            return false;
        }
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}

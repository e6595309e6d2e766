package io.pptpdmonitor.snmp.client;

import io.pptpdmonitor.snmp.Transport;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.TcpAddress;
import org.snmp4j.smi.UdpAddress;

/**
 * Where an agent is: {@code HOST}, {@code HOST:PORT}, {@code udp:HOST:PORT} or {@code tcp:HOST:PORT}, an IPv6 address with a
 * port in brackets.
 *
 * @param host a name or an address, as it was written
 * @param port 1 to 65535
 */
public record AgentAddress(Transport transport, String host, int port) {

    private static final int DEFAULT_PORT = 161;
    private static final Pattern TEXT = Pattern.compile(
            "(?i:(udp|tcp):)?(?:\\[(?<bracketed>[0-9A-Fa-f:.]+(?:%\\w+)?)]|(?<host>[^:\\[\\]\\s/]+))(?::(?<port>[0-9]{1,5}))?");
    /** At least two colons: no port can be meant. */
    private static final Pattern BARE_IPV6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*(?:%\\w+)?");

    public AgentAddress {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
        }
        if (host.contains(":") && !isIpv6(host)) {
            throw new IllegalArgumentException("expected HOST, HOST:PORT or [IPV6]:PORT, but was '" + host + "'");
        }
    }

    /**
     * Looks nothing up.
     *
     * @throws IllegalArgumentException with a sentence for the user, if it is no address
     */
    public static AgentAddress parse(String text) {
        if (BARE_IPV6.matcher(text).matches()) {
            return new AgentAddress(Transport.UDP, text, DEFAULT_PORT);
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "expected HOST, HOST:PORT, udp:HOST:PORT, tcp:HOST:PORT or [IPV6]:PORT, but was '" + text + "'");
        }
        String host = matcher.group("bracketed") == null ? matcher.group("host") : matcher.group("bracketed");
        String port = matcher.group("port");
        return new AgentAddress(
                "tcp".equalsIgnoreCase(matcher.group(1)) ? Transport.TCP : Transport.UDP,
                host,
                port == null ? DEFAULT_PORT : Integer.parseInt(port));
    }

    /** No name has a colon, so that none is looked up. The zone need not be one of this host. */
    private static boolean isIpv6(String text) {
        try {
            return InetAddress.getByName(text.replaceFirst("%.*", "")) instanceof Inet6Address
                    || text.startsWith("::ffff:");
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** @throws AgentException if the host's name is not known */
    Address resolved() throws AgentException {
        try {
            InetAddress address = InetAddress.getByName(host);
            return transport == Transport.TCP ? new TcpAddress(address, port) : new UdpAddress(address, port);
        } catch (UnknownHostException e) {
            throw new AgentException("no such host: '" + host + "'; check the name, or write its address", e);
        }
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        String written = host.contains(":") ? "[" + host + "]" : host;
        return transport.word() + ":" + written + ":" + port;
    }
}

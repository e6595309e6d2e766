package io.pptpdmonitor.snmp.agentx;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a master agent waits for its subagents; written {@code unix:PATH} or {@code tcp:HOST:PORT}. */
public sealed interface MasterAddress {

    /** That of RFC 2741, 8.2.1, where net-snmp's snmpd is, too. */
    MasterAddress DEFAULT = new Unix(Path.of("/var/agentx/master"));

    /**
     * Reads {@code unix:/var/agentx/master}, {@code tcp:localhost:705} or {@code tcp:[::1]:705}.
     *
     * @throws IllegalArgumentException with a sentence for the user, if it is none
     */
    static MasterAddress parse(String text) {
        Matcher unix = Unix.TEXT.matcher(text);
        if (unix.matches()) {
            return new Unix(Path.of(unix.group(1)));
        }
        Matcher tcp = Tcp.TEXT.matcher(text);
        if (tcp.matches()) {
            String host = tcp.group(1) == null ? tcp.group(2) : tcp.group(1);
            return new Tcp(host, Integer.parseInt(tcp.group(3)));
        }
        throw new IllegalArgumentException("not an address of an AgentX master: '" + text
                + "'; write unix:PATH or tcp:HOST:PORT, such as unix:/var/agentx/master or tcp:127.0.0.1:705");
    }

    /** What to connect to, as of now. */
    SocketAddress socketAddress() throws IOException;

    /** A socket of this host. */
    record Unix(Path path) implements MasterAddress {

        private static final Pattern TEXT = Pattern.compile("(?i:unix):(/[^\0]*)");

        /** What sun_path of unix(7) holds beside its NUL. */
        private static final int MAX_OCTETS = 107;

        public Unix {
            if (path.toString().getBytes(StandardCharsets.UTF_8).length > MAX_OCTETS) {
                throw new IllegalArgumentException("the path of a socket has at most 107 octets: " + path);
            }
        }

        @Override
        public SocketAddress socketAddress() {
            return UnixDomainSocketAddress.of(path);
        }

        @Override
        public String toString() {
            return "unix:" + path;
        }
    }

    /** Any host's port; the name is looked up anew for each connection. */
    record Tcp(String host, int port) implements MasterAddress {

        private static final Pattern TEXT =
                Pattern.compile("(?i:tcp):(?:\\[([0-9A-Fa-f:.%\\w]+)]|([^:\\[\\]\\s]+)):([0-9]{1,5})");

        public Tcp {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
            }
        }

        @Override
        public SocketAddress socketAddress() throws UnknownHostException {
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new UnknownHostException(host);
            }
            return address;
        }

        @Override
        public String toString() {
            return host.contains(":") ? "tcp:[" + host + "]:" + port : "tcp:" + host + ":" + port;
        }
    }
}

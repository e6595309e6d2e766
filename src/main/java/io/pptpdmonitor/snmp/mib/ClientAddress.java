package io.pptpdmonitor.snmp.mib;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An address of a log as the MIB tells it: as text, and as InetAddressType with InetAddress (RFC 4001). */
final class ClientAddress {

    /** INET6_ADDRSTRLEN without its NUL: no address is longer. */
    static final int MAX_TEXT = 45;

    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private ClientAddress() {}

    /** The text, empty if it is not known; what is too long for an address is not cut to look like another one. */
    static String text(@Nullable String address) {
        return address == null || address.length() > MAX_TEXT ? "" : address;
    }

    /** unknown(0), ipv4(1) or ipv6(2). */
    static int type(@Nullable String address) {
        return switch (octets(address).length) {
            case 4 -> 1;
            case 16 -> 2;
            default -> 0;
        };
    }

    /** Four or sixteen octets; none where the text is no address. Never asks a name server. */
    static byte[] octets(@Nullable String address) {
        if (address == null || !literal(address)) {
            return new byte[0];
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            return new byte[0];
        }
    }

    /** Only such texts: getByName looks any other one up in the DNS. */
    private static boolean literal(String address) {
        return (IPV4.matcher(address).matches() && octetsInRange(address))
                || IPV6.matcher(address).matches();
    }

    private static boolean octetsInRange(String address) {
        for (String octet : address.split("\\.", -1)) {
            if (Integer.parseInt(octet) > 255) {
                return false;
            }
        }
        return true;
    }
}

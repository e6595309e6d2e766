package io.pptpdmonitor.snmp.mib;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An address of a log as the MIB tells it: as text, and as InetAddressType with InetAddress (RFC 4001). */
final class ClientAddress {

    /** INET6_ADDRSTRLEN without its NUL: no address is longer. */
    static final int MAX_TEXT = 45;

    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private static final byte[] NONE = new byte[0];

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
        if (address == null) {
            return NONE;
        }
        byte[] ipv4 = ipv4(address);
        return ipv4.length == 4 ? ipv4 : ipv6(address);
    }

    /** Read here, for each row of a walk has two of them; none where it is not four numbers up to 255 in decimal. */
    private static byte[] ipv4(String text) {
        byte[] octets = new byte[4];
        int at = 0;
        for (int i = 0; i < 4; i++) {
            int begin = at;
            int value = 0;
            while (at < text.length() && at - begin < 3 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                value = 10 * value + text.charAt(at++) - '0';
            }
            boolean ended = i < 3 ? at < text.length() && text.charAt(at) == '.' : at == text.length();
            if (at == begin || value > 255 || !ended) {
                return NONE;
            }
            octets[i] = (byte) value;
            at++;
        }
        return octets;
    }

    /** Only such texts: getByName looks any other one up in the DNS. */
    private static byte[] ipv6(String text) {
        if (!IPV6.matcher(text).matches()) {
            return NONE;
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            return NONE;
        }
    }
}

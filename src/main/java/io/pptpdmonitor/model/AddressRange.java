package io.pptpdmonitor.model;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The addresses that begin with the same bits, as {@code 192.0.2.0/24}; a single address without a length. */
public final class AddressRange {

    /** Only such texts are parsed: any other one would be looked up in the DNS. */
    private static final Pattern LITERAL =
            Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,3}");

    private final String text;
    private final byte[] prefix;
    private final int bits;

    private AddressRange(String text, byte[] prefix, int bits) {
        this.text = text;
        this.prefix = prefix;
        this.bits = bits;
    }

    /**
     * Reads {@code ADDRESS} or {@code ADDRESS/LENGTH}.
     *
     * @throws IllegalArgumentException if it is neither, with a message for the user
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = octets(slash < 0 ? text : text.substring(0, slash));
        String length = slash < 0 ? null : text.substring(slash + 1);
        int bits = address == null ? -1 : bits(length, address.length * 8);
        if (address == null || bits < 0 || bits > address.length * 8) {
            throw new IllegalArgumentException(
                    "expected an address, or one and a length, such as 192.0.2.1 or 192.0.2.0/24, but was '" + text
                            + "'");
        }
        return new AddressRange(text, address, bits);
    }

    private static int bits(@Nullable String length, int whole) {
        if (length == null) {
            return whole;
        }
        return LENGTH.matcher(length).matches() ? Integer.parseInt(length) : -1;
    }

    /** Whether the address is one of these; false of anything that is no literal address. */
    public boolean contains(@Nullable String address) {
        byte[] octets = address == null ? null : octets(address);
        return octets != null && contains(octets);
    }

    public boolean holds(InetAddress address) {
        return contains(address.getAddress());
    }

    private boolean contains(byte[] octets) {
        if (octets.length != prefix.length) {
            return false;
        }
        int whole = bits / 8;
        int mask = 0xff00 >> bits % 8 & 0xff;
        return Arrays.equals(octets, 0, whole, prefix, 0, whole)
                && (mask == 0 || ((octets[whole] ^ prefix[whole]) & mask) == 0);
    }

    /** As it was read. */
    @Override
    public String toString() {
        return text;
    }

    private static byte @Nullable [] octets(String address) {
        try {
            return LITERAL.matcher(address).matches()
                    ? InetAddress.getByName(address).getAddress()
                    : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }
}

package io.pptpdmonitor.snmp;

import io.pptpdmonitor.model.AddressRange;
import io.pptpdmonitor.snmp.mib.Scope;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * A name under which SNMPv1 and v2c may read. The constructor's IllegalArgumentException carries a sentence for the user.
 *
 * @param name 1 to 255 octets in UTF-8; told to nobody, so {@link #toString} leaves it out
 * @param sources the networks that may use it, at least one; nobody else gets an answer
 * @param scope what is shown
 */
public record Community(String name, List<AddressRange> sources, Scope scope) {

    /** Every address, of IPv4 and IPv6. */
    public static final List<AddressRange> ANYWHERE =
            List.of(AddressRange.parse("0.0.0.0/0"), AddressRange.parse("::/0"));

    private static final int MAX_NAME = 255;

    public Community {
        sources = List.copyOf(sources);
        if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME) {
            throw new IllegalArgumentException("a community's name has 1 to 255 octets");
        }
        if (sources.isEmpty()) {
            throw new IllegalArgumentException(
                    "a community without sources answers nobody; name networks, such as \"192.0.2.0/24\"");
        }
    }

    /** In a time that tells nothing of the name. */
    boolean isCalled(byte[] octets) {
        return MessageDigest.isEqual(octets, name.getBytes(StandardCharsets.UTF_8));
    }

    boolean mayBeUsedFrom(InetAddress address) {
        return sources.stream().anyMatch(range -> range.holds(address));
    }

    @Override
    public String toString() {
        return "Community[sources=" + sources + ", scope=" + scope.word() + "]";
    }
}

package io.pptpdmonitor.snmp;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Who the agent is to SNMPv3 managers: what is authenticated is bound to it, so that no recorded message counts again.
 *
 * @param hex snmpEngineID, 5 to 32 octets (RFC 3411) in hexadecimal digits, as net-snmp's -e takes it
 * @param boots snmpEngineBoots, 1 to 2^31-2: how often the agent began with this id
 */
public record EngineIdentity(String hex, int boots) {

    /** RFC 3414, 2.2.2: at 2^31-1 an engine is to be given a new id. */
    public static final int MAX_BOOTS = Integer.MAX_VALUE - 1;

    private static final int MIN_ID = 5;
    private static final int MAX_ID = 32;
    private static final int RANDOM = 12;

    /** RFC 3411, SnmpEngineID: the enterprise whose arc our MIB is in, with the first bit set; then 5, "octets". */
    private static final String PREFIX = "80001f8805";

    public EngineIdentity {
        int length = HexFormat.of().parseHex(hex).length;
        if (length < MIN_ID || length > MAX_ID) {
            throw new IllegalArgumentException("an engine's id has 5 to 32 octets, not " + length);
        }
        if (boots < 1 || boots > MAX_BOOTS) {
            throw new IllegalArgumentException("boots are 1 to " + MAX_BOOTS + ", not " + boots);
        }
    }

    /** One that never was before. */
    public static EngineIdentity anew() {
        byte[] random = new byte[RANDOM];
        new SecureRandom().nextBytes(random);
        return new EngineIdentity(PREFIX + HexFormat.of().formatHex(random), 1);
    }

    /** The one to begin with next time; a new one where it has begun too often. */
    public EngineIdentity next() {
        return boots == MAX_BOOTS ? anew() : new EngineIdentity(hex, boots + 1);
    }

    byte[] id() {
        return HexFormat.of().parseHex(hex);
    }
}

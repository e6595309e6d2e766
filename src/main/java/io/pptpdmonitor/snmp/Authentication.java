package io.pptpdmonitor.snmp;

import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthenticationProtocol;
import org.snmp4j.smi.OID;

/** How a user's messages are authenticated: the HMAC-SHA-2 protocols of RFC 7860; MD5 and SHA-1 are not offered. */
public enum Authentication {
    SHA_256("SHA-256", 32, 24, "HmacSHA256"),
    SHA_384("SHA-384", 48, 32, "HmacSHA384"),
    SHA_512("SHA-512", 64, 48, "HmacSHA512");

    private final String word;
    private final int keyOctets;
    private final int codeOctets;
    private final String hmac;

    Authentication(String word, int keyOctets, int codeOctets, String hmac) {
        this.word = word;
        this.keyOctets = keyOctets;
        this.codeOctets = codeOctets;
        this.hmac = hmac;
    }

    /** As the configuration writes it. */
    public String word() {
        return word;
    }

    /** The length of a localized key, which is that of the digest. */
    public int keyOctets() {
        return keyOctets;
    }

    /** The length of a signature: as much of the digest as RFC 7860, 4.1 has it. */
    int codeOctets() {
        return codeOctets;
    }

    /** As the JDK calls it. */
    String hmac() {
        return hmac;
    }

    public OID id() {
        return protocol().getID();
    }

    public AuthenticationProtocol protocol() {
        return switch (this) {
            case SHA_256 -> new AuthHMAC192SHA256();
            case SHA_384 -> new AuthHMAC256SHA384();
            case SHA_512 -> new AuthHMAC384SHA512();
        };
    }
}

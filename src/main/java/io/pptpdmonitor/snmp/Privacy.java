package io.pptpdmonitor.snmp;

import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.PrivacyProtocol;
import org.snmp4j.smi.OID;

/**
 * How a user's messages are encrypted: AES in CFB mode, RFC 3826 and its usual extension to longer keys. DES is not
 * offered. Every digest of {@link Authentication} is as long as the longest key, so that the two ways in which others
 * make a long key of a short digest do not matter.
 */
public enum Privacy {
    AES_128("AES-128", 16),
    AES_192("AES-192", 24),
    AES_256("AES-256", 32);

    private final String word;
    private final int keyOctets;

    Privacy(String word, int keyOctets) {
        this.word = word;
        this.keyOctets = keyOctets;
    }

    /** As the configuration writes it. */
    public String word() {
        return word;
    }

    public int keyOctets() {
        return keyOctets;
    }

    public OID id() {
        return switch (this) {
            case AES_128 -> SnmpConstants.usmAesCfb128Protocol;
            case AES_192 -> SnmpConstants.oosnmpUsmAesCfb192Protocol;
            case AES_256 -> SnmpConstants.oosnmpUsmAesCfb256Protocol;
        };
    }

    public PrivacyProtocol protocol() {
        return new Aes(keyOctets, id());
    }
}

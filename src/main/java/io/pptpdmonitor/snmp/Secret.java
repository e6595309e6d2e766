package io.pptpdmonitor.snmp;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What a user and the agent share: a password, or the key made of one for this agent's engine. Told to nobody. */
public final class Secret {

    private static final int MIN_PASSWORD = 8;

    private final byte[] octets;
    private final boolean localized;

    private Secret(byte[] octets, boolean localized) {
        this.octets = octets;
        this.localized = localized;
    }

    /**
     * A password, from which keys are made as RFC 3414, A.2 has it.
     *
     * @throws IllegalArgumentException if it is shorter than RFC 3414, 11.2 asks for, with a sentence for the user
     */
    public static Secret password(String text) {
        int length = text.codePointCount(0, text.length());
        if (length < MIN_PASSWORD) {
            throw new IllegalArgumentException(
                    "a password of " + length + " characters is too short; take one of 8 or more");
        }
        return new Secret(text.getBytes(StandardCharsets.UTF_8), false);
    }

    /**
     * A key that was localized for this agent's engine (RFC 3414, 2.6), in hexadecimal digits, as net-snmp's {@code -3k}
     * takes it.
     *
     * @throws IllegalArgumentException if it is none, with a sentence for the user that does not repeat it
     */
    public static Secret localizedKey(String text) {
        String digits = text.startsWith("0x") || text.startsWith("0X") ? text.substring(2) : text;
        try {
            return new Secret(HexFormat.of().parseHex(digits), true);
        } catch (IllegalArgumentException e) {
            // Not as its cause: that would show some of it.
            throw new IllegalArgumentException("a localized key is written in pairs of hexadecimal digits");
        }
    }

    boolean localized() {
        return localized;
    }

    byte[] octets() {
        return octets.clone();
    }

    /** Whether it can be a key of a protocol whose keys are that long; a longer one is cut, as net-snmp does. */
    boolean fits(int keyOctets) {
        return !localized || octets.length >= keyOctets;
    }

    int length() {
        return octets.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret
                && localized == secret.localized
                && java.security.MessageDigest.isEqual(octets, secret.octets);
    }

    @Override
    public int hashCode() {
        return Boolean.hashCode(localized);
    }

    @Override
    public String toString() {
        return localized ? "(a key)" : "(a password)";
    }
}

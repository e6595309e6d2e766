package io.pptpdmonitor.snmp;

import io.pptpdmonitor.snmp.mib.Scope;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Who may read over SNMPv3. The constructor's IllegalArgumentException carries a sentence for the user.
 *
 * @param name 1 to 32 octets in UTF-8 (RFC 3414, usmUserName)
 * @param privacy null: messages that are authenticated only will do
 * @param privacySecret null exactly where there is no privacy
 * @param scope what the user is shown
 */
public record SnmpUser(
        String name,
        Authentication authentication,
        Secret authenticationSecret,
        @Nullable Privacy privacy,
        @Nullable Secret privacySecret,
        Scope scope) {

    private static final int MAX_NAME = 32;

    public SnmpUser {
        if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME) {
            throw new IllegalArgumentException("a user's name has 1 to 32 octets");
        }
        if (authenticationSecret.localized() && authenticationSecret.length() != authentication.keyOctets()) {
            throw new IllegalArgumentException(wrongKey(authentication.word(), authentication.keyOctets()));
        }
        if ((privacy == null) != (privacySecret == null)) {
            throw new IllegalArgumentException(
                    "encryption needs a password or key, and a password or key its protocol");
        }
        if (privacy != null && privacySecret != null && !privacySecret.fits(privacy.keyOctets())) {
            throw new IllegalArgumentException(wrongKey(privacy.word(), privacy.keyOctets()));
        }
    }

    private static String wrongKey(String protocol, int octets) {
        return "a localized key of " + protocol + " has " + 2 * octets + " hexadecimal digits";
    }
}

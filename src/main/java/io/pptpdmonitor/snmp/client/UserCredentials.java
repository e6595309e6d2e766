package io.pptpdmonitor.snmp.client;

import io.pptpdmonitor.snmp.Authentication;
import io.pptpdmonitor.snmp.Privacy;
import org.jspecify.annotations.Nullable;

/**
 * A user of SNMPv3. The constructor's IllegalArgumentException carries a sentence for the user.
 *
 * @param authentication null: nobody vouches for what is said
 * @param privacy null: anybody on the way can read it
 */
public record UserCredentials(
        String name,
        @Nullable Authentication authentication,
        @Nullable String authenticationPassword,
        @Nullable Privacy privacy,
        @Nullable String privacyPassword)
        implements Credentials {

    /** RFC 3414, 11.2. */
    private static final int MIN_PASSWORD = 8;

    public UserCredentials {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a user's name is not empty");
        }
        if ((authentication == null) != (authenticationPassword == null)
                || (privacy == null) != (privacyPassword == null)) {
            throw new IllegalArgumentException("a protocol needs a password, and a password a protocol");
        }
        if (privacy != null && authentication == null) {
            throw new IllegalArgumentException("encryption needs authentication, too");
        }
        longEnough(authenticationPassword, "authentication");
        longEnough(privacyPassword, "encryption");
    }

    private static void longEnough(@Nullable String password, String what) {
        if (password != null && password.length() < MIN_PASSWORD) {
            throw new IllegalArgumentException("the password for " + what + " has 8 characters or more");
        }
    }

    @Override
    public String toString() {
        return "v3 " + name;
    }
}

package io.pptpdmonitor.snmp;

import org.jspecify.annotations.Nullable;

/**
 * The localized keys of a user, by which messages are signed (RFC 7860, 4) and encrypted (RFC 3826, 3); safe for use by
 * several threads.
 */
final class UserKeys {

    /** To look for an algorithm and begin with a key takes longer than a short message. */
    private final ThreadLocal<UserCiphers> ciphers;

    /** @param privacyKey null: no message of the user is encrypted */
    UserKeys(Authentication authentication, byte[] authenticationKey, byte @Nullable [] privacyKey) {
        byte[] signing = authenticationKey.clone();
        byte[] encrypting = privacyKey == null ? null : privacyKey.clone();
        ciphers = ThreadLocal.withInitial(() -> new UserCiphers(authentication, signing, encrypting));
    }

    /** Those of the thread that asks. */
    UserCiphers ciphers() {
        return ciphers.get();
    }
}

package io.pptpdmonitor.snmp;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Signs and encrypts with the keys of a user, each time as if new; for use by one thread at a time. */
final class UserCiphers {

    private final int codeOctets;
    private final Mac mac;
    private final @Nullable Cfb cfb;

    UserCiphers(Authentication authentication, byte[] authenticationKey, byte @Nullable [] privacyKey) {
        codeOctets = authentication.codeOctets();
        try {
            mac = Mac.getInstance(authentication.hmac());
            mac.init(new SecretKeySpec(authenticationKey, authentication.hmac()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible); // Every Java 17 has these, which take any key.
        }
        cfb = privacyKey == null ? null : new Cfb(privacyKey);
    }

    /** How long a signature is. */
    int codeOctets() {
        return codeOctets;
    }

    /** Whether the signature is the user's. There are zeros in its place then. */
    boolean signed(SignedRequest request) {
        if (request.codeOctets() != codeOctets) {
            return false;
        }
        byte[] message = request.message();
        int code = request.code();
        byte[] told = Arrays.copyOfRange(message, code, code + codeOctets);
        Arrays.fill(message, code, code + codeOctets, (byte) 0);
        mac.update(message);
        return MessageDigest.isEqual(told, Arrays.copyOf(mac.doFinal(), codeOctets));
    }

    /** Whether the payload can be read. It is decrypted then, in its place, where it was encrypted. */
    boolean readable(SignedRequest request) {
        if (!request.encrypted()) {
            return true;
        }
        if (cfb == null || request.saltOctets() != Cfb.SALT) {
            return false;
        }
        byte[] message = request.message();
        long salt = Cfb.salt(message, request.salt());
        cfb.decrypt(message, request.payload(), message.length, request.boots(), request.time(), salt);
        return true;
    }

    /** In place. Only for a user whose messages may be encrypted, and behind {@link Cfb#BLOCK} octets that are lost. */
    void encrypt(byte[] octets, int from, int to, int boots, int time, long salt) {
        if (cfb == null) {
            throw new IllegalStateException("no key to encrypt with");
        }
        cfb.encrypt(octets, from, to, boots, time, salt);
    }

    /**
     * Signs a message.
     *
     * @param code where there are zeros for the signature
     */
    void sign(byte[] octets, int from, int to, int code) {
        mac.update(octets, from, to - from);
        System.arraycopy(mac.doFinal(), 0, octets, code, codeOctets);
    }
}

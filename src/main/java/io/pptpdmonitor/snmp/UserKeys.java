package io.pptpdmonitor.snmp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The localized keys of a user, by which messages are signed (RFC 7860, 4) and encrypted (RFC 3826, 3); safe for use by
 * several threads.
 */
final class UserKeys {

    private final Authentication authentication;
    private final byte[] authenticationKey;
    private final byte @Nullable [] privacyKey;
    /** Each begun with its key, and as if new after each use: to look for an algorithm takes longer than a short message. */
    private final Queue<Mac> freeMacs = new ConcurrentLinkedQueue<>();

    private final Queue<Cfb> freeCiphers = new ConcurrentLinkedQueue<>();

    /** @param privacyKey null: no message of the user is encrypted */
    UserKeys(Authentication authentication, byte[] authenticationKey, byte @Nullable [] privacyKey) {
        this.authentication = authentication;
        this.authenticationKey = authenticationKey.clone();
        this.privacyKey = privacyKey == null ? null : privacyKey.clone();
    }

    /** How long a signature is. */
    int codeOctets() {
        return authentication.codeOctets();
    }

    /** Whether the signature is the user's. There are zeros in its place then. */
    boolean signed(SignedRequest request) {
        if (request.codeOctets() != codeOctets()) {
            return false;
        }
        byte[] message = request.message();
        byte[] told = Arrays.copyOfRange(message, request.code(), request.code() + codeOctets());
        Arrays.fill(message, request.code(), request.code() + codeOctets(), (byte) 0);
        return MessageDigest.isEqual(told, Arrays.copyOf(digest(message, 0), codeOctets()));
    }

    /**
     * The scoped PDU that it carries, decrypted where that is needed.
     *
     * @return null where it is encrypted and cannot be decrypted
     */
    @Nullable ByteBuffer payload(SignedRequest request) {
        byte[] message = request.message();
        ByteBuffer payload = ByteBuffer.wrap(message, request.payload(), message.length - request.payload());
        if (request.encrypted()) {
            if (privacyKey == null || request.salt().length != Cfb.SALT) {
                return null;
            }
            Cfb cfb = cfb(privacyKey);
            cfb.decrypt(
                    message, request.payload(), payload.remaining(), request.boots(), request.time(), request.salt());
            freeCiphers.add(cfb);
        }
        return payload;
    }

    /** In place, from there to the end. Only for a user whose messages may be encrypted. */
    void encrypt(byte[] octets, int from, int boots, int time, byte[] salt) {
        if (privacyKey == null) {
            throw new IllegalStateException("no key to encrypt with");
        }
        Cfb cfb = cfb(privacyKey);
        cfb.encrypt(octets, from, octets.length - from, boots, time, salt);
        freeCiphers.add(cfb);
    }

    /**
     * Signs the message that begins there and reaches to the end.
     *
     * @param code where there are zeros for the signature
     */
    void sign(byte[] octets, int from, int code) {
        System.arraycopy(digest(octets, from), 0, octets, code, codeOctets());
    }

    private byte[] digest(byte[] octets, int from) {
        Mac used = freeMacs.poll();
        Mac mac = used == null ? mac() : used;
        mac.update(octets, from, octets.length - from);
        byte[] digest = mac.doFinal();
        freeMacs.add(mac);
        return digest;
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(authentication.hmac());
            mac.init(new SecretKeySpec(authenticationKey, authentication.hmac()));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible); // Every Java 17 has these, which take any key.
        }
    }

    private Cfb cfb(byte[] key) {
        Cfb used = freeCiphers.poll();
        return used == null ? new Cfb(key) : used;
    }
}

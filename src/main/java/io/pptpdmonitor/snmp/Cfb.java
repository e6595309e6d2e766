package io.pptpdmonitor.snmp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES of one key in CFB mode with segments of 128 bits, as RFC 3826 has it for SNMP; for use by one thread at a time. The
 * JDK does CFB block by block; made of CBC and ECB, which it does in one go, it takes less than half the time.
 *
 * <p>CFB has C(1) = P(1) xor E(IV) and C(i+1) = P(i+1) xor E(C(i)) (NIST SP 800-38A, 6.3). So what is enciphered to decrypt
 * is IV, C(1), C(2) and so on, each by itself. To encrypt it is in turn IV, P(1) xor E(IV), P(2) xor E(C(1)) and so on: each
 * time the next of IV, P(1), P(2), ... xor what came out before. That is CBC over these, begun with zero (6.2).
 *
 * <p>All is done in place. The vector is put before the octets, where they are enciphered from: what stood in those
 * {@link #BLOCK} is lost.
 */
final class Cfb {

    static final int SALT = 8;
    static final int BLOCK = 16;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle BIG_LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final Cipher chained;
    private final Cipher single;
    private byte[] stream = new byte[BLOCK];

    /** @param key of 16, 24 or 32 octets */
    Cfb(byte[] key) {
        SecretKeySpec aes = new SecretKeySpec(key, "AES");
        try {
            chained = Cipher.getInstance("AES/CBC/NoPadding");
            chained.init(Cipher.ENCRYPT_MODE, aes, new IvParameterSpec(new byte[BLOCK]));
            single = Cipher.getInstance("AES/ECB/NoPadding");
            single.init(Cipher.ENCRYPT_MODE, aes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible); // Every Java has AES with these keys.
        }
    }

    /** The salt that stands there. */
    static long salt(byte[] octets, int from) {
        return (long) BIG_LONG.get(octets, from);
    }

    void encrypt(byte[] octets, int from, int to, int boots, int time, long salt) {
        apply(chained, octets, from, to, boots, time, salt);
    }

    void decrypt(byte[] octets, int from, int to, int boots, int time, long salt) {
        apply(single, octets, from, to, boots, time, salt);
    }

    private void apply(Cipher cipher, byte[] octets, int from, int to, int boots, int time, long salt) {
        int whole = (to - from + BLOCK - 1) / BLOCK * BLOCK;
        if (whole > stream.length) {
            stream = new byte[whole];
        }
        BIG_LONG.set(octets, from - BLOCK, (long) boots << Integer.SIZE | (time & 0xFFFF_FFFFL));
        BIG_LONG.set(octets, from - SALT, salt);
        try {
            // Both begin anew behind this.
            cipher.doFinal(octets, from - BLOCK, whole, stream, 0);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible); // These are whole blocks, and there is room for all.
        }
        mix(octets, from, to);
    }

    /** By eight octets at a time, which the compiler does not find by itself where two arrays may be one. */
    private void mix(byte[] octets, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            LONG.set(octets, i, (long) LONG.get(octets, i) ^ (long) LONG.get(stream, i - from));
        }
        for (; i < to; i++) {
            octets[i] ^= stream[i - from];
        }
    }
}

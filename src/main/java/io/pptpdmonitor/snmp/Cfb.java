package io.pptpdmonitor.snmp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
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
 */
final class Cfb {

    static final int SALT = 8;

    private static final int BLOCK = 16;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final Cipher chained;
    private final Cipher single;
    private byte[] in = new byte[BLOCK];
    private byte[] out = new byte[BLOCK];

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

    /** In place. */
    void encrypt(byte[] octets, int from, int length, int boots, int time, byte[] salt) {
        apply(chained, octets, from, length, boots, time, salt);
    }

    /** In place. */
    void decrypt(byte[] octets, int from, int length, int boots, int time, byte[] salt) {
        apply(single, octets, from, length, boots, time, salt);
    }

    private void apply(Cipher cipher, byte[] octets, int from, int length, int boots, int time, byte[] salt) {
        int whole = (length + BLOCK - 1) / BLOCK * BLOCK;
        if (whole > in.length) {
            in = new byte[whole];
            out = new byte[whole];
        }
        ByteBuffer.wrap(in).putInt(boots).putInt(time).put(salt, 0, SALT);
        if (whole > BLOCK) {
            System.arraycopy(octets, from, in, BLOCK, whole - BLOCK);
        }
        try {
            // Both begin anew behind this.
            cipher.doFinal(in, 0, whole, out, 0);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible); // These are whole blocks, and there is room for all.
        }
        mix(octets, from, length);
    }

    /** By eight octets at a time, which the compiler does not find by itself where two arrays may be one. */
    private void mix(byte[] octets, int from, int length) {
        int i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            LONG.set(octets, from + i, (long) LONG.get(octets, from + i) ^ (long) LONG.get(out, i));
        }
        for (; i < length; i++) {
            octets[from + i] ^= out[i];
        }
    }
}

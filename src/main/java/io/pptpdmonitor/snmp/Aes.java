package io.pptpdmonitor.snmp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.snmp4j.security.DecryptParams;
import org.snmp4j.security.PrivAES;
import org.snmp4j.smi.OID;

/**
 * AES in CFB mode with segments of 128 bits (RFC 3826, 3.1), safe for use by several threads. The JDK encrypts so block by
 * block, but CBC, of which the same can be made, in one go and in less than half the time.
 *
 * <p>CFB has C(1) = P(1) xor E(IV) and C(i+1) = P(i+1) xor E(C(i)) (NIST SP 800-38A, 6.3). So what is enciphered in turn is IV,
 * P(1) xor E(IV), P(2) xor E(C(1)) and so on: each time the next of IV, P(1), P(2), ... xor what came out before. That is CBC
 * over these, begun with zero (6.2).
 */
final class Aes extends PrivAES {

    private static final long serialVersionUID = 1;

    private static final int BLOCK = 16;
    private static final int SALT = 8;

    /** A cipher that begins anew with this key, and with zero, after each use. */
    private static final class Keyed {

        final byte[] key;
        final Cipher cipher;

        Keyed(byte[] key) throws GeneralSecurityException {
            this.key = key.clone();
            this.cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[BLOCK]));
        }
    }

    private final OID id;
    private final transient Queue<Keyed> free = new ConcurrentLinkedQueue<>();

    Aes(int keyOctets, OID id) {
        super(keyOctets);
        this.id = new OID(id);
    }

    @Override
    public OID getID() {
        return new OID(id);
    }

    @Override
    public byte[] encrypt(
            byte[] plain, int offset, int length, byte[] key, long boots, long time, DecryptParams parameters) {
        byte[] vector = ByteBuffer.allocate(BLOCK)
                .putInt((int) boots)
                .putInt((int) time)
                .putLong(salt.getNext())
                .array();
        parameters.array = Arrays.copyOfRange(vector, BLOCK - SALT, BLOCK);
        parameters.offset = 0;
        parameters.length = SALT;
        try {
            return feedback(key, vector, plain, offset, length);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible); // Every Java has AES with these keys.
        }
    }

    private byte[] feedback(byte[] key, byte[] vector, byte[] plain, int offset, int length)
            throws GeneralSecurityException {
        int blocks = (length + BLOCK - 1) / BLOCK;
        byte[] chained = Arrays.copyOf(vector, blocks * BLOCK);
        if (blocks > 1) {
            System.arraycopy(plain, offset, chained, BLOCK, (blocks - 1) * BLOCK);
        }
        Keyed keyed = keyed(key);
        byte[] stream = keyed.cipher.doFinal(chained);
        free.add(keyed);
        byte[] encrypted = new byte[length];
        for (int i = 0; i < length; i++) {
            encrypted[i] = (byte) (plain[offset + i] ^ stream[i]);
        }
        return encrypted;
    }

    private Keyed keyed(byte[] key) throws GeneralSecurityException {
        Keyed used = free.poll();
        return used != null && Arrays.equals(used.key, key) ? used : new Keyed(key);
    }
}

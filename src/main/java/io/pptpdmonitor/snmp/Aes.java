package io.pptpdmonitor.snmp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.snmp4j.security.DecryptParams;
import org.snmp4j.security.PrivAES;
import org.snmp4j.smi.OID;

/** The encryption of RFC 3826 for SNMP4J, which is asked for what is rare ({@link SignedMessages}), by {@link Cfb}; safe for use by several threads. */
final class Aes extends PrivAES {

    private static final long serialVersionUID = 1;

    private final OID id;

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
        long next = salt.getNext();
        parameters.array = ByteBuffer.allocate(Cfb.SALT).putLong(next).array();
        parameters.offset = 0;
        parameters.length = Cfb.SALT;
        byte[] octets = new byte[Cfb.BLOCK + length];
        System.arraycopy(plain, offset, octets, Cfb.BLOCK, length);
        new Cfb(key).encrypt(octets, Cfb.BLOCK, octets.length, (int) boots, (int) time, next);
        return Arrays.copyOfRange(octets, Cfb.BLOCK, octets.length);
    }
}

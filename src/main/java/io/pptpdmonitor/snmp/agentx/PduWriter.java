package io.pptpdmonitor.snmp.agentx;

import java.nio.ByteBuffer;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UnsignedInteger32;
import org.snmp4j.smi.Variable;

/** Writes one PDU after the other into the same memory, which grows as needed (RFC 2741, 5 and 6). */
final class PduWriter {

    private static final int FIRST_SIZE = 2048;
    private static final int PREFIX_LENGTH = 5;
    private static final byte[] PADDING = new byte[3];

    private ByteBuffer octets = ByteBuffer.allocate(FIRST_SIZE);

    /** Begins a PDU; what was written before is gone. */
    PduWriter begin(Header header) {
        octets.clear();
        octets.put((byte) Header.VERSION)
                .put((byte) header.type())
                .put((byte) header.flags())
                .put((byte) 0);
        octets.order(header.order());
        octets.putInt(header.session())
                .putInt(header.transaction())
                .putInt(header.packet())
                .putInt(0);
        return this;
    }

    /** The PDU from its first octet to its last; valid until the next one begins. */
    ByteBuffer end() {
        octets.putInt(Header.PAYLOAD_AT, octets.position() - Header.OCTETS);
        return octets.duplicate().flip();
    }

    /** How many octets were written; see {@link #cut}. */
    int size() {
        return octets.position();
    }

    /** Takes back what was written since the size was this. */
    void cut(int size) {
        octets.position(size);
    }

    PduWriter octet(int value) {
        room(1).put((byte) value);
        return this;
    }

    PduWriter unsigned16(int value) {
        room(2).putShort((short) value);
        return this;
    }

    PduWriter integer32(int value) {
        room(4).putInt(value);
        return this;
    }

    PduWriter octetString(byte[] string) {
        integer32(string.length);
        room(string.length + PADDING.length).put(string).put(PADDING, 0, -string.length & 3);
        return this;
    }

    /** Never with the include bit, which only a master sets. */
    PduWriter oid(OID oid) {
        int[] parts = oid.getValue();
        int from = prefixed(parts) ? PREFIX_LENGTH : 0;
        octet(parts.length - from)
                .octet(from == 0 ? 0 : parts[PREFIX_LENGTH - 1])
                .unsigned16(0);
        room(4 * (parts.length - from));
        for (int i = from; i < parts.length; i++) {
            octets.putInt(parts[i]);
        }
        return this;
    }

    /** Below 1.3.6.1.1 to 1.3.6.1.255. */
    private static boolean prefixed(int[] oid) {
        return oid.length >= PREFIX_LENGTH
                && oid[0] == 1
                && oid[1] == 3
                && oid[2] == 6
                && oid[3] == 1
                && oid[4] > 0
                && oid[4] <= 255;
    }

    /** The types of AgentX have the numbers of BER's tags. */
    PduWriter binding(OID name, Variable value) {
        unsigned16(value.getSyntax()).unsigned16(0).oid(name);
        if (value instanceof Integer32 number) {
            return integer32(number.getValue());
        }
        if (value instanceof UnsignedInteger32 number) {
            return integer32((int) number.getValue());
        }
        if (value instanceof Counter64 number) {
            room(8).putLong(number.getValue());
            return this;
        }
        return value instanceof OctetString string ? octetString(string.getValue()) : rarer(value);
    }

    private PduWriter rarer(Variable value) {
        if (value instanceof OID oid) {
            return oid(oid);
        }
        return value instanceof IpAddress address ? octetString(address.toByteArray()) : this;
    }

    private ByteBuffer room(int count) {
        if (octets.remaining() < count) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(2 * octets.capacity(), octets.position() + count))
                    .order(octets.order());
            larger.put(octets.flip());
            octets = larger;
        }
        return octets;
    }
}

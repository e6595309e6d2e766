package io.pptpdmonitor.snmp.agentx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The header of a PDU (RFC 2741, 6.1).
 *
 * @param type h.type, 0 to 255
 * @param flags h.flags
 * @param session h.sessionID, no meaning in it
 * @param transaction h.transactionID: the same in all PDUs that serve one SNMP request
 * @param packet h.packetID, by which a response finds its request
 * @param payload octets behind the header, 0 to {@link #MAX_PAYLOAD}
 */
record Header(int type, int flags, int session, int transaction, int packet, int payload) {

    static final int OCTETS = 20;

    static final int VERSION = 1;

    static final int NON_DEFAULT_CONTEXT = 1 << 3;
    static final int NETWORK_BYTE_ORDER = 1 << 4;

    /**
     * More than any SNMP request grows to: a message over UDP has at most 65,507 octets, and a sub-identifier of one
     * octet becomes one of four, twice (the end of the search range is as long).
     */
    static final int MAX_PAYLOAD = 1 << 20;

    /** Where the length of the payload stands. */
    static final int PAYLOAD_AT = 16;

    /**
     * Takes the header off a buffer that holds at least its octets, and leaves the buffer in the PDU's byte order.
     *
     * @throws MalformedPduException if what follows cannot be told from the next PDU
     */
    static Header read(ByteBuffer octets) throws MalformedPduException {
        int version = Byte.toUnsignedInt(octets.get());
        int type = Byte.toUnsignedInt(octets.get());
        int flags = Byte.toUnsignedInt(octets.get());
        octets.get();
        octets.order(order(flags));
        Header header = new Header(type, flags, octets.getInt(), octets.getInt(), octets.getInt(), octets.getInt());
        if (version != VERSION) {
            throw new MalformedPduException("a PDU of version " + version + ", not 1");
        }
        if (header.payload < 0 || header.payload > MAX_PAYLOAD || header.payload % 4 != 0) {
            throw new MalformedPduException("a PDU of " + Integer.toUnsignedString(header.payload) + " octets");
        }
        return header;
    }

    /** Whether it belongs to that session, the number without a sign. */
    boolean isOf(long id) {
        return Integer.toUnsignedLong(session) == id;
    }

    /** Whether a context stands before all else (RFC 2741, 6.1.1). */
    boolean hasContext() {
        return (flags & NON_DEFAULT_CONTEXT) != 0
                && switch (type) {
                    case PduType.GET, PduType.GET_NEXT, PduType.GET_BULK, PduType.TEST_SET -> true;
                    default -> false;
                };
    }

    /**
     * That of the response: the same but for the type, and without a context, of which the RFC says that responses
     * have none.
     */
    Header response() {
        return new Header(PduType.RESPONSE, flags & NETWORK_BYTE_ORDER, session, transaction, packet, 0);
    }

    ByteOrder order() {
        return order(flags);
    }

    private static ByteOrder order(int flags) {
        return (flags & NETWORK_BYTE_ORDER) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }
}

package io.pptpdmonitor.snmp.agentx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Makes PDUs of a stream of octets. Holds one PDU at most, and takes memory for what has come only, not for what a
 * header says is to come.
 */
final class Incoming {

    private static final int FIRST_SIZE = 4096;

    /** What was read and is not yet taken lies between position and limit. */
    private ByteBuffer octets = ByteBuffer.allocate(FIRST_SIZE).limit(0);

    /** Reads once; -1 at the end of the stream. Ends the life of the PDU that was taken last. */
    int readFrom(ReadableByteChannel channel) throws IOException {
        octets.compact();
        if (!octets.hasRemaining()) {
            octets = ByteBuffer.allocate(2 * octets.capacity()).put(octets.flip());
        }
        try {
            return channel.read(octets);
        } finally {
            octets.flip();
        }
    }

    /**
     * The next PDU; null if it is not here to its end.
     *
     * @throws MalformedPduException if its end cannot be told, nor can that of any behind it
     */
    @Nullable Pdu next() throws MalformedPduException {
        if (octets.remaining() < Header.OCTETS) {
            return null;
        }
        ByteBuffer pdu = octets.slice();
        Header header = Header.read(pdu);
        if (pdu.remaining() < header.payload()) {
            return null;
        }
        octets.position(octets.position() + Header.OCTETS + header.payload());
        pdu.limit(Header.OCTETS + header.payload());
        return new Pdu(header, pdu);
    }
}

package io.pptpdmonitor.snmp.agentx;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A PDU of the master that is no response.
 *
 * @param here whether it is of the default context; in any other one we have no objects
 * @param nonRepeaters 0 unless it is a GetBulk, as is maxRepetitions
 * @param ranges what a Get, GetNext or GetBulk asks for
 * @param bindings how many bindings a TestSet has
 */
record Request(
        Header header, boolean here, int nonRepeaters, int maxRepetitions, List<SearchRange> ranges, int bindings) {

    /**
     * @param payload what follows the header, in the byte order of the PDU
     * @throws MalformedPduException if it is not what the header says, or of no type that RFC 2741 has
     */
    static Request read(Header header, ByteBuffer payload) throws MalformedPduException {
        Payload rest = new Payload(payload);
        // The empty name is that of the default context (RFC 3411, 3.3.1).
        boolean here = !header.hasContext() || rest.octetString().length == 0;
        return switch (header.type()) {
            case PduType.GET, PduType.GET_NEXT -> new Request(header, here, 0, 0, rest.searchRanges(), 0);
            case PduType.GET_BULK ->
                new Request(header, here, rest.unsigned16(), rest.unsigned16(), rest.searchRanges(), 0);
            case PduType.TEST_SET -> new Request(header, here, 0, 0, List.of(), rest.countBindings());
            default -> {
                if (!PduType.known(header.type())) {
                    throw new MalformedPduException("a PDU of the unknown type " + header.type());
                }
                yield new Request(header, here, 0, 0, List.of(), 0);
            }
        };
    }
}

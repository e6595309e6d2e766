package io.pptpdmonitor.snmp.agentx;

import org.jspecify.annotations.Nullable;

/**
 * What the master says to a PDU of ours (RFC 2741, 6.2.16).
 *
 * @param sysUpTime its own, in hundredths of a second, without a sign
 */
record Response(Header header, int sysUpTime, int error) {

    /** Null if it cannot be read: then it is dropped (RFC 2741, 7.2.2). */
    static @Nullable Response read(Pdu pdu) {
        try {
            Payload payload = new Payload(pdu.payload());
            return new Response(pdu.header(), payload.integer32(), payload.unsigned16());
        } catch (MalformedPduException e) {
            return null;
        }
    }
}

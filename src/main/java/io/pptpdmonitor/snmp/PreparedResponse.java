package io.pptpdmonitor.snmp;

import io.pptpdmonitor.snmp.mib.Bindings;
import java.io.IOException;
import java.io.OutputStream;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.asn1.BER;

/** Responses whose variable bindings are encoded already; SNMP4J puts the message around them. */
final class PreparedResponse {

    /** What the lengths of the PDU, of its bindings and of a scoped PDU grow by when they are no longer below 128. */
    private static final int LONGER_LENGTHS = 3 * 3;

    private PreparedResponse() {}

    /** The response that carries these bindings and no error. */
    static PDU to(PDU request, Bindings bindings) {
        return addressed(request, bindings, PDU.noError);
    }

    /** A response without bindings. */
    static PDU failed(PDU request, int error) {
        return addressed(request, new Bindings(0), error);
    }

    /** The room for bindings in a response PDU of so many octets. */
    static int room(PDU request, int maxOctets) {
        return maxOctets - to(request, new Bindings(0)).getBERLength() - LONGER_LENGTHS;
    }

    private static PDU addressed(PDU request, Bindings bindings, int error) {
        PDU response;
        if (request instanceof ScopedPDU scoped) {
            Scoped answer = new Scoped(bindings);
            answer.setContextEngineID(scoped.getContextEngineID());
            answer.setContextName(scoped.getContextName());
            response = answer;
        } else {
            response = new Plain(bindings);
        }
        response.setType(PDU.RESPONSE);
        response.setRequestID(request.getRequestID());
        response.setErrorStatus(error);
        return response;
    }

    private static int payload(PDU pdu, Bindings bindings) {
        int octets = bindings.octets();
        return pdu.getRequestID().getBERLength() + 2 * 3 + 1 + BER.getBERLengthOfLength(octets) + octets;
    }

    private static void encode(PDU pdu, Bindings bindings, OutputStream out) throws IOException {
        BER.encodeHeader(out, pdu.getType(), payload(pdu, bindings));
        pdu.getRequestID().encodeBER(out);
        BER.encodeInteger(out, BER.INTEGER, pdu.getErrorStatus());
        BER.encodeInteger(out, BER.INTEGER, pdu.getErrorIndex());
        BER.encodeHeader(out, BER.SEQUENCE, bindings.octets());
        bindings.writeTo(out);
    }

    /** Of SNMPv1 and v2c. */
    private static final class Plain extends PDU {

        private static final long serialVersionUID = 1;

        private final transient Bindings bindings;

        Plain(Bindings bindings) {
            this.bindings = bindings;
        }

        @Override
        protected int getBERPayloadLengthPDU() {
            return payload(this, bindings);
        }

        @Override
        public void encodeBER(OutputStream out) throws IOException {
            encode(this, bindings, out);
        }
    }

    /** Of SNMPv3. */
    private static final class Scoped extends ScopedPDU {

        private static final long serialVersionUID = 1;

        private final transient Bindings bindings;

        Scoped(Bindings bindings) {
            this.bindings = bindings;
        }

        @Override
        protected int getBERPayloadLengthPDU() {
            return payload(this, bindings);
        }

        @Override
        public void encodeBER(OutputStream out) throws IOException {
            BER.encodeHeader(out, BER.SEQUENCE, getBERPayloadLength());
            getContextEngineID().encodeBER(out);
            getContextName().encodeBER(out);
            encode(this, bindings, out);
        }
    }
}

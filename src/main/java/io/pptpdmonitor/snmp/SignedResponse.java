package io.pptpdmonitor.snmp;

import io.pptpdmonitor.snmp.mib.Bindings;
import java.nio.ByteBuffer;
import org.snmp4j.PDU;
import org.snmp4j.asn1.BER;
import org.snmp4j.security.Salt;

/**
 * The message that answers a signed request: signed by the same user, and encrypted where that is (RFC 3412, 7.1; RFC 3414,
 * 3.1). It is made where its bindings are, from the end to the beginning.
 */
final class SignedResponse {

    /**
     * The longest header and parameters: the message and its version; the header with id, size, flags and model; the parameters
     * with the engine's id, boots and time, the user's name, the signature and the salt; the payload's own header.
     */
    static final int MOST_AROUND = 4 + 3 + (2 + 6 + 6 + 3 + 3) + (4 + 4 + 34 + 6 + 6 + 34 + 50 + 10) + 4;

    /** The longest of a scoped PDU before its bindings: engine and no name, request, no error, and the headers. */
    static final int MOST_SCOPED = 4 + 34 + 2 + 4 + 6 + 3 + 3 + 4;

    private static final byte[] NOTHING = {};

    private final SignedRequest request;
    private final UserCiphers ciphers;
    private final byte[] engine;

    SignedResponse(SignedRequest request, UserCiphers ciphers, byte[] engine) {
        this.request = request;
        this.ciphers = ciphers;
        this.engine = engine;
    }

    /** None yet, with room for the message around them. */
    static Bindings bindings() {
        return new Bindings(Integer.MAX_VALUE, MOST_AROUND + MOST_SCOPED);
    }

    /**
     * The whole message, where the bindings were.
     *
     * @param id of the request
     * @param bindings of {@link #bindings}, which are lost
     * @param boots of this engine
     * @param time of this engine, in seconds
     * @param maxSize the longest message that this engine takes
     */
    ByteBuffer message(int id, Bindings bindings, int boots, int time, int maxSize) {
        byte[] octets = bindings.array();
        int end = bindings.end();
        BackwardBer ber = new BackwardBer(octets, bindings.begin());
        scoped(ber, id, end);
        long salt = 0;
        if (request.encrypted()) {
            salt = Salt.getInstance().getNext();
            ciphers.encrypt(octets, ber.at(), end, boots, time, salt);
            ber.header(BER.OCTETSTRING, end);
        }
        int code = parameters(ber, boots, time, salt);
        header(ber, maxSize);
        ber.integer(SignedRequest.VERSION_3);
        ber.header(BER.SEQUENCE, end);
        ciphers.sign(octets, ber.at(), end, code);
        return ByteBuffer.wrap(octets, ber.at(), end - ber.at());
    }

    private void scoped(BackwardBer ber, int id, int end) {
        ber.header(BER.SEQUENCE, end);
        ber.integer(0);
        ber.integer(PDU.noError);
        ber.integer(id);
        ber.header((byte) PDU.RESPONSE, end);
        ber.octetString(NOTHING);
        ber.octetString(engine);
        ber.header(BER.SEQUENCE, end);
    }

    /** Returns where the signature will be. */
    private int parameters(BackwardBer ber, int boots, int time, long salt) {
        int payload = ber.at();
        if (request.encrypted()) {
            ber.octetString(salt);
        } else {
            ber.octetString(NOTHING);
        }
        int code = ber.at() - ciphers.codeOctets();
        ber.octetString(new byte[ciphers.codeOctets()]);
        ber.octetString(request.user().getValue());
        ber.integer(time);
        ber.integer(boots);
        ber.octetString(engine);
        ber.header(BER.SEQUENCE, payload);
        ber.header(BER.OCTETSTRING, payload);
        return code;
    }

    private void header(BackwardBer ber, int maxSize) {
        int end = ber.at();
        ber.integer(SignedRequest.USER_BASED);
        ber.octetString(new byte[] {request.responseFlags()});
        ber.integer(maxSize);
        ber.integer(request.id());
        ber.header(BER.SEQUENCE, end);
    }
}

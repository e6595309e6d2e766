package io.pptpdmonitor.snmp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.snmp4j.PDU;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.security.Salt;

/**
 * The message that answers a signed request: signed by the same user, and encrypted where that is (RFC 3412, 7.1; RFC 3414,
 * 3.1).
 */
final class SignedResponse {

    /**
     * The longest header and parameters: the message and its version; the header with id, size, flags and model; the parameters
     * with the engine's id, boots and time, the user's name, the signature and the salt; the payload's own header.
     */
    static final int MOST_AROUND = 4 + 3 + (2 + 6 + 6 + 3 + 3) + (4 + 4 + 34 + 6 + 6 + 34 + 50 + 10) + 4;

    private final SignedRequest request;
    private final UserKeys keys;

    SignedResponse(SignedRequest request, UserKeys keys) {
        this.request = request;
        this.keys = keys;
    }

    /**
     * The whole message.
     *
     * @param boots of this engine
     * @param time of this engine, in seconds
     * @param maxSize the longest message that this engine takes
     */
    byte[] message(PDU scoped, byte[] engine, int boots, int time, int maxSize) throws IOException {
        int length = scoped.getBERLength();
        byte[] octets = new byte[MOST_AROUND + length];
        scoped.encodeBER(new BEROutputStream(ByteBuffer.wrap(octets, MOST_AROUND, length)));
        BackwardBer ber = new BackwardBer(octets, MOST_AROUND);
        byte[] salt = {};
        if (request.encrypted()) {
            salt = ByteBuffer.allocate(Cfb.SALT)
                    .putLong(Salt.getInstance().getNext())
                    .array();
            keys.encrypt(octets, MOST_AROUND, boots, time, salt);
            ber.header(BER.OCTETSTRING, octets.length);
        }
        int payload = ber.at();
        ber.octetString(salt);
        int codeEnd = ber.at();
        ber.octetString(new byte[keys.codeOctets()]);
        ber.octetString(request.user());
        ber.integer(time);
        ber.integer(boots);
        ber.octetString(engine);
        ber.header(BER.SEQUENCE, payload);
        ber.header(BER.OCTETSTRING, payload);
        header(ber, maxSize);
        ber.integer(SignedRequest.VERSION_3);
        ber.header(BER.SEQUENCE, octets.length);
        keys.sign(octets, ber.at(), codeEnd - keys.codeOctets());
        return Arrays.copyOfRange(octets, ber.at(), octets.length);
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

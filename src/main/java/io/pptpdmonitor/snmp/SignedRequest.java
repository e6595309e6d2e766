package io.pptpdmonitor.snmp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.snmp4j.asn1.BER;
import org.snmp4j.smi.OctetString;

/**
 * Where the parts of a signed SNMPv3 message are: its header (RFC 3412, 6), the parameters of the User-based Security Model
 * (RFC 3414, 2.4), and what it carries. Only where they are: nothing is trusted yet.
 */
final class SignedRequest {

    static final int VERSION_3 = 3;
    static final int USER_BASED = 3;
    private static final int SIGNED = 1;
    private static final int ENCRYPTED = 2;
    private static final int REPORTABLE = 4;

    /** RFC 3412, 6: nobody takes less. */
    private static final int LEAST_MAX_SIZE = 484;

    private final byte[] message;
    private final boolean sound;
    private final int id;
    private final int maxSize;
    private final int flags;
    private final int engine;
    private final int engineEnd;
    private final int boots;
    private final int time;
    private final int user;
    private final int userEnd;
    private final int code;
    private final int codeEnd;
    private final int salt;
    private final int saltEnd;
    private final int payload;

    private SignedRequest(byte[] message) {
        this.message = message;
        ForwardBer ber = new ForwardBer(message, 0);
        int whole = ber.enter(BER.SEQUENCE, message.length);
        int version = ber.number(whole);
        int header = ber.enter(BER.SEQUENCE, whole);
        id = ber.number(header);
        maxSize = ber.number(header);
        flags = ber.octet(header);
        int model = ber.number(header);
        ber.leave(header);
        int wrapped = ber.enter(BER.OCTETSTRING, whole);
        int parameters = ber.enter(BER.SEQUENCE, wrapped);
        engine = ber.skip(BER.OCTETSTRING, parameters);
        engineEnd = ber.at();
        boots = ber.number(parameters);
        time = ber.number(parameters);
        user = ber.skip(BER.OCTETSTRING, parameters);
        userEnd = ber.at();
        code = ber.skip(BER.OCTETSTRING, parameters);
        codeEnd = ber.at();
        salt = ber.skip(BER.OCTETSTRING, parameters);
        saltEnd = ber.at();
        ber.leave(parameters);
        ber.leave(wrapped);
        int scoped = ber.at();
        int content = ber.skip(encrypted() ? BER.OCTETSTRING : BER.SEQUENCE, whole);
        payload = encrypted() ? content : scoped;
        ber.leave(message.length);
        ber.hold(version == VERSION_3 && model == USER_BASED && maxSize >= LEAST_MAX_SIZE);
        ber.hold(
                (flags & (SIGNED | REPORTABLE)) == (SIGNED | REPORTABLE) && flags <= (SIGNED | ENCRYPTED | REPORTABLE));
        sound = ber.sound();
    }

    /**
     * Of a message that stands in this buffer and stays as it is.
     *
     * @return null where it is not such a message, of the form that nearly all of them have, or wants no answer
     */
    static @Nullable SignedRequest of(ByteBuffer message) {
        if (!isVersion3(message)) {
            return null;
        }
        byte[] copy = new byte[message.remaining()];
        message.get(message.position(), copy);
        SignedRequest request = new SignedRequest(copy);
        return request.sound ? request : null;
    }

    /** Whether it looks so; this is asked of each message. */
    private static boolean isVersion3(ByteBuffer message) {
        int at = message.position() + 1;
        if (message.remaining() < 8) {
            return false;
        }
        int length = message.get(at++);
        at += length < 0 ? Math.min(length & 0x7F, 3) : 0;
        return message.get(at) == BER.INTEGER && message.get(at + 1) == 1 && message.get(at + 2) == VERSION_3;
    }

    int id() {
        return id;
    }

    /** The longest message that the sender takes. */
    int maxSize() {
        return maxSize;
    }

    boolean encrypted() {
        return (flags & ENCRYPTED) != 0;
    }

    /** As encrypted as the request was; nobody reports about a response. */
    byte responseFlags() {
        return (byte) (flags & ~REPORTABLE);
    }

    boolean isFor(byte[] engineId) {
        return Arrays.equals(message, engine, engineEnd, engineId, 0, engineId.length);
    }

    /** Of the engine as the sender knows it. */
    int boots() {
        return boots;
    }

    /** In seconds, of the engine as the sender knows it. */
    int time() {
        return time;
    }

    OctetString user() {
        return new OctetString(message, user, userEnd - user);
    }

    /** A copy of the message, which whoever takes the request may change. */
    byte[] message() {
        return message;
    }

    /** Where the signature begins. */
    int code() {
        return code;
    }

    int codeOctets() {
        return codeEnd - code;
    }

    /** Where that begins with which the payload was encrypted. */
    int salt() {
        return salt;
    }

    int saltOctets() {
        return saltEnd - salt;
    }

    /** Where the scoped PDU begins, encrypted or not; it reaches to the end. */
    int payload() {
        return payload;
    }
}

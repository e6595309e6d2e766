package io.pptpdmonitor.snmp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.snmp4j.asn1.BER;

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
    private int at;
    private boolean sound = true;

    private final int id;
    private final int maxSize;
    private final int flags;
    private final byte[] engine;
    private final int boots;
    private final int time;
    private final byte[] user;
    private final int code;
    private final int codeOctets;
    private final byte[] salt;
    private final int payload;

    private SignedRequest(byte[] message) {
        this.message = message;
        int whole = enter(BER.SEQUENCE, message.length);
        int version = number(whole);
        int header = enter(BER.SEQUENCE, whole);
        id = number(header);
        maxSize = number(header);
        flags = flags(header);
        int model = number(header);
        leave(header);
        int wrapped = enter(BER.OCTETSTRING, whole);
        int parameters = enter(BER.SEQUENCE, wrapped);
        engine = octets(parameters);
        boots = number(parameters);
        time = number(parameters);
        user = octets(parameters);
        int codeEnd = enter(BER.OCTETSTRING, parameters);
        code = at;
        codeOctets = codeEnd - at;
        at = codeEnd;
        salt = octets(parameters);
        leave(parameters);
        leave(wrapped);
        int carried = at;
        int end = enter(encrypted() ? BER.OCTETSTRING : BER.SEQUENCE, whole);
        payload = encrypted() ? at : carried;
        at = end;
        leave(whole);
        sound &= whole == message.length && version == VERSION_3 && model == USER_BASED && maxSize >= LEAST_MAX_SIZE;
        sound &= (flags & (SIGNED | REPORTABLE)) == (SIGNED | REPORTABLE) && flags <= (SIGNED | ENCRYPTED | REPORTABLE);
    }

    /** Null where it is not such a message, of the form that nearly all of them have, or wants no answer. */
    static @Nullable SignedRequest of(byte[] message) {
        SignedRequest request = new SignedRequest(message);
        return request.sound ? request : null;
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
        return Arrays.equals(engine, engineId);
    }

    /** Of the engine as the sender knows it. */
    int boots() {
        return boots;
    }

    /** In seconds, of the engine as the sender knows it. */
    int time() {
        return time;
    }

    byte[] user() {
        return user;
    }

    /** All of it; not a copy. */
    byte[] message() {
        return message;
    }

    /** Where the signature begins. */
    int code() {
        return code;
    }

    int codeOctets() {
        return codeOctets;
    }

    /** With which the payload was encrypted. */
    byte[] salt() {
        return salt;
    }

    /** Where the scoped PDU begins, encrypted or not. */
    int payload() {
        return payload;
    }

    /** Behind a header of definite length; returns where its content ends, no later than the end. */
    private int enter(byte tag, int end) {
        sound &= end - at >= 2 && message[at] == tag;
        if (!sound) {
            return at;
        }
        int length = message[at + 1];
        at += 2;
        if (length < 0) {
            length = longLength(length & 0x7F, end);
        }
        sound &= length >= 0 && length <= end - at;
        return sound ? at + length : at;
    }

    private int longLength(int octets, int end) {
        if (octets < 1 || octets > 3 || octets > end - at) {
            return -1;
        }
        int length = 0;
        for (int i = 0; i < octets; i++) {
            length = length << 8 | (message[at++] & 0xFF);
        }
        return length;
    }

    private void leave(int end) {
        sound &= at == end;
    }

    /** 0 to 2^31-1, as all of these are. */
    private int number(int end) {
        int stop = enter(BER.INTEGER, end);
        sound &= stop > at && stop - at <= Integer.BYTES && message[at] >= 0;
        int number = 0;
        while (sound && at < stop) {
            number = number << 8 | (message[at++] & 0xFF);
        }
        return number;
    }

    private int flags(int end) {
        int stop = enter(BER.OCTETSTRING, end);
        sound &= stop - at == 1;
        return sound ? message[at++] & 0xFF : 0;
    }

    private byte[] octets(int end) {
        int stop = enter(BER.OCTETSTRING, end);
        byte[] octets = Arrays.copyOfRange(message, at, stop);
        at = stop;
        return octets;
    }
}

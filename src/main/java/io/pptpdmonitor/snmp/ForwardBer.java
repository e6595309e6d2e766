package io.pptpdmonitor.snmp;

import java.util.Arrays;
import org.snmp4j.asn1.BER;
import org.snmp4j.smi.OID;

/**
 * Reads BER of the forms that nearly everybody writes (X.690, 8), all of it between two places of an array. Anything else
 * makes it unsound, for good: then it stays where it is, and what it reads is worth nothing. So whoever reads asks once, at
 * the end.
 */
final class ForwardBer {

    /** The octet that an OID's 1.3 shares (X.690, 8.19.4). */
    private static final int ISO_ORG = 0x2B;

    private static final long MAX_PART = 0xFFFF_FFFFL;
    private static final int[] NOTHING = {};

    private final byte[] octets;
    private int at;
    private boolean sound = true;

    ForwardBer(byte[] octets, int at) {
        this.octets = octets;
        this.at = at;
    }

    /** Where what is read next begins. */
    int at() {
        return at;
    }

    boolean sound() {
        return sound;
    }

    /** It is sound only where this holds. */
    void hold(boolean condition) {
        sound &= condition;
    }

    /** The tag of what is read next; 0 at the end. */
    byte tag(int end) {
        return sound && at < end ? octets[at] : 0;
    }

    /** Behind a header; returns where its content ends, no later than the end. */
    int enter(byte tag, int end) {
        sound &= end - at >= 2 && octets[at] == tag;
        if (!sound) {
            return at;
        }
        int length = octets[at + 1];
        at += 2;
        if (length < 0) {
            length = longLength(length & 0x7F, end);
        }
        sound &= length >= 0 && length <= end - at;
        return sound ? at + length : at;
    }

    private int longLength(int lengthOctets, int end) {
        if (lengthOctets < 1 || lengthOctets > 3 || lengthOctets > end - at) {
            return -1;
        }
        int length = 0;
        for (int i = 0; i < lengthOctets; i++) {
            length = length << 8 | (octets[at++] & 0xFF);
        }
        return length;
    }

    /** All that was entered has been read. */
    void leave(int end) {
        sound &= at == end;
    }

    /** Behind a string, whatever it is; returns where it begins. */
    int skip(byte tag, int end) {
        int stop = enter(tag, end);
        int begin = at;
        at = stop;
        return begin;
    }

    /** An INTEGER of 0 to 2^31-1. */
    int number(int end) {
        int stop = enter(BER.INTEGER, end);
        sound &= stop > at && stop - at <= Integer.BYTES && octets[at] >= 0;
        int number = 0;
        while (sound && at < stop) {
            number = number << 8 | (octets[at++] & 0xFF);
        }
        return number;
    }

    /** An OCTET STRING of one octet. */
    int octet(int end) {
        int stop = enter(BER.OCTETSTRING, end);
        sound &= stop - at == 1;
        return sound ? octets[at++] & 0xFF : 0;
    }

    /** Behind an OCTET STRING, which is this one. */
    void octetString(byte[] expected, int end) {
        int stop = enter(BER.OCTETSTRING, end);
        sound &= Arrays.equals(octets, at, stop, expected, 0, expected.length);
        at = stop;
    }

    /** The sub-identifiers of an OID below 1.3. */
    int[] identifier(int end) {
        int stop = enter(BER.OID, end);
        sound &= stop > at && octets[at] == ISO_ORG && octets[stop - 1] >= 0;
        int parts = sound ? 1 + parts(stop) : 0;
        sound &= parts <= OID.MAX_OID_LEN;
        if (!sound) {
            return NOTHING;
        }
        int[] identifier = new int[parts];
        identifier[0] = 1;
        identifier[1] = 3;
        at++;
        for (int i = 2; i < parts; i++) {
            identifier[i] = part();
        }
        return identifier;
    }

    /** How many begin from here on: as many as end. */
    private int parts(int stop) {
        int parts = 0;
        for (int i = at; i < stop; i++) {
            parts += octets[i] >= 0 ? 1 : 0;
        }
        return parts;
    }

    /** In as few octets as it takes (X.690, 8.19.2). */
    private int part() {
        sound &= (octets[at] & 0xFF) != 0x80;
        long part = 0;
        byte octet;
        do {
            octet = octets[at++];
            part = part << 7 | (octet & 0x7F);
        } while (octet < 0 && part <= MAX_PART);
        sound &= octet >= 0 && part <= MAX_PART;
        return (int) part;
    }
}

package io.pptpdmonitor.snmp;

import org.snmp4j.asn1.BER;

/** Writes BER from the end to the beginning, where each length is known by the time that its header is written. */
final class BackwardBer {

    private final byte[] octets;
    private int at;

    /** Behind what begins at {@code at}, which is there already. */
    BackwardBer(byte[] octets, int at) {
        this.octets = octets;
        this.at = at;
    }

    /** Where what was written last begins. */
    int at() {
        return at;
    }

    /** Puts a header before what reaches from here to {@code end}. */
    void header(byte tag, int end) {
        int length = end - at;
        int content = length;
        if (length > Byte.MAX_VALUE) {
            int lengthOctets = 0;
            for (; content > 0; content >>>= Byte.SIZE) {
                octets[--at] = (byte) content;
                lengthOctets++;
            }
            octets[--at] = (byte) (0x80 | lengthOctets);
        } else {
            octets[--at] = (byte) length;
        }
        octets[--at] = tag;
    }

    /** Of 0 or more, in as few octets as it takes (X.690, 8.3.2). */
    void integer(int value) {
        int end = at;
        int rest = value;
        do {
            octets[--at] = (byte) rest;
            rest >>>= Byte.SIZE;
        } while (rest != 0 || octets[at] < 0);
        header(BER.INTEGER, end);
    }

    void octetString(byte[] content) {
        int end = at;
        at -= content.length;
        System.arraycopy(content, 0, octets, at, content.length);
        header(BER.OCTETSTRING, end);
    }

    /** One of eight octets. */
    void octetString(long content) {
        long rest = content;
        for (int i = 0; i < Long.BYTES; i++) {
            octets[--at] = (byte) rest;
            rest >>>= Byte.SIZE;
        }
        header(BER.OCTETSTRING, at + Long.BYTES);
    }
}

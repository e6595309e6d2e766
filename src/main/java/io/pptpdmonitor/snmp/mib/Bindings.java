package io.pptpdmonitor.snmp.mib;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/**
 * The variable bindings of a response, encoded as they are added (RFC 3417, 8), up to so many octets. Each is measured
 * once: measuring all of them for each that is added is quadratic. For use by one thread.
 */
public final class Bindings {

    private static final int FIRST_SIZE = 2048;

    private int maxOctets;
    private final int begin;
    private final BEROutputStream out;
    private int size;

    /** @param maxOctets the most octets of all bindings together, their common header excluded */
    public Bindings(int maxOctets) {
        this(maxOctets, 0);
    }

    /** @param before so many octets are free before the first one in {@link #array}, for what the message has there */
    public Bindings(int maxOctets, int before) {
        this.maxOctets = maxOctets;
        this.begin = before;
        int first = Math.max(0, Math.min(maxOctets, FIRST_SIZE));
        this.out = new BEROutputStream(ByteBuffer.allocate(before + first).position(before));
    }

    /** None from now on, and room for so many octets; the array stays. */
    public void clear(int octets) {
        maxOctets = octets;
        size = 0;
        out.getBuffer().clear().position(begin);
    }

    /** Whether there was room for it; if not, nothing was added. */
    public boolean add(OID name, Variable value) {
        int content = name.getBERLength() + value.getBERLength();
        if (!begun(content)) {
            return false;
        }
        try {
            name.encodeBER(out);
            value.encodeBER(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    /** As {@link #add(OID, Variable)}; the name is an object's and behind that the index of a row, both encoded. */
    boolean add(byte[] object, byte[] indices, int from, int to, Variable value) {
        int name = object.length + to - from;
        int content = 1 + BER.getBERLengthOfLength(name) + name + value.getBERLength();
        if (!begun(content)) {
            return false;
        }
        try {
            BER.encodeHeader(out, BER.OID, name);
            out.write(object);
            out.write(indices, from, to - from);
            value.encodeBER(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    /** How many were added. */
    public int size() {
        return size;
    }

    /** How long all are together. */
    public int octets() {
        return end() - begin;
    }

    /** Where they are, until the next one is added; not a copy. */
    public byte[] array() {
        return out.getBuffer().array();
    }

    /** Where they begin in {@link #array}. */
    public int begin() {
        return begin;
    }

    /** Where they end in {@link #array}. */
    public int end() {
        return out.getBuffer().position();
    }

    public void writeTo(OutputStream stream) throws IOException {
        stream.write(array(), begin, octets());
    }

    /** Sub-identifiers in base 128, all octets but the last with the eighth bit (X.690, 8.19.2). */
    static void part(ByteBuffer buffer, int part) {
        for (int shift = 7 * (septets(part) - 1); shift > 0; shift -= 7) {
            buffer.put((byte) (part >>> shift | 0x80));
        }
        buffer.put((byte) (part & 0x7F));
    }

    static int septets(int part) {
        return part == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(part)) / 7;
    }

    /** Writes the header of a binding if there is room for all of it. */
    private boolean begun(int content) {
        int whole = 1 + BER.getBERLengthOfLength(content) + content;
        if (whole > maxOctets - octets()) {
            return false;
        }
        ensure(whole);
        try {
            BER.encodeHeader(out, BER.SEQUENCE, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        size++;
        return true;
    }

    private void ensure(int more) {
        ByteBuffer full = out.getBuffer();
        if (full.remaining() < more) {
            int capacity = Math.min(begin + maxOctets, Math.max(2 * full.capacity(), full.position() + more));
            out.setBuffer(ByteBuffer.allocate(capacity).put(full.flip()));
        }
    }
}

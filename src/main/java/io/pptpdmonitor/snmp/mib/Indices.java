package io.pptpdmonitor.snmp.mib;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * The indices of rows, one behind the other as a response holds them (X.690, 8.19.2), since a search through a hundred
 * thousand arrays waits for memory at every step. Immutable.
 */
final class Indices {

    /** Of a sub-identifier of 32 bits. */
    private static final int MOST_OCTETS = 5;

    private final byte[] octets;
    /** Where each begins in {@link #octets}; behind the last one, where that ends. */
    private final int[] begins;

    private Indices(byte[] octets, int[] begins) {
        this.octets = octets;
        this.begins = begins;
    }

    /** So many, of which each is an array of sub-identifiers. */
    static Indices of(int size, IntFunction<int[]> index) {
        int[] begins = new int[size + 1];
        ByteBuffer all = ByteBuffer.allocate(16 * size);
        for (int i = 0; i < size; i++) {
            int[] parts = index.apply(i);
            if (all.remaining() < MOST_OCTETS * parts.length) {
                int capacity = Math.max(2 * all.capacity(), all.position() + MOST_OCTETS * parts.length);
                all = ByteBuffer.allocate(capacity).put(all.flip());
            }
            for (int part : parts) {
                Bindings.part(all, part);
            }
            begins[i + 1] = all.position();
        }
        return new Indices(Arrays.copyOf(all.array(), all.position()), begins);
    }

    /** The same in another order: the first one is now where {@code order} says first, and so on. */
    Indices in(int[] order) {
        byte[] to = new byte[octets.length];
        int[] ends = new int[begins.length];
        for (int i = 0; i < order.length; i++) {
            int length = begins[order[i] + 1] - begins[order[i]];
            System.arraycopy(octets, begins[order[i]], to, ends[i], length);
            ends[i + 1] = ends[i] + length;
        }
        return new Indices(to, ends);
    }

    int size() {
        return begins.length - 1;
    }

    /** The sub-identifiers of one. */
    int[] get(int i) {
        int[] parts = new int[begins[i + 1] - begins[i]];
        int count = 0;
        for (int at = begins[i]; at < begins[i + 1]; at++) {
            parts[count] = (parts[count] << 7) | (octets[at] & 0x7F);
            count += octets[at] < 0 ? 0 : 1;
        }
        return Arrays.copyOf(parts, count);
    }

    /** All of them, encoded; those of one are from {@link #begin} to before {@link #end}. Not to be changed. */
    byte[] octets() {
        return octets;
    }

    int begin(int i) {
        return begins[i];
    }

    int end(int i) {
        return begins[i + 1];
    }

    /** How one compares with the part of an OID that begins at {@code from}. */
    int compare(int i, int[] oid, int from) {
        int at = begins[i];
        int end = begins[i + 1];
        int other = from;
        while (at < end && other < oid.length) {
            int part = octets[at] & 0x7F;
            while (octets[at++] < 0) {
                part = (part << 7) | (octets[at] & 0x7F);
            }
            if (part != oid[other]) {
                return Integer.compareUnsigned(part, oid[other]);
            }
            other++;
        }
        return (end - at) - (oid.length - other);
    }

    /** How one compares with another one. Of two sub-identifiers the one of more octets is the larger one. */
    int compare(int i, int j) {
        int same = Arrays.mismatch(octets, begins[i], begins[i + 1], octets, begins[j], begins[j + 1]);
        int at = begins[i] + same;
        int other = begins[j] + same;
        if (same < 0 || at == begins[i + 1] || other == begins[j + 1]) {
            return Integer.compare(begins[i + 1] - begins[i], begins[j + 1] - begins[j]);
        }
        int longer = Integer.compare(restOfPart(at), restOfPart(other));
        return longer == 0 ? Byte.compareUnsigned(octets[at], octets[other]) : longer;
    }

    private int restOfPart(int from) {
        int at = from;
        while (octets[at] < 0) {
            at++;
        }
        return at - from;
    }

    boolean same(Indices other) {
        return this == other || (Arrays.equals(begins, other.begins) && Arrays.equals(octets, other.octets));
    }
}

package io.pptpdmonitor;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Packets as a fuzzer sends them, the same for the same seed: of valid ones most are damaged, and some are sent as they are. */
final class MutatedPackets {

    /** Lengths as BER writes them: indefinite, beyond the packet, negative for an int, of too many octets. */
    private static final byte[][] LENGTHS = {
        {(byte) 0x80},
        {(byte) 0x81, (byte) 0xFF},
        {(byte) 0x82, (byte) 0xFF, (byte) 0xFF},
        {(byte) 0x84, 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF},
        {(byte) 0x84, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF},
        {(byte) 0x88, 1, 2, 3, 4, 5, 6, 7, 8},
        {(byte) 0xFF},
        {0}
    };

    private final List<byte[]> valid;
    private final SplittableRandom random;

    MutatedPackets(List<byte[]> valid, long seed) {
        this.valid = valid;
        this.random = new SplittableRandom(seed);
    }

    byte[] next() {
        byte[] packet = valid.get(random.nextInt(valid.size()));
        return switch (random.nextInt(8)) {
            case 0 -> packet;
            case 1 -> Arrays.copyOf(packet, random.nextInt(packet.length));
            case 2, 3 -> flipped(packet);
            case 4 -> inserted(packet, LENGTHS[random.nextInt(LENGTHS.length)], 1);
            case 5 -> inserted(packet, octets(1 + random.nextInt(8)), 0);
            case 6 -> deleted(packet);
            default -> inserted(flipped(packet), LENGTHS[random.nextInt(LENGTHS.length)], 1);
        };
    }

    private byte[] flipped(byte[] packet) {
        byte[] flipped = packet.clone();
        for (int n = random.nextInt(6); n >= 0; n--) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    /** With these octets at some place, in exchange for so many that are there. */
    private byte[] inserted(byte[] packet, byte[] octets, int instead) {
        int at = random.nextInt(packet.length);
        byte[] whole = Arrays.copyOf(packet, packet.length + octets.length - instead);
        System.arraycopy(octets, 0, whole, at, octets.length);
        System.arraycopy(packet, at + instead, whole, at + octets.length, packet.length - at - instead);
        return whole;
    }

    private byte[] deleted(byte[] packet) {
        int at = random.nextInt(packet.length);
        int end = Math.min(packet.length, at + 1 + random.nextInt(12));
        byte[] rest = Arrays.copyOf(packet, packet.length - (end - at));
        System.arraycopy(packet, end, rest, at, packet.length - end);
        return rest;
    }

    private byte[] octets(int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }
}

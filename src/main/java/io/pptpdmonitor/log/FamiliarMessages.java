package io.pptpdmonitor.log;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Messages that came before, and what they tell: half of all that tell something are the same again but for pid and stamp,
 * or are one of some hundred. One is kept when it comes a second time. For any thread: what is kept never changes, and who
 * does not find it here, as another one took its place, reads it anew.
 */
final class FamiliarMessages {

    private static final int WORD = Long.BYTES;
    /** Longer ones hold what is different each time. */
    private static final int LONGEST = 128;

    private static final int SLOTS_LOG = 12;
    private static final long MIX = 0x9e3779b97f4a7c15L;

    /** One of them; {@code text} is the message, and {@code event} what it tells. */
    static final class Familiar {
        private final Program program;
        private final byte[] bytes;
        final LogEvent event;
        final String text;

        Familiar(Program program, byte[] bytes, LogEvent event) {
            this.program = program;
            this.bytes = bytes;
            this.event = event;
            text = Bytes.text(bytes, 0, bytes.length);
        }

        boolean is(Program by, byte[] b, int from, int to) {
            return program == by && to - from == bytes.length && Bytes.same(b, from, bytes, 0, bytes.length);
        }
    }

    private final @Nullable Familiar[] kept = new Familiar[1 << SLOTS_LOG];
    /** Of the one that came last and was not familiar, by slot. */
    private final long[] seen = new long[1 << SLOTS_LOG];

    /** The message, if it is one of those; null if it must be read. */
    @Nullable Familiar find(Program program, byte[] b, int from, int to) {
        if (!mayBeKept(b, from, to)) {
            return null;
        }
        Familiar known = kept[slot(hash(b, from, to))];
        return known != null && known.is(program, b, from, to) ? known : null;
    }

    /** Says what a message tells that was not familiar. */
    void read(Program program, byte[] b, int from, int to, LogEvent event) {
        if (!mayBeKept(b, from, to)) {
            return;
        }
        long hash = hash(b, from, to);
        int slot = slot(hash);
        if (seen[slot] == hash) {
            kept[slot] = new Familiar(program, Arrays.copyOfRange(b, from, to), event);
        }
        seen[slot] = hash;
    }

    /** The first word is looked at as a whole, whatever stands behind a short message. */
    private static boolean mayBeKept(byte[] b, int from, int to) {
        return to - from <= LONGEST && from < to && from + WORD <= b.length;
    }

    private static int slot(long hash) {
        return (int) (hash >>> (Long.SIZE - SLOTS_LOG));
    }

    private static long hash(byte[] b, int from, int to) {
        int length = to - from;
        long hash = length;
        if (length < WORD) {
            return (hash ^ (Bytes.word(b, from) << ((WORD - length) * WORD))) * MIX;
        }
        for (int at = from; at <= to - WORD; at += WORD) {
            hash = (hash ^ (hash >>> 32) ^ Bytes.word(b, at)) * MIX;
        }
        return (hash ^ (hash >>> 32) ^ Bytes.word(b, to - WORD)) * MIX;
    }
}

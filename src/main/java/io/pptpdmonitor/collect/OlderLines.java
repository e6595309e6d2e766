package io.pptpdmonitor.collect;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of older lines that a source may still tell: 128 bits of SHA-256 of each, so that nobody can write a line
 * that passes for another one, and who told it when. In columns, of 68 octets a line where there are two sources, and none
 * before there is a first one. Not thread-safe.
 */
final class OlderLines {

    /** So many at most, or fewer where there are more than eight sources. */
    static final int MOST = 100_000;

    private static final int COUNTS = 8 * MOST;
    private static final int DIGEST = 16;
    private static final int NONE = -1;

    /** Whether a line is still of interest for a source that did not tell it. */
    @FunctionalInterface
    interface Interest {
        boolean of(int source, int teller, int number, long place);
    }

    private final int sources;
    private final int most;
    private final int[] untold;
    private @Nullable MessageDigest sha256;
    private int start;
    private int size;

    private long[] high = {};
    private long[] low = {};
    private long[] first = {};
    private long[] place = {};
    private int[] lasted = {};
    private int[] kind = {};
    private int[] teller = {};
    private int[] number = {};
    private int[] times = {};
    private int[] counts = {};
    /** The lines of one hash, oldest first. */
    private int[] next = {};

    private int[] heads = {};
    private int[] tails = {};

    /** @param sources how many there are */
    OlderLines(int sources) {
        this.sources = sources;
        this.most = Math.min(MOST, COUNTS / Math.max(1, sources));
        this.untold = new int[sources];
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == most;
    }

    /** Whether there are lines that this source did not tell; else it need not be asked for any. */
    boolean hasUntold(int source) {
        return untold[source] > 0;
    }

    /** Another one, younger than all. */
    void add(NewestLines.Entry entry) {
        byte[] digest = digest(entry.line);
        append(half(digest, 0), half(digest, Long.BYTES), entry.first, entry.source, entry.times, entry.counts);
        int slot = slot(size - 1);
        place[slot] = entry.place;
        lasted[slot] = (int) (entry.last - entry.first);
        kind[slot] = entry.line.kind();
        number[slot] = entry.number;
    }

    private void append(long digestHigh, long digestLow, long moment, int source, int count, int[] told) {
        if (size == high.length) {
            grow();
        }
        int slot = slot(size++);
        high[slot] = digestHigh;
        low[slot] = digestLow;
        first[slot] = moment;
        teller[slot] = source;
        times[slot] = count;
        for (int i = 0; i < sources; i++) {
            counts[slot * sources + i] = told[i];
            untold[i] += told[i] < count ? 1 : 0;
        }
        link(slot);
    }

    private int slot(int index) {
        int slot = start + index;
        return slot < high.length ? slot : slot - high.length;
    }

    private void link(int slot) {
        int bucket = bucket(low[slot]);
        next[slot] = NONE;
        if (heads[bucket] == NONE) {
            heads[bucket] = slot;
        } else {
            next[tails[bucket]] = slot;
        }
        tails[bucket] = slot;
    }

    private int bucket(long digest) {
        return (int) Long.remainderUnsigned(digest, heads.length);
    }

    private void grow() {
        int length = Math.min(most, Math.max(1024, 2 * high.length));
        high = turned(high, length);
        low = turned(low, length);
        first = turned(first, length);
        place = turned(place, length);
        lasted = turned(lasted, length, 1);
        kind = turned(kind, length, 1);
        teller = turned(teller, length, 1);
        number = turned(number, length, 1);
        times = turned(times, length, 1);
        counts = turned(counts, length, sources);
        start = 0;
        next = new int[length];
        heads = new int[length];
        tails = new int[length];
        Arrays.fill(heads, NONE);
        for (int slot = 0; slot < size; slot++) {
            link(slot);
        }
    }

    private long[] turned(long[] column, int length) {
        long[] longer = new long[length];
        System.arraycopy(column, start, longer, 0, column.length - start);
        System.arraycopy(column, 0, longer, column.length - start, start);
        return longer;
    }

    private int[] turned(int[] column, int length, int each) {
        int[] longer = new int[length * each];
        int from = start * each;
        System.arraycopy(column, from, longer, 0, column.length - from);
        System.arraycopy(column, 0, longer, column.length - from, from);
        return longer;
    }

    /** Where the oldest one stands that is this line, and which that source has not told; negative if there is none. */
    int find(NewestLines.Line line, int source, long moment, long apart) {
        byte[] digest = digest(line);
        long digestHigh = half(digest, 0);
        long digestLow = half(digest, Long.BYTES);
        for (int slot = heads[bucket(digestLow)]; slot != NONE; slot = next[slot]) {
            if (low[slot] == digestLow
                    && high[slot] == digestHigh
                    && counts[slot * sources + source] < times[slot]
                    && moment >= first[slot] - apart
                    && moment <= first[slot] + lasted[slot] + apart) {
                return slot;
            }
        }
        return NONE;
    }

    /** That source has told it now. */
    void tell(int slot, int source) {
        int count = ++counts[slot * sources + source];
        untold[source] -= count == times[slot] ? 1 : 0;
    }

    int teller(int slot) {
        return teller[slot];
    }

    int number(int slot) {
        return number[slot];
    }

    long place(int slot) {
        return place[slot];
    }

    /** Whether the oldest one is of interest for one that did not tell it. */
    boolean oldestIsOf(Interest interest) {
        for (int source = 0; source < sources; source++) {
            if (oldestIsOf(interest, source)) {
                return true;
            }
        }
        return false;
    }

    private boolean oldestIsOf(Interest interest, int source) {
        return counts[start * sources + source] < times[start]
                && interest.of(source, teller[start], number[start], place[start]);
    }

    /** Removes the oldest one; of whom it was of interest, he misses it. */
    void removeOldest(Interest interest, Incomparable[][] missed) {
        for (int source = 0; source < sources; source++) {
            if (oldestIsOf(interest, source)) {
                missed[source][teller[start]].add(
                        number[start], place[start], kind[start], first[start], first[start] + lasted[start]);
            }
            untold[source] -= counts[start * sources + source] < times[start] ? 1 : 0;
        }
        int bucket = bucket(low[start]);
        heads[bucket] = next[start];
        start = slot(1);
        size--;
    }

    private byte[] digest(NewestLines.Line line) {
        StateOutput text = new StateOutput();
        text.text(line.host()).number(line.pid()).text(line.event()).text(line.message());
        MessageDigest digest = sha256;
        try {
            digest = digest == null ? MessageDigest.getInstance("SHA-256") : digest;
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new AssertionError(everyJavaHasIt);
        }
        sha256 = digest;
        return digest.digest(text.toByteArray());
    }

    private static long half(byte[] octets, int from) {
        long number = 0;
        for (int i = from; i < from + Long.BYTES; i++) {
            number = (number << 8) | (octets[i] & 0xff);
        }
        return number;
    }

    void save(StateOutput out) {
        byte[] digests = new byte[size * DIGEST];
        ByteBuffer all = ByteBuffer.wrap(digests);
        for (int i = 0; i < size; i++) {
            all.putLong(high[slot(i)]).putLong(low[slot(i)]);
        }
        out.octets(digests);
        long before = 0;
        for (int i = 0; i < size; i++) {
            int slot = slot(i);
            out.number(first[slot] - before).number(lasted[slot]).number(place[slot] - first[slot]);
            out.number(kind[slot]);
            out.number(teller[slot]).number(number[slot]).number(times[slot]);
            for (int source = 0; source < sources; source++) {
                out.number(counts[slot * sources + source]);
            }
            before = first[slot];
        }
    }

    /** @param saved how many sources there were then: the first ones of those that there are */
    void resume(StateInput in, int saved) throws DamagedStateException {
        byte[] digests = in.needOctets();
        long moment = 0;
        for (int at = 0; at < digests.length; at += DIGEST) {
            moment += in.number();
            int length = in.count();
            long itsPlace = moment + in.number();
            int ofKind = (int) in.number();
            int by = in.count();
            int itsNumber = (int) in.number();
            int count = in.count();
            int[] told = new int[sources];
            for (int i = 0; i < saved; i++) {
                told[i] = in.count();
            }
            if (size == most || by >= saved || digests.length % DIGEST != 0) {
                throw new DamagedStateException("older lines of which there cannot be so many");
            }
            append(half(digests, at), half(digests, at + Long.BYTES), moment, by, count, told);
            int slot = slot(size - 1);
            lasted[slot] = length;
            place[slot] = itsPlace;
            kind[slot] = ofKind;
            number[slot] = itsNumber;
        }
    }
}

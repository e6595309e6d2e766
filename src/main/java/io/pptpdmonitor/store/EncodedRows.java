package io.pptpdmonitor.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the order in which they were added, each as few octets: tens of thousands of them cost what their text costs,
 * and a saved state holds them as they are. The oldest can be dropped, some hundred at a time. Not thread-safe; its
 * {@link View}s are.
 */
public final class EncodedRows<T> {

    /** How a row becomes octets; what was written is read back equal. */
    public interface Codec<T> {
        void write(T row, StateOutput out);

        T read(StateInput in) throws DamagedStateException;
    }

    /** Rows of one chunk, which are written anew and dropped together. */
    private static final int CHUNK = 256;

    private final Codec<T> codec;
    private final List<Chunk> full = new ArrayList<>();
    private final StateOutput one = new StateOutput();
    private final StateOutput last = new StateOutput();
    private int rowsInFull;
    private int rowsInLast;
    private @Nullable View<T> view;

    /** None yet. */
    public EncodedRows(Codec<T> codec) {
        this.codec = codec;
    }

    /** Those that were saved; they are not decoded before somebody asks for them. */
    public EncodedRows(Codec<T> codec, StateInput in) throws DamagedStateException {
        this(codec);
        int chunks = in.count();
        for (int i = 0; i < chunks; i++) {
            int rows = in.count();
            full.add(new Chunk(in.slice(), rows));
            rowsInFull += rows;
        }
    }

    /** Writes all, so that they can be read again. */
    public void save(StateOutput out) {
        List<Chunk> all = view().chunks;
        out.number(all.size());
        all.forEach(chunk -> out.number(chunk.rows).slice(chunk.octets));
    }

    public void add(T row) {
        one.clear();
        codec.write(row, one);
        last.slice(one);
        added();
    }

    /** Adds rows of others of the same kind as they are, those from {@code from} to before {@code to}. */
    public void addAll(View<T> others, int from, int to) {
        for (int i = from; i < to; i++) {
            last.slice(others.slice(i));
            added();
        }
    }

    private void added() {
        view = null;
        if (++rowsInLast == CHUNK) {
            Slice octets = last.toSlice();
            full.add(new Chunk(octets, rowsInLast));
            rowsInFull += rowsInLast;
            last.clear();
            rowsInLast = 0;
        }
    }

    public int size() {
        return rowsInFull + rowsInLast;
    }

    /** Drops old ones as long as more than {@code kept} stay. */
    public void keep(int kept) {
        while (isMoreThan(kept)) {
            dropOldest();
        }
    }

    /** As {@link #keep(int)}; each is shown to {@code dropped}. */
    public void keep(int kept, Consumer<T> dropped) {
        while (isMoreThan(kept)) {
            dropOldest().decode(codec).forEach(dropped);
        }
    }

    private boolean isMoreThan(int kept) {
        return !full.isEmpty() && size() - full.get(0).rows >= kept;
    }

    private Chunk dropOldest() {
        Chunk oldest = full.remove(0);
        rowsInFull -= oldest.rows;
        view = null;
        return oldest;
    }

    /** What there is now; it stays as it is while rows come and go. */
    public View<T> view() {
        View<T> current = view;
        if (current == null) {
            List<Chunk> all = new ArrayList<>(full);
            if (rowsInLast > 0) {
                all.add(new Chunk(last.toSlice(), rowsInLast));
            }
            current = new View<>(codec, all);
            view = current;
        }
        return current;
    }

    /** Some rows, of which each has its octets behind their number. */
    private static final class Chunk {

        final Slice octets;
        final int rows;
        /** Where each row's number of octets stands; null before somebody asked. */
        private volatile int @Nullable [] begins;

        Chunk(Slice octets, int rows) {
            this.octets = octets;
            this.rows = rows;
        }

        Slice slice(int row) {
            int[] all = begins;
            try {
                if (all == null) {
                    all = split();
                    begins = all;
                }
                return new StateInput(octets.octets, all[row], octets.to).slice();
            } catch (DamagedStateException e) {
                throw new IllegalStateException("rows that pass for whole are not: " + e.getMessage(), e);
            }
        }

        private int[] split() throws DamagedStateException {
            StateInput in = octets.input();
            int[] all = new int[rows];
            int begin = octets.from;
            for (int i = 0; i < rows; i++) {
                all[i] = begin;
                begin = in.slice().to;
            }
            return all;
        }

        <T> List<T> decode(Codec<T> codec) {
            List<T> all = new ArrayList<>(rows);
            for (int i = 0; i < rows; i++) {
                all.add(row(codec, i));
            }
            return all;
        }

        <T> T row(Codec<T> codec, int row) {
            try {
                return codec.read(slice(row).input());
            } catch (DamagedStateException e) {
                throw new IllegalStateException("a row that passes for whole is not: " + e.getMessage(), e);
            }
        }
    }

    /** The rows of one moment, oldest first; immutable, for any number of threads. */
    public static final class View<T> {

        private final Codec<T> codec;
        private final List<Chunk> chunks;
        private final int[] firsts;
        private final int size;

        private View(Codec<T> codec, List<Chunk> chunks) {
            this.codec = codec;
            this.chunks = List.copyOf(chunks);
            this.firsts = new int[chunks.size()];
            int first = 0;
            for (int i = 0; i < firsts.length; i++) {
                firsts[i] = first;
                first += chunks.get(i).rows;
            }
            this.size = first;
        }

        public int size() {
            return size;
        }

        public T get(int index) {
            if (index < 0 || index >= size) {
                throw new IndexOutOfBoundsException(index);
            }
            int chunk = chunk(index);
            return chunks.get(chunk).row(codec, index - firsts[chunk]);
        }

        /** Shows all, oldest first. */
        public void forEach(Consumer<T> reader) {
            chunks.forEach(chunk -> chunk.decode(codec).forEach(reader));
        }

        /** The octets of a row, for a look at a part of it. */
        public Slice slice(int index) {
            int chunk = chunk(index);
            return chunks.get(chunk).slice(index - firsts[chunk]);
        }

        private int chunk(int index) {
            int likely = index / CHUNK; // Where each but the last one is full.
            if (likely < firsts.length
                    && firsts[likely] == likely * CHUNK
                    && index < firsts[likely] + chunks.get(likely).rows) {
                return likely;
            }
            int found = Arrays.binarySearch(firsts, index);
            return found >= 0 ? found : -found - 2;
        }
    }
}

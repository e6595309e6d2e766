package io.pptpdmonitor.wtmp;

import io.pptpdmonitor.file.Compression;
import io.pptpdmonitor.file.FileProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A wtmp file as glibc writes it on a little-endian machine, in which pptpd's plugin pptpd-logwtmp.so notes who came and
 * went. Without debug lines it is the only place that has the names.
 *
 * <p>The size of a record differs between machines and is told nowhere; it is found by which size makes sense of the
 * whole file, so a file of one machine can be read on another. Files of big-endian machines are refused as no wtmp.
 * One that was compressed once it was rotated is unpacked. The memory used does not grow with the file.
 */
public final class WtmpFile {
    /** A multiple of both record sizes. */
    private static final int BLOCK = 8 * 9600;

    private static final String ADVICE = "; name another with --wtmp";

    private final Path path;

    public WtmpFile(Path path) {
        this.path = path;
    }

    /**
     * Hands over the records of ppp lines, logins, logouts and whatever else, in the file's order: that of writing, which
     * the clock need not follow.
     *
     * @throws IOException with a whole sentence if the file is missing, unreadable or no wtmp
     */
    public WtmpSummary read(Consumer<WtmpRecord> onPpp) throws IOException {
        Scores scores = new Scores();
        long size;
        try (InputStream in = open()) {
            size = walk(in, Long.MAX_VALUE, scores::add);
        }
        WtmpLayout layout = layout(scores, size);
        Reading reading = new Reading(layout, onPpp);
        try (InputStream in = open()) {
            walk(in, size, reading::add); // What was written meanwhile is of no layout yet.
        }
        return new WtmpSummary(layout.size, reading.records, reading.skipped, size % layout.size != 0);
    }

    /**
     * What it holds, unpacked if it is compressed.
     *
     * @throws IOException with a whole sentence
     */
    InputStream open() throws IOException {
        needFile();
        try {
            return Compression.open(path);
        } catch (IOException e) {
            throw FileProblem.of(path, e);
        }
    }

    /**
     * The same of one that is written to, and not compressed.
     *
     * @throws IOException with a whole sentence
     */
    FileChannel openPlain() throws IOException {
        needFile();
        try {
            return Compression.openPlain(path);
        } catch (IOException e) {
            throw FileProblem.of(path, e);
        }
    }

    private void needFile() throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new IOException(path + ": not a regular file" + ADVICE);
        }
    }

    /** Hands over the records of ppp lines among the whole records of the next octets, which are of that layout. */
    static void read(InputStream in, long octets, WtmpLayout layout, Consumer<WtmpRecord> onPpp) throws IOException {
        walk(in, octets, new Reading(layout, onPpp)::add);
    }

    /** What makes sense of the next {@code size} octets. */
    WtmpLayout layout(InputStream in, long size) throws IOException {
        Scores scores = new Scores();
        return layout(scores, walk(in, size, scores::add));
    }

    private WtmpLayout layout(Scores scores, long size) throws IOException {
        Score best = scores.best();
        if (size > 0 && (size < best.layout.size || !best.convincing())) {
            throw new IOException(path + ": not a wtmp file of a little-endian machine" + ADVICE);
        }
        return best.layout;
    }

    /**
     * Whole records of either size from the block's begin on; only the last block is not full.
     *
     * @return how many octets there were
     */
    private static long walk(InputStream in, long limit, Consumer<ByteBuffer> blocks) throws IOException {
        byte[] block = new byte[BLOCK];
        long walked = 0;
        int count;
        do {
            count = in.readNBytes(block, 0, (int) Math.min(BLOCK, limit - walked));
            walked += count;
            blocks.accept(ByteBuffer.wrap(block, 0, count).order(ByteOrder.LITTLE_ENDIAN));
        } while (count == BLOCK);
        return walked;
    }

    /** How much sense each layout makes of the file. */
    private static final class Scores {
        private final Score narrow = new Score(WtmpLayout.NARROW);
        private final Score wide = new Score(WtmpLayout.WIDE);

        void add(ByteBuffer block) {
            narrow.add(block);
            wide.add(block);
        }

        Score best() {
            return wide.sum() > narrow.sum() ? wide : narrow;
        }
    }

    /** How much sense a layout makes of the file. */
    private static final class Score {
        private final WtmpLayout layout;
        private long plausible;
        private long implausible;

        Score(WtmpLayout layout) {
            this.layout = layout;
        }

        void add(ByteBuffer block) {
            for (int begin = 0; begin + layout.size <= block.limit(); begin += layout.size) {
                if (layout.plausible(block, begin)) {
                    plausible++;
                } else if (!layout.blank(block, begin)) {
                    implausible++;
                }
            }
        }

        long sum() {
            return plausible - implausible;
        }

        /** Zeros alone speak for nothing and against nothing. */
        boolean convincing() {
            return sum() > 0 || implausible == 0;
        }
    }

    /** The second walk, when the layout is known. */
    private static final class Reading {
        private final WtmpLayout layout;
        private final Consumer<WtmpRecord> onPpp;
        private long records;
        private long skipped;

        Reading(WtmpLayout layout, Consumer<WtmpRecord> onPpp) {
            this.layout = layout;
            this.onPpp = onPpp;
        }

        void add(ByteBuffer block) {
            for (int begin = 0; begin + layout.size <= block.limit(); begin += layout.size) {
                records++;
                if (layout.plausible(block, begin)) {
                    hand(layout.record(block, begin));
                } else {
                    skipped++;
                }
            }
        }

        private void hand(WtmpRecord record) {
            if (record.onPpp()) {
                onPpp.accept(record);
            }
        }
    }
}

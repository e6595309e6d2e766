package io.pptpdmonitor.wtmp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A wtmp file as glibc writes it on a little-endian machine, in which pptpd's plugin pptpd-logwtmp.so notes who came and
 * went. Without debug lines it is the only place that has the names.
 *
 * <p>The size of a record differs between machines and is told nowhere; it is found by which size makes sense of the
 * whole file, so a file of one machine can be read on another. Files of big-endian machines are refused as no wtmp.
 * The memory used does not grow with the file.
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
        try (FileChannel channel = open()) {
            long size = channel.size();
            WtmpLayout layout = layout(channel, size);
            Reading reading = new Reading(layout, onPpp);
            walk(channel, 0, size, reading::add);
            return new WtmpSummary(layout.size, reading.records, reading.skipped, size % layout.size != 0);
        }
    }

    /** @throws IOException with a whole sentence */
    FileChannel open() throws IOException {
        try {
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw new IOException(path + ": not a regular file" + ADVICE);
            }
            return FileChannel.open(path);
        } catch (NoSuchFileException e) {
            throw new IOException("no such file: " + path, e);
        } catch (AccessDeniedException e) {
            throw new IOException(
                    "no permission to read " + path + "; run as root, or as a member of the group that owns it", e);
        }
    }

    /** Hands over the records of ppp lines among the whole records from one place to another, which are of that layout. */
    static void read(FileChannel channel, long from, long to, WtmpLayout layout, Consumer<WtmpRecord> onPpp)
            throws IOException {
        walk(channel, from, to, new Reading(layout, onPpp)::add);
    }

    /** What makes sense of the first {@code size} octets. */
    WtmpLayout layout(FileChannel channel, long size) throws IOException {
        Score narrow = new Score(WtmpLayout.NARROW);
        Score wide = new Score(WtmpLayout.WIDE);
        walk(channel, 0, size, block -> {
            narrow.add(block);
            wide.add(block);
        });
        Score best = wide.sum() > narrow.sum() ? wide : narrow;
        if (size > 0 && (size < best.layout.size || !best.convincing())) {
            throw new IOException(path + ": not a wtmp file of a little-endian machine" + ADVICE);
        }
        return best.layout;
    }

    /** Whole records of either size from the block's begin on; only the last block is not full. */
    private static void walk(FileChannel channel, long from, long size, Consumer<ByteBuffer> blocks)
            throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
        for (long at = from; at < size; at += BLOCK) {
            block.clear().limit((int) Math.min(BLOCK, size - at));
            while (block.hasRemaining() && channel.read(block, at + block.position()) >= 0) {
                // Until the block is full, or the file has become shorter.
            }
            blocks.accept(block.flip());
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

package io.pptpdmonitor.source;

import io.pptpdmonitor.file.Compression;
import io.pptpdmonitor.log.LastLine;
import io.pptpdmonitor.log.LineSplitter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The stamp of the last line of pptpd or pppd in a file: whether a server writes there, or wrote until when. */
final class NewestStamp {

    private static final int LOOKED_AT = 1 << 20;
    /** Read in a tenth of a second. */
    private static final long LONG_LOOKED_AT = 64 << 20;
    /** Mostly enough, and read in no time. */
    private static final int LOOKED_AT_FIRST = 1 << 16;

    private NewestStamp() {}

    /** Of a line that stands at the end of the file, compressed or not; null if there is none there. */
    static @Nullable OffsetDateTime atTheEndOf(Path file, ZoneId zone) throws IOException {
        if (Compression.isCompressed(file)) {
            return in(unpackedEnd(file), file, zone);
        }
        OffsetDateTime last = in(storedEnd(file, LOOKED_AT_FIRST), file, zone);
        return last == null ? in(storedEnd(file, LOOKED_AT), file, zone) : last;
    }

    /** Of a line wherever in the file it stands; null if there is none. */
    static @Nullable OffsetDateTime in(Path file, ZoneId zone) throws IOException {
        return in(file, zone, Long.MAX_VALUE);
    }

    /** As {@link #atTheEndOf} a file that is not compressed, further back than one reads in no time. */
    static @Nullable OffsetDateTime farFromTheEndOf(Path file, ZoneId zone) throws IOException {
        return in(file, zone, LONG_LOOKED_AT);
    }

    private static @Nullable OffsetDateTime in(Path file, ZoneId zone, long most) throws IOException {
        LogLines lines = new LogLines(zone);
        lines.modified(Files.getLastModifiedTime(file).toInstant());
        byte[] part = new byte[LOOKED_AT];
        LineSplitter.LineSink sink = lines.into(ignored -> {});
        try (InputStream in = Compression.open(file)) {
            in.skipNBytes(Math.max(0, Files.size(file) - most));
            for (int count; (count = in.readNBytes(part, 0, part.length)) > 0; ) {
                lines.take(part, count, sink);
            }
        }
        return lastOf(lines);
    }

    private static @Nullable OffsetDateTime in(byte[] end, Path file, ZoneId zone) throws IOException {
        Instant written = Files.getLastModifiedTime(file).toInstant();
        OffsetDateTime plain = LastLine.stamp(end, written, zone);
        if (plain != null) {
            return plain;
        }
        LogLines lines = new LogLines(zone);
        lines.modified(written);
        lines.take(end, end.length, (b, from, to) -> lines.line(b, from, to, ignored -> {}));
        return lastOf(lines);
    }

    private static @Nullable OffsetDateTime lastOf(LogLines lines) {
        lines.finish(ignored -> {});
        return lines.counts().relevantLines() == 0 ? null : lines.lastStamp();
    }

    private static byte[] storedEnd(Path file, int most) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long from = Math.max(0, channel.size() - most);
            return Channels.newInputStream(channel.position(from)).readNBytes(most);
        }
    }

    private static byte[] unpackedEnd(Path file) throws IOException {
        byte[] before = new byte[0];
        try (InputStream in = Compression.open(file)) {
            while (true) {
                byte[] next = in.readNBytes(LOOKED_AT);
                if (next.length < LOOKED_AT) {
                    byte[] both = Arrays.copyOf(before, before.length + next.length);
                    System.arraycopy(next, 0, both, before.length, next.length);
                    return both;
                }
                before = next;
            }
        }
    }
}

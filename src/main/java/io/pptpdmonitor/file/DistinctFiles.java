package io.pptpdmonitor.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Of the past of a log those files that hold something of their own. A copy lies beside it where somebody made one
 * ({@code cp syslog syslog.1}), or while logrotate copies and truncates; of an earlier moment it holds the begin only.
 *
 * @param originals oldest first
 * @param copies those of which all stands in the log itself, too; it may be truncated at any moment
 */
public record DistinctFiles(List<Path> originals, List<Copy> copies) {

    /**
     * A file that holds what the log begins with.
     *
     * @param length octets of that, unpacked
     */
    public record Copy(Path file, long length) {}

    public DistinctFiles {
        originals = List.copyOf(originals);
        copies = List.copyOf(copies);
    }

    /**
     * Compares what they hold. Only a later one makes a file a copy: a router without a clock may begin each log with the
     * lines that the one before began with.
     *
     * @param past oldest first
     */
    public static DistinctFiles of(List<Path> past, Path log) {
        List<Contents> contents = past.stream().map(Contents::of).toList();
        List<Path> originals = new ArrayList<>();
        List<Copy> copies = new ArrayList<>();
        // To open a pipe would wait for its writer.
        boolean comparable = !past.isEmpty() && Files.isRegularFile(log);
        List<Contents> live = comparable ? List.of(Contents.of(log)) : List.of();
        for (int i = 0; i < past.size(); i++) {
            long inLive = lengthIn(live, contents.get(i));
            if (inLive >= 0) {
                copies.add(new Copy(past.get(i), inLive));
            } else if (lengthIn(contents.subList(i + 1, contents.size()), contents.get(i)) < 0) {
                originals.add(past.get(i));
            }
        }
        return new DistinctFiles(originals, copies);
    }

    /** All of them, whatever they hold. */
    public static DistinctFiles all(List<Path> past) {
        return new DistinctFiles(past, List.of());
    }

    private static long lengthIn(List<Contents> others, Contents file) {
        if (file.isStump()) {
            return Contents.NO_COPY; // Its damage is to be told.
        }
        for (Contents other : others) {
            long length = file.lengthIn(other);
            if (length >= 0) {
                return length;
            }
        }
        return Contents.NO_COPY;
    }
}

package io.pptpdmonitor.source;

import io.pptpdmonitor.file.RotatedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a log goes on that was rotated since it was read.
 *
 * @param file the file of the past in which the bookmark was set; null if it was found nowhere
 * @param newer the files of the past that were written after that one, oldest first
 */
record Continuation(@Nullable Path file, List<Path> newer) {

    /** Both, oldest first. */
    List<Path> files() {
        return Stream.concat(Stream.ofNullable(file), newer.stream()).toList();
    }

    /**
     * Looks through the rotated past of {@code log}.
     *
     * @throws IOException if the directory cannot be listed
     */
    static Continuation of(Bookmark mark, Path log) throws IOException {
        return of(mark, file -> false, log);
    }

    /**
     * The same.
     *
     * @param known whether it is certain of a file that the bookmark was set in it; else its bytes tell
     */
    static Continuation of(Bookmark mark, Predicate<Path> known, Path log) throws IOException {
        Continuation found = in(RotatedFiles.of(log), known, mark);
        // While they were listed one may have been compressed.
        return found.file() == null ? in(RotatedFiles.of(log), known, mark) : found;
    }

    /** A file that holds the place comes before one that is only like the begin of that: some begin alike. */
    private static Continuation in(List<Path> past, Predicate<Path> known, Bookmark mark) {
        int found = last(past, file -> known.test(file) || mark.isIn(file));
        found = found < 0 ? last(past, mark::isOf) : found;
        return found < 0
                ? new Continuation(
                        null, past.stream().filter(file -> isNewer(file, mark)).toList())
                : new Continuation(past.get(found), past.subList(found + 1, past.size()));
    }

    @FunctionalInterface
    private interface Question {
        boolean ask(Path file) throws IOException;
    }

    private static int last(List<Path> past, Question question) {
        int last = past.size() - 1;
        while (last >= 0 && !isSo(past.get(last), question)) {
            last--;
        }
        return last;
    }

    /** One that cannot be read says nothing, and is told of when its turn to be read comes. */
    private static boolean isSo(Path file, Question question) {
        try {
            return question.ask(file);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Compression and renaming leave the time of the last line's writing. */
    private static boolean isNewer(Path file, Bookmark mark) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isAfter(mark.modified());
        } catch (NoSuchFileException rotatedMeanwhile) {
            return false;
        } catch (IOException unreadable) {
            return true;
        }
    }
}

package io.pptpdmonitor.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what logrotate made of a log: {@code syslog.1}, {@code syslog.2.gz}, {@code syslog-20261122-1795354895.xz},
 * {@code syslog-2026112213} (hourly), {@code syslog.2026-11-22.zst}.
 */
public final class RotatedFiles {

    /** A file of the past: its number (1 is the newest), or the date that logrotate's dateext put behind the name. */
    private record Rotated(Path path, long number, String date) {

        /**
         * The oldest first, of those of one kind; the directory's own order means nothing. Without a Comparator.comparing,
         * whose lambdas are in no class archive.
         */
        static int compare(Rotated one, Rotated other) {
            int byDate = one.date.compareTo(other.date);
            int byNumber = byDate == 0 ? Long.compare(other.number, one.number) : byDate;
            return byNumber == 0 ? one.path.compareTo(other.path) : byNumber;
        }

        boolean isNumbered() {
            return date.isEmpty();
        }

        /** When its last line was written: logrotate and gzip leave that as it is. 0 where the file is gone meanwhile. */
        long lastWritten() {
            return path.toFile().lastModified();
        }

        boolean isCompressed() {
            return Compression.isCompressed(path);
        }

        /** Whether they are called the same, but for how they are compressed. */
        boolean isNamedAs(Rotated other) {
            return other.number == number && other.date.equals(date);
        }

        /**
         * Whether the other, of the same number, holds all of this: while logrotate compresses, the same lines stand in
         * both, and in the compressed one not all, or none yet; two programs may have compressed the same. Else one of
         * them is left over from before compression was switched on or off.
         */
        boolean isCopyOf(Rotated other) {
            Contents contents = Contents.of(path);
            return (isCompressed() && contents.isEmpty()) || contents.lengthIn(Contents.of(other.path)) >= 0;
        }
    }

    private static final String COMPRESSED = "(?:\\.(?:gz|xz|bz2|zst))?";
    private static final Pattern NUMBERED = Pattern.compile("\\.(\\d{1,7})" + COMPRESSED);
    private static final Pattern DATED =
            Pattern.compile("[-.]((?:19|20)\\d\\d-?\\d\\d-?\\d\\d(?:-?\\d\\d)?(?:-\\d{1,10})?)" + COMPRESSED);

    private RotatedFiles() {}

    /**
     * The rotated past of {@code log}, oldest first; gaps in the numbers do not matter. That of a symbolic link stands beside
     * it, or beside what it leads to, under the name there.
     *
     * @throws IOException if the directory cannot be listed, with a message for the user
     */
    public static List<Path> of(Path log) throws IOException {
        List<Rotated> all = List.of();
        for (Path place : places(log)) {
            List<Rotated> before = all;
            Deque<Rotated> more = new ArrayDeque<>(beside(place));
            // A link beside a link may lead to a file that is listed, too.
            more.removeIf(file ->
                    before.stream().anyMatch(other -> real(other.path()).equals(real(file.path()))));
            all = merged(List.of(new ArrayDeque<>(before), more));
        }
        return all.stream().map(Rotated::path).toList();
    }

    /** Where it is, by each of its names; once where they lead to one directory. */
    private static List<Path> places(Path log) throws IOException {
        List<Path> places = new ArrayList<>();
        Set<Path> seen = new HashSet<>();
        for (Path name : SymbolicLinks.from(log)) {
            Path last = name.getFileName();
            Path directory = name.toAbsolutePath().getParent();
            if (last != null && directory != null && seen.add(real(directory).resolve(last))) {
                places.add(name);
            }
        }
        return places;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException toldWhenItIsRead) {
            return path;
        }
    }

    private static List<Rotated> beside(Path log) throws IOException {
        List<Rotated> found = new ArrayList<>();
        String name = String.valueOf(log.getFileName());
        Path directory = Objects.requireNonNull(log.toAbsolutePath().getParent()); // It has a last name.
        try (Stream<Path> siblings = Files.list(directory)) {
            siblings.filter(file -> file.getFileName().toString().startsWith(name))
                    .filter(Files::isRegularFile)
                    .forEach(file -> classify(file, name, found));
        } catch (UncheckedIOException e) {
            throw FileProblem.of(directory, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw FileProblem.of(directory, e);
        }
        found.sort(Rotated::compare);
        return inOneOrder(withoutCopies(found));
    }

    /** Of one number, or date. Where two hold the same the compressed one goes. */
    private static List<Rotated> withoutCopies(List<Rotated> sorted) {
        List<Rotated> left = new ArrayList<>(sorted);
        sorted.stream()
                .sorted((one, other) -> Boolean.compare(other.isCompressed(), one.isCompressed()))
                .filter(file -> left.stream()
                        .anyMatch(other ->
                                !other.path.equals(file.path) && other.isNamedAs(file) && file.isCopyOf(other)))
                .forEach(left::remove);
        return left;
    }

    /**
     * Where dateext was switched on or off, numbers and dates stand side by side, and no name tells which is older: that
     * does the moment of their last lines, while those of a kind stay in the order of their names. Where compression was
     * switched on or off and a number is there twice, those that are compressed alike are of a kind.
     */
    private static List<Rotated> inOneOrder(List<Rotated> sorted) {
        List<Rotated> numbered = sorted.stream().filter(Rotated::isNumbered).toList();
        List<Rotated> dated = sorted.stream().filter(file -> !file.isNumbered()).toList();
        List<Deque<Rotated>> kinds = new ArrayList<>(kinds(numbered));
        kinds.addAll(kinds(dated));
        return merged(kinds);
    }

    /** By the moment of their last lines, where the names of one kind say nothing of another. */
    private static List<Rotated> merged(List<Deque<Rotated>> kinds) {
        List<Rotated> merged = new ArrayList<>();
        List<Deque<Rotated>> left = new ArrayList<>(kinds);
        left.removeIf(Deque::isEmpty);
        while (!left.isEmpty()) {
            Deque<Rotated> oldest = left.get(0);
            for (Deque<Rotated> kind : left) {
                oldest = kind.element().lastWritten() < oldest.element().lastWritten() ? kind : oldest;
            }
            merged.add(oldest.remove());
            left.removeIf(Deque::isEmpty);
        }
        return merged;
    }

    /** Those that are not compressed come last. */
    private static List<Deque<Rotated>> kinds(List<Rotated> sorted) {
        boolean unambiguous = sorted.stream()
                .allMatch(file -> sorted.stream().filter(file::isNamedAs).count() == 1);
        if (unambiguous) {
            return List.of(new ArrayDeque<>(sorted));
        }
        List<Deque<Rotated>> kinds = new ArrayList<>();
        for (Compression compression : Compression.values()) {
            kinds.add(kind(sorted, compression));
        }
        kinds.add(kind(sorted, null));
        return kinds;
    }

    private static Deque<Rotated> kind(List<Rotated> sorted, @Nullable Compression compression) {
        return sorted.stream()
                .filter(file -> Compression.of(file.path) == compression)
                .collect(Collectors.toCollection(ArrayDeque::new));
    }

    /**
     * Whether nothing of the log of that name is missing between these two, as far as their names tell: numbers are as
     * they follow each other, and the newest is 1, or 0. Of one that was left over when compression was switched off, and
     * has a smaller number than those that came after it, nobody can say that.
     *
     * @param newer of its past, or the log itself
     */
    public static boolean isNext(Path log, Path older, Path newer) {
        try {
            return places(log).stream().allMatch(place -> isNextOf(place, older, newer.equals(log) ? place : newer));
        } catch (IOException unreadable) {
            return isNextOf(log, older, newer);
        }
    }

    private static boolean isNextOf(Path log, Path older, Path newer) {
        long before = number(log, older);
        long after = newer.equals(log) ? 0 : number(log, newer);
        return before < 0 || after < 0 || before - after == 1 || before == after;
    }

    /** -1 where it has none. */
    private static long number(Path log, Path file) {
        String name = String.valueOf(log.getFileName());
        String other = String.valueOf(file.getFileName());
        Matcher numbered = NUMBERED.matcher(other.startsWith(name) ? other.substring(name.length()) : "");
        return numbered.matches() ? Long.parseLong(numbered.group(1)) : -1;
    }

    private static void classify(Path file, String name, List<Rotated> found) {
        String rest = file.getFileName().toString().substring(name.length());
        Matcher numbered = NUMBERED.matcher(rest);
        Matcher dated = DATED.matcher(rest);
        if (numbered.matches()) {
            found.add(new Rotated(file, Long.parseLong(numbered.group(1)), ""));
        } else if (dated.matches()) {
            found.add(new Rotated(file, 0, dated.group(1).replace("-", "")));
        }
    }
}

package io.pptpdmonitor.source;

import io.pptpdmonitor.file.DamagedFileException;
import io.pptpdmonitor.file.RotatedFiles;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the logs where none is named: of the usual files and the journal all that hold lines of pptpd or pppd, at their
 * end, or else further back. pptpd (facility daemon) and pppd (local2) may go to different ones, and an upgrade may leave
 * one behind that nobody writes any more; what stands in several counts once. Where none holds any, all that others write
 * to are places where such lines may come.
 */
public final class LogSearch {

    private static final List<String> USUAL =
            List.of("var/log/pptpd.log", "var/log/syslog", "var/log/messages", "var/log/daemon.log");
    private static final List<String> JOURNALS = List.of("var/log/journal", "run/log/journal");
    private static final String JOURNAL = "journal";

    /** A file whose last line is older than the journal's by this is of the past. */
    private static final Duration LEFT_BEHIND = Duration.ofHours(1);

    /** Who writes to a system's log does so more often: its timers alone, once a day. */
    private static final Duration WRITTEN_WITHIN = Duration.ofDays(2);

    /** Octets of the rotated files of one log, as they are stored, that are looked at for a line. */
    private static final long MOST_OF_PAST = 64L << 20;

    private final Path root;
    private final List<String> journalctl;
    private final ZoneId zone;
    private final Instant now;

    /**
     * What was found; at least one of both.
     *
     * @param logs files
     * @param journal whether the journal is read, too
     * @param journalNote what it lacks, for the user, where it is all that there is; empty if it lacks nothing
     * @param silence what is to be told where they hold no line of pptpd or pppd, as none of them was seen to; null where
     *     one was
     * @param missing where there is silence, files that are not there and may be made yet
     */
    public record Found(
            List<Log> logs,
            boolean journal,
            String journalNote,
            @Nullable String silence,
            List<Path> missing) {

        public Found {
            logs = List.copyOf(logs);
            missing = List.copyOf(missing);
        }
    }

    /**
     * A file that holds such lines, or may come to do so.
     *
     * @param inPast the newest rotated files from the one on in which the last of the lines stands, oldest first; none if
     *     the file itself holds it, or no such line was seen
     * @param lastLine its last one; null if none was seen
     * @param leftBehind whether the journal has gone on without it
     * @param written whether somebody, of whatever program, wrote to it lately
     */
    public record Log(
            Path path, List<Path> inPast, @Nullable OffsetDateTime lastLine, boolean leftBehind, boolean written) {

        public Log {
            inPast = List.copyOf(inPast);
        }
    }

    /**
     * Looks below {@code root}.
     *
     * @param journalctl the program that reads the journal there, with the options that say so
     * @param zone of stamps that tell none
     * @param now the time
     */
    public LogSearch(Path root, List<String> journalctl, ZoneId zone, Instant now) {
        this.root = root;
        this.journalctl = List.copyOf(journalctl);
        this.zone = zone;
        this.now = now;
    }

    /**
     * The logs.
     *
     * @param known the names of those that were read before: they stay logs, however long nobody has come
     * @throws IOException if there is none, or one of the files cannot be read: it may be the one; with a message that
     *     says what to do
     */
    public Found find(Supplier<Set<String>> known) throws IOException {
        OffsetDateTime inJournal = lastOfJournal();
        List<Path> files = usual();
        List<Log> logs = new ArrayList<>();
        Set<String> before = null;
        for (Path file : files) {
            Log log = atTheEnd(file, inJournal);
            if (log == null) {
                before = before == null ? known.get() : before;
                log = before.contains(file.toString()) ? known(file, inJournal) : null;
            }
            if (log != null) {
                logs.add(log);
            }
        }
        boolean journal = inJournal != null;
        if (!journal && logs.stream().allMatch(log -> log.lastLine() == null)) {
            return quiet(files, before == null ? known.get() : before);
        }
        if (!journal && before != null && before.isEmpty()) {
            addBusy(files, logs); // Once: a state knows where lines were.
        }
        String note = logs.isEmpty() ? JournalStorage.below(root).note() : "";
        return new Found(logs, journal || (before != null && isKnown(before)), note, null, List.of());
    }

    /** Another program may write so much that lines of the server stand further back in one than in the others. */
    private void addBusy(List<Path> files, List<Log> logs) throws IOException {
        List<Path> found = logs.stream().map(Log::path).toList();
        for (Path file : files) {
            OffsetDateTime last = found.contains(file) ? null : lastLine(file, NewestStamp::farFromTheEndOf);
            if (last != null) {
                logs.add(found(file, List.of(), last, null));
            }
        }
        logs.sort(Comparator.comparing(log -> files.indexOf(log.path())));
    }

    private boolean isKnown(Set<String> before) {
        return before.contains(JOURNAL) && !systemJournals().isEmpty();
    }

    /** Nobody has come for a while, and others have written much since, or nobody ever has: that is not the same as no log. */
    private Found quiet(List<Path> files, Set<String> before) throws IOException {
        List<Log> further = new ArrayList<>();
        for (Path file : before.isEmpty() ? files : List.<Path>of()) {
            Log log = furtherBack(file);
            if (log != null) {
                further.add(log);
            }
        }
        if (!further.isEmpty()) {
            return new Found(further, false, "", null, List.of());
        }
        List<Log> places = new ArrayList<>();
        for (Path file : places(files, before)) {
            places.add(new Log(file, List.of(), null, false, isWritten(file)));
        }
        boolean journal = before.isEmpty() ? !systemJournals().isEmpty() : isKnown(before);
        if (places.isEmpty() && !journal) {
            throw new IOException(silence());
        }
        return new Found(places, journal, "", silence(), places(missing(), before));
    }

    private String silence() {
        return "no line of pptpd or pppd in " + root.resolve("var/log")
                + "/{pptpd.log,syslog,messages,daemon.log} nor in the journal"
                + JournalStorage.below(root).told() + "; name the log that they write to with --file";
    }

    private boolean isWritten(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().isAfter(now.minus(WRITTEN_WITHIN));
    }

    /** A state knows of none but its own. */
    private static List<Path> places(List<Path> all, Set<String> before) {
        return before.isEmpty()
                ? all
                : all.stream().filter(file -> before.contains(file.toString())).toList();
    }

    private List<Path> missing() {
        return USUAL.stream().map(root::resolve).filter(Files::notExists).toList();
    }

    /** Null, too, where nobody can read it: without journalctl. */
    private @Nullable OffsetDateTime lastOfJournal() throws IOException {
        if (JOURNALS.stream().allMatch(name -> entries(root.resolve(name)).isEmpty())) {
            return null; // Not to start a program in vain.
        }
        refuseUnreadable(systemJournals());
        try {
            return Journal.lastLine(journalctl, zone);
        } catch (IOException unreadable) {
            return null;
        }
    }

    /** journalctl leaves out what it may not read: the journal would look as if nobody had come. */
    private static void refuseUnreadable(List<Path> files) throws IOException {
        if (!files.isEmpty() && files.stream().noneMatch(Files::isReadable)) {
            throw denied(files.get(0), new AccessDeniedException(files.get(0).toString()));
        }
    }

    /** The files that system services write to, of each machine whose journal is there. */
    private List<Path> systemJournals() {
        return JOURNALS.stream()
                .flatMap(name -> entries(root.resolve(name)).stream())
                .filter(Files::isDirectory)
                .flatMap(machine -> Files.isReadable(machine) ? systemFiles(machine) : Stream.of(machine))
                .toList();
    }

    private static Stream<Path> systemFiles(Path machine) {
        return entries(machine).stream()
                .filter(file -> file.getFileName().toString().startsWith("system"));
    }

    private static List<Path> entries(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException absent) {
            return List.of();
        }
    }

    /** The usual files that are there. To open a pipe would wait for its writer. */
    private List<Path> usual() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String name : USUAL) {
            Path file = root.resolve(name);
            try {
                if (Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
                    files.add(file);
                }
            } catch (AccessDeniedException hidden) {
                throw new IOException(
                        "no permission to look into " + file.getParent() + ", where the log may be; run as root or as a"
                                + " member of group adm, or name the log with --file",
                        hidden);
            } catch (IOException absent) {
                // Most hosts have one or two of them.
            }
        }
        return files;
    }

    /** Looks where the last of such lines mostly is; null if it is not there. */
    private @Nullable Log atTheEnd(Path file, @Nullable OffsetDateTime inJournal) throws IOException {
        OffsetDateTime last = lastLine(file, NewestStamp::atTheEndOf);
        List<Path> past = last == null ? newestOfPast(file) : List.of();
        last = past.isEmpty() ? last : lastLine(past.get(0), NewestStamp::atTheEndOf);
        return last == null ? null : found(file, past, last, inJournal);
    }

    /** A log that was read before. Where the journal goes on, it has to be known whether that goes on alone. */
    private @Nullable Log known(Path file, @Nullable OffsetDateTime inJournal) throws IOException {
        if (inJournal == null) {
            return new Log(file, List.of(), null, false, isWritten(file));
        }
        OffsetDateTime last = lastLine(file, NewestStamp::farFromTheEndOf);
        return last == null ? null : found(file, List.of(), last, inJournal);
    }

    /** Looks through all of the file, then through its past, newest first; null if nothing is there. */
    private @Nullable Log furtherBack(Path file) throws IOException {
        OffsetDateTime last = lastLine(file, NewestStamp::in);
        if (last != null) {
            return found(file, List.of(), last, null);
        }
        List<Path> past = RotatedFiles.of(file);
        long octets = 0;
        for (int i = past.size() - 1; i >= 0 && octets <= MOST_OF_PAST; i--) {
            last = lastLine(past.get(i), NewestStamp::in);
            if (last != null) {
                return found(file, past.subList(i, past.size()), last, null);
            }
            octets += past.get(i).toFile().length();
        }
        return null;
    }

    private Log found(Path file, List<Path> past, OffsetDateTime last, @Nullable OffsetDateTime inJournal)
            throws IOException {
        boolean leftBehind = inJournal != null && last.plus(LEFT_BEHIND).isBefore(inJournal);
        return new Log(file, past, last, leftBehind, isWritten(file));
    }

    private static List<Path> newestOfPast(Path file) throws IOException {
        List<Path> past = RotatedFiles.of(file);
        return past.isEmpty() ? List.of() : past.subList(past.size() - 1, past.size());
    }

    /** Where in a file the last line of pptpd or pppd is looked for; gives its stamp, or null. */
    @FunctionalInterface
    private interface Look {
        @Nullable OffsetDateTime lastLine(Path file, ZoneId zone) throws IOException;
    }

    private @Nullable OffsetDateTime lastLine(Path file, Look look) throws IOException {
        try {
            return look.lastLine(file, zone);
        } catch (AccessDeniedException denied) {
            throw denied(file, denied);
        } catch (DamagedFileException damaged) {
            return null;
        }
    }

    private static IOException denied(Path file, IOException why) {
        return new IOException(
                "no permission to read " + file + ", which may be the log; run as root or as a member of group adm,"
                        + " or name the log with --file",
                why);
    }
}

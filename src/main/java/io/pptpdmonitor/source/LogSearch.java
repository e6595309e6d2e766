package io.pptpdmonitor.source;

import io.pptpdmonitor.file.DamagedFileException;
import io.pptpdmonitor.file.RotatedFiles;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the logs where none is named: of the usual files and the journal all that hold lines of pptpd or pppd at their
 * end. pptpd (facility daemon) and pppd (local2) may go to different ones, and an upgrade may leave one behind that nobody
 * writes any more; what stands in several counts once.
 */
public final class LogSearch {

    private static final List<String> USUAL =
            List.of("var/log/pptpd.log", "var/log/syslog", "var/log/messages", "var/log/daemon.log");
    private static final List<String> JOURNALS = List.of("var/log/journal", "run/log/journal");

    /** A file whose last line is older than the journal's by this is of the past. */
    private static final Duration LEFT_BEHIND = Duration.ofHours(1);

    /**
     * What was found; at least one of both.
     *
     * @param logs files
     * @param journal whether the journal holds such lines
     * @param journalNote what it lacks, for the user, where it is all that there is; empty if it lacks nothing
     */
    public record Found(List<Log> logs, boolean journal, String journalNote) {

        public Found {
            logs = List.copyOf(logs);
        }
    }

    /**
     * A file that holds such lines.
     *
     * @param inPastOnly the newest rotated file, if the lines stand there and none in the file itself yet
     * @param lastLine its last one
     * @param leftBehind whether the journal has gone on without it
     */
    public record Log(Path path, @Nullable Path inPastOnly, OffsetDateTime lastLine, boolean leftBehind) {}

    private LogSearch() {}

    /**
     * The logs below {@code root}.
     *
     * @param journalctl the program that reads the journal there, with the options that say so
     * @param zone of stamps that tell none
     * @throws IOException if there is none, or one of the files cannot be read: it may be the one; with a message that
     *     says what to do
     */
    public static Found below(Path root, List<String> journalctl, ZoneId zone) throws IOException {
        OffsetDateTime inJournal = lastOfJournal(root, journalctl, zone);
        List<Log> logs = usual(root, inJournal, file -> LogLines.lastAtTheEndOf(file, zone));
        if (logs.isEmpty() && inJournal == null) {
            // Nobody has come for a while, and others have written much since: idle is not the same as no log.
            logs = usual(root, null, file -> LogLines.lastIn(file, zone));
        }
        if (logs.isEmpty() && inJournal == null) {
            throw new IOException("no line of pptpd or pppd in " + root.resolve("var/log")
                    + "/{pptpd.log,syslog,messages,daemon.log} nor in the journal"
                    + JournalStorage.below(root).told() + "; name the log that they write to with --file");
        }
        String note = logs.isEmpty() ? JournalStorage.below(root).note() : "";
        return new Found(logs, inJournal != null, note);
    }

    /** Null, too, where nobody can read it: without journalctl. */
    private static @Nullable OffsetDateTime lastOfJournal(Path root, List<String> journalctl, ZoneId zone)
            throws IOException {
        if (JOURNALS.stream().allMatch(name -> entries(root.resolve(name)).isEmpty())) {
            return null; // Not to start a program in vain.
        }
        refuseUnreadable(systemJournals(root));
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
    private static List<Path> systemJournals(Path root) {
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

    /** Where in a file the last line of pptpd or pppd is looked for; gives its stamp, or null. */
    @FunctionalInterface
    private interface Look {
        @Nullable OffsetDateTime lastLine(Path file) throws IOException;
    }

    private static List<Log> usual(Path root, @Nullable OffsetDateTime inJournal, Look look) throws IOException {
        List<Log> logs = new ArrayList<>();
        for (String name : USUAL) {
            Path file = root.resolve(name);
            // To open a pipe would wait for its writer.
            Log log = Files.isRegularFile(file) ? log(file, inJournal, look) : null;
            if (log != null) {
                logs.add(log);
            }
        }
        return logs;
    }

    private static @Nullable Log log(Path file, @Nullable OffsetDateTime inJournal, Look look) throws IOException {
        OffsetDateTime last = lastLine(file, look);
        Path past = last == null ? newestOfPast(file) : null;
        last = past == null ? last : lastLine(past, look);
        if (last == null) {
            return null;
        }
        boolean leftBehind = inJournal != null && last.plus(LEFT_BEHIND).isBefore(inJournal);
        return new Log(file, past, last, leftBehind);
    }

    private static @Nullable Path newestOfPast(Path file) throws IOException {
        List<Path> past = RotatedFiles.of(file);
        return past.isEmpty() ? null : past.get(past.size() - 1);
    }

    private static @Nullable OffsetDateTime lastLine(Path file, Look look) throws IOException {
        try {
            return look.lastLine(file);
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

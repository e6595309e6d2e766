package io.pptpdmonitor.cli;

import io.pptpdmonitor.file.RotatedFiles;
import io.pptpdmonitor.log.Hosts;
import io.pptpdmonitor.proc.HostName;
import io.pptpdmonitor.source.Journal;
import io.pptpdmonitor.source.LogFile;
import io.pptpdmonitor.source.LogSearch;
import io.pptpdmonitor.source.LogSource;
import io.pptpdmonitor.source.OutdatedLog;
import io.pptpdmonitor.source.StandardInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The logs that are read: those that were named, or those that were found.
 *
 * @param named by options; none where they were to be found
 * @param found where none was named
 * @param journalctl reads the journal of the host that is looked at
 * @param hosts whose lines are read
 */
record Logs(List<Path> named, LogSearch.@Nullable Found found, List<String> journalctl, Hosts hosts) {

    private static final Path HOST = Path.of("/");
    private static final Path STANDARD_INPUT = Path.of("-");
    private static final String JOURNALCTL = "journalctl";

    Logs {
        named = List.copyOf(named);
        journalctl = List.copyOf(journalctl);
    }

    /**
     * Those of {@code files}, or where there are none those below {@code root}.
     *
     * @throws IOException if none is found, with a message for the user
     */
    static Logs of(List<Path> files, Path root, Hosts hosts) throws IOException {
        List<String> journalctl = root.equals(HOST) ? List.of(JOURNALCTL) : List.of(JOURNALCTL, "--root=" + root);
        LogSearch.Found found = files.isEmpty() ? LogSearch.below(root, journalctl, hosts.zone()) : null;
        String own = found == null ? null : HostName.read(root);
        return new Logs(files, found, journalctl, own == null ? hosts : hosts.withFullName(own));
    }

    /** Says of which logs a state is: what was found may become less. */
    String key() {
        return (found == null ? named.toString() : "found") + ", " + hosts.key();
    }

    /**
     * Opens them.
     *
     * @param following whether more is to come
     * @param past whether their rotated past is read, too
     */
    List<LogSource> open(Environment environment, boolean following, boolean past) throws IOException {
        return found == null ? openNamed(environment, following, past) : openFound(found, following, past);
    }

    private List<LogSource> openNamed(Environment environment, boolean following, boolean past) throws IOException {
        List<LogSource> sources = new ArrayList<>();
        for (Path log : named) {
            sources.add(
                    log.equals(STANDARD_INPUT)
                            ? new StandardInput(environment.in(), following, environment.clock(), hosts)
                            : file(log, past, List.of()));
        }
        return sources;
    }

    private List<LogSource> openFound(LogSearch.Found all, boolean following, boolean past) throws IOException {
        List<LogSource> sources = new ArrayList<>();
        for (LogSearch.Log log : all.logs()) {
            Path newest = log.inPastOnly();
            LogFile file = file(log.path(), past, newest == null ? List.of() : List.of(newest));
            sources.add(log.leftBehind() ? new OutdatedLog(file, log.lastLine()) : file);
        }
        if (all.journal()) {
            sources.add(new Journal(journalctl, following, hosts, all.journalNote()));
        }
        return sources;
    }

    /** @param newest what is read of the past even if it is not asked for */
    private LogFile file(Path log, boolean past, List<Path> newest) throws IOException {
        return past ? LogFile.withPast(log, hosts) : new LogFile(log, newest, () -> hasOlder(log, newest), hosts);
    }

    /** Than those, and than what is read by a name of its own. */
    private boolean hasOlder(Path log, List<Path> newest) {
        try {
            return RotatedFiles.of(log).stream().anyMatch(older -> !newest.contains(older) && !isNamed(older));
        } catch (IOException notToBeSeen) {
            return false;
        }
    }

    private boolean isNamed(Path file) {
        return named.stream().anyMatch(each -> each.toAbsolutePath().equals(file.toAbsolutePath()));
    }
}

package io.pptpdmonitor.cli;

import io.pptpdmonitor.file.RotatedFiles;
import io.pptpdmonitor.log.Hosts;
import io.pptpdmonitor.proc.HostName;
import io.pptpdmonitor.source.Journal;
import io.pptpdmonitor.source.LogFile;
import io.pptpdmonitor.source.LogSearch;
import io.pptpdmonitor.source.LogSource;
import io.pptpdmonitor.source.OutdatedLog;
import io.pptpdmonitor.source.QuietLog;
import io.pptpdmonitor.source.StandardInput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The logs that are read: those that were named, or those that are found.
 *
 * @param named by options; none where they are to be found
 * @param root below which they are found
 * @param hosts whose lines are read
 */
record Logs(List<Path> named, Path root, Hosts hosts) {

    private static final Path HOST = Path.of("/");
    private static final Path STANDARD_INPUT = Path.of("-");
    private static final String JOURNALCTL = "journalctl";

    Logs {
        named = List.copyOf(named);
    }

    /** Those of {@code files}, or where there are none those below {@code root}. */
    static Logs of(List<Path> files, Path root, Hosts hosts) {
        String own = files.isEmpty() ? HostName.read(root) : null;
        return new Logs(files, root, own == null ? hosts : hosts.withFullName(own));
    }

    /** Says of which logs a state is: what was found may become less. */
    String key() {
        return (named.isEmpty() ? "found" : named.toString()) + ", " + hosts.key();
    }

    /** Reads the journal of the host that is looked at. */
    private List<String> journalctl() {
        return root.equals(HOST) ? List.of(JOURNALCTL) : List.of(JOURNALCTL, "--root=" + root);
    }

    /**
     * Opens them.
     *
     * @param following whether more is to come
     * @param past whether their rotated past is read, too
     * @param known the names of those that were read before
     * @throws IOException if none is found, with a message for the user
     */
    List<LogSource> open(Environment environment, boolean following, boolean past, Supplier<Set<String>> known)
            throws IOException {
        if (!named.isEmpty()) {
            return openNamed(environment, following, past);
        }
        LogSearch search = new LogSearch(
                root, journalctl(), hosts.zone(), environment.clock().instant());
        LogSearch.Found found = search.find(known);
        String silence = found.silence();
        return silence == null ? openFound(found, following, past) : openQuiet(found, silence, following, past);
    }

    /** Gets ready to read all of those that were named, while what else is needed is opened. */
    void expect() {
        named.forEach(LogFile::expect);
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

    private List<LogSource> openFound(LogSearch.Found all, boolean following, boolean past) {
        List<LogSource> sources = new ArrayList<>();
        for (LogSearch.Log log : all.logs()) {
            LogFile file = file(log.path(), past, log.inPast());
            OffsetDateTime last = log.lastLine();
            sources.add(log.leftBehind() && last != null ? new OutdatedLog(file, last) : file);
        }
        if (all.journal()) {
            sources.add(new Journal(journalctl(), following, hosts, all.journalNote()));
        }
        return sources;
    }

    /** Whoever goes on looking looks where a log may be made yet, too. */
    private List<LogSource> openQuiet(LogSearch.Found all, String silence, boolean following, boolean past) {
        List<LogSource> sources = new ArrayList<>();
        for (LogSearch.Log log : all.logs()) {
            sources.add(QuietLog.of(file(log.path(), past, List.of()), log.written(), silence));
        }
        for (Path missing : following ? all.missing() : List.<Path>of()) {
            sources.add(QuietLog.awaited(file(missing, past, List.of()), missing, silence));
        }
        if (all.journal()) {
            Journal journal = new Journal(journalctl(), following, hosts, all.journalNote()).askedOfOthers();
            sources.add(QuietLog.of(journal, true, silence));
        }
        return sources;
    }

    /** @param newest what is read of the past even if it is not asked for */
    private LogFile file(Path log, boolean past, List<Path> newest) {
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

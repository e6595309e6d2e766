package io.pptpdmonitor.proc;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The processes that /proc shows. Those that are hidden (hidepid), forbidden, or gone while they are looked at are
 * absent; nothing here throws for what is read. Every call reads anew.
 */
public final class Processes {
    /** What a PPTP server is made of, as comm. */
    private static final Set<String> SERVER = Set.of("pptpd", "pptpctrl", "pppd");

    private static final int STAT_LIMIT = 4096;
    private static final int STATUS_LIMIT = 64 << 10;
    private static final int COMMAND_LINE_LIMIT = 64 << 10;
    private static final String INNER_PIDS = "NSpid:";
    private static final String USERS = "Uid:";

    private final Tree tree;

    /** @param root what stands before /proc; {@code /} on a real host */
    public Processes(Path root) {
        tree = new Tree(root);
    }

    /**
     * The process of that number in /proc, whatever its name; null if none is to be seen. Four small files.
     *
     * @param pid as this /proc counts; a log's number may be of another name space: {@link ProcessTable#loggedAs}
     */
    public @Nullable ProcessInfo find(int pid) {
        return pid < 1 ? null : read(pid, BootTime.read(tree), false);
    }

    /**
     * All processes called pptpd, pptpctrl or pppd that have root's rights, as these need to (any user can call a program so).
     * Reads one small file of every process (10 to 20 microseconds each) and two more of those it is after.
     */
    public ProcessTable scan() {
        BootTime boot = BootTime.read(tree);
        return new ProcessTable(tree.names("proc").stream()
                .map(Decimal::parsePositive)
                .filter(Objects::nonNull)
                .map(pid -> read(pid, boot, true))
                .filter(Objects::nonNull)
                .toList());
    }

    private @Nullable ProcessInfo read(int pid, @Nullable BootTime boot, boolean ofServerOnly) {
        String line = tree.text("proc/" + pid + "/stat", STAT_LIMIT);
        ProcessStat stat = line == null ? null : ProcessStat.parse(line);
        if (stat == null || stat.ended() || (ofServerOnly && !SERVER.contains(stat.comm()))) {
            return null;
        }
        String status = tree.text("proc/" + pid + "/status", STATUS_LIMIT);
        if (ofServerOnly && status != null && !mayBeRoots(status)) {
            return null;
        }
        List<Integer> inner = status == null ? List.of() : innerPids(status);
        return new ProcessInfo(
                pid,
                inner.isEmpty() ? pid : inner.get(inner.size() - 1),
                inner.size() < 2 ? "" : nameSpace(pid),
                stat.parentPid(),
                stat.comm(),
                boot == null ? null : boot.after(stat.startTicks()),
                arguments(pid));
    }

    /** Whether its effective user is 0, or is not told. Who is root in a container alone is not root here. */
    static boolean mayBeRoots(String status) {
        return status.lines()
                .filter(line -> line.startsWith(USERS))
                .findFirst()
                .map(line -> line.substring(USERS.length()).strip().split("\\s+"))
                .map(users -> users.length < 2 || users[1].equals("0"))
                .orElse(true);
    }

    /** The NSpid numbers, the innermost last; empty if it tells none, or anything else. The kernel escapes the name's line ends. */
    static List<Integer> innerPids(String status) {
        String told = status.lines()
                .filter(line -> line.startsWith(INNER_PIDS))
                .findFirst()
                .map(line -> line.substring(INNER_PIDS.length()).strip())
                .orElse("");
        List<Integer> pids = new ArrayList<>(2);
        for (String number : told.split("\\s+", -1)) {
            Integer pid = Decimal.parsePositive(number);
            if (pid == null) {
                return List.of();
            }
            pids.add(pid);
        }
        return pids;
    }

    /** Only asked of those that are in one below ours: it takes another call, and more rights. */
    private String nameSpace(int pid) {
        String link = tree.link("proc/" + pid + "/ns/pid");
        return link == null ? "not to be read" : link;
    }

    private List<String> arguments(int pid) {
        String line = tree.text("proc/" + pid + "/cmdline", COMMAND_LINE_LIMIT);
        int end = line == null ? 0 : line.length();
        // Each argument ends with a NUL; a process that rewrote its title may have left a run of them.
        while (line != null && end > 0 && line.charAt(end - 1) == '\0') {
            end--;
        }
        return line == null || end == 0
                ? List.of()
                : List.of(line.substring(0, end).split("\0", -1));
    }
}

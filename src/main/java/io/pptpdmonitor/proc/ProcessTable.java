package io.pptpdmonitor.proc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The processes of the PPTP server at one moment: those called pptpd, pptpctrl or pppd, pppds of other services
 * included. Immutable.
 *
 * <p>Empty does not mean that none runs: {@link Sight} tells whether they could have been seen.
 */
public final class ProcessTable {

    private final List<ProcessInfo> all;
    private final Map<Integer, ProcessInfo> byPid = new HashMap<>();
    private final Map<Integer, List<ProcessInfo>> byLogged = new HashMap<>();

    ProcessTable(List<ProcessInfo> processes) {
        all = new ArrayList<>(processes);
        all.sort((one, other) -> Integer.compare(one.pid(), other.pid()));
        for (ProcessInfo process : all) {
            byPid.put(process.pid(), process);
            logged(process.innerPid(), process);
        }
        for (ProcessInfo process : all) {
            if (process.pid() != process.innerPid()) {
                logged(process.pid(), process);
            }
        }
    }

    private void logged(int as, ProcessInfo process) {
        byLogged.computeIfAbsent(as, pid -> new ArrayList<>(1)).add(process);
    }

    /** By {@link ProcessInfo#pid()}. */
    public List<ProcessInfo> all() {
        return Collections.unmodifiableList(all);
    }

    /** The processes of that name, by {@link ProcessInfo#pid()}. */
    public List<ProcessInfo> named(String comm) {
        List<ProcessInfo> named = new ArrayList<>();
        for (ProcessInfo process : all) {
            if (process.comm().equals(comm)) {
                named.add(process);
            }
        }
        return named;
    }

    /** Those of one name space of numbers ({@link ProcessInfo#nameSpace()}), as those of a container. */
    public ProcessTable within(String nameSpace) {
        return new ProcessTable(all.stream()
                .filter(process -> process.nameSpace().equals(nameSpace))
                .toList());
    }

    /** The pptpds that serve: those that no other pptpd has forked, which bears the same name for a moment. */
    public List<ProcessInfo> managers() {
        return named("pptpd").stream()
                .filter(process -> {
                    ProcessInfo parent = find(process.parentPid());
                    return parent == null || !parent.comm().equals("pptpd");
                })
                .toList();
    }

    /** The process of that number in /proc; for {@link ProcessInfo#parentPid()}. Null if it is not one of these. */
    public @Nullable ProcessInfo find(int pid) {
        return byPid.get(pid);
    }

    /**
     * The processes that a log may mean by this number, the likeliest first: those that call themselves so, in whichever
     * name space, then the one that this host calls so (some syslog daemons put the sender's number as they see it).
     * More than one where containers use the same number: name and start time decide.
     */
    public List<ProcessInfo> loggedAs(int pid) {
        return List.copyOf(byLogged.getOrDefault(pid, List.of()));
    }
}

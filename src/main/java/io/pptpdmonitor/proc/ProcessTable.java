package io.pptpdmonitor.proc;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The processes of the PPTP server at one moment: those called pptpd, pptpctrl or pppd, pppds of other services
 * included. Immutable.
 *
 * <p>Empty does not mean that none runs: {@link Sight} tells whether they could have been seen.
 *
 * @param all by {@link ProcessInfo#pid()}
 */
public record ProcessTable(List<ProcessInfo> all) {

    public ProcessTable {
        all = all.stream().sorted(Comparator.comparingInt(ProcessInfo::pid)).toList();
    }

    /** The processes of that name. */
    public List<ProcessInfo> named(String comm) {
        return all.stream().filter(process -> process.comm().equals(comm)).toList();
    }

    /** The process of that number in /proc; for {@link ProcessInfo#parentPid()}. Null if it is not one of these. */
    public @Nullable ProcessInfo find(int pid) {
        return all.stream().filter(process -> process.pid() == pid).findFirst().orElse(null);
    }

    /**
     * The processes that a log may mean by this number, the likeliest first: those that call themselves so, in whichever
     * name space, then the one that this host calls so (some syslog daemons put the sender's number as they see it).
     * More than one where containers use the same number: name and start time decide.
     */
    public List<ProcessInfo> loggedAs(int pid) {
        Stream<ProcessInfo> inner = all.stream().filter(process -> process.innerPid() == pid);
        Stream<ProcessInfo> outer = all.stream().filter(process -> process.pid() == pid && process.innerPid() != pid);
        return Stream.concat(inner, outer).toList();
    }
}

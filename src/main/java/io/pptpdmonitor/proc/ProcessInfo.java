package io.pptpdmonitor.proc;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process that ran when it was looked at. One that has ended and only waits for its parent (a zombie) is none.
 *
 * @param pid its number in the /proc that was read
 * @param innerPid its number in its own name space, which is what it writes into its log lines and pid files; another
 *     than {@code pid} only in a container (NSpid of /proc/PID/status; where Linux before 4.1 does not tell it, {@code
 *     pid})
 * @param nameSpace of its number; "" where that is the one of the /proc that was read, else as the kernel calls it, such as
 *     {@code pid:[4026532281]} (/proc/PID/ns/pid), which few may read
 * @param parentPid its parent's {@link #pid}; 0 if that is outside the name space of this /proc
 * @param comm the program's name, at most 15 octets; any process can change its own, so it proves nothing alone
 * @param started when, by the clock as it goes now: exact to about a second, and off by what the clock was set since;
 *     null where the boot time is not known
 * @param arguments of the command line, the program first; may be empty, and rewritten by the process, as pptpctrl does
 *     ({@code pptpd [192.0.2.7:1 - 2]}); of a very long line its begin
 */
public record ProcessInfo(
        int pid,
        int innerPid,
        String nameSpace,
        int parentPid,
        String comm,
        @Nullable Instant started,
        List<String> arguments) {

    public ProcessInfo {
        if (pid < 1 || innerPid < 1 || parentPid < 0) {
            throw new IllegalArgumentException("no process: " + pid + ", " + innerPid + ", " + parentPid);
        }
        arguments = List.copyOf(arguments);
    }
}

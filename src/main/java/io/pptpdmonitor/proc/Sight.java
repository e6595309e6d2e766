package io.pptpdmonitor.proc;

/**
 * How much of a host's processes /proc lets us see. It explains why a process was not found; that nothing was hidden is
 * proved only by finding one that the log names.
 */
public enum Sight {
    /** Nothing speaks against seeing every process. */
    OPEN,
    /** Processes of other users are hidden (proc(5), hidepid; systemd's ProtectProc). */
    HIDDEN,
    /** We are in a container, and this /proc shows what is in it. */
    CONTAINER,
    /** There is no /proc, or but a part of it (systemd's ProcSubset). */
    NONE;

    /** PROC_PID_INIT_INO of linux/proc_ns.h: the first name space of every boot. */
    private static final String HOST_NAME_SPACE = "pid:[4026531836]";

    private static final int LIMIT = 64 << 10;

    static Sight of(Tree tree) {
        if (!tree.file("proc/stat").isFile()) {
            return NONE;
        }
        // Process 1 is root's and always there, also in a container.
        if (tree.octets("proc/1/stat", LIMIT) == null) {
            return HIDDEN;
        }
        return contained(tree) ? CONTAINER : OPEN;
    }

    /**
     * Whether we run in a pid name space of our own and this /proc is of that one; a host's /proc that was mounted into
     * the container shows us under two numbers.
     */
    private static boolean contained(Tree tree) {
        String nameSpace = tree.link("proc/self/ns/pid");
        String status = tree.text("proc/self/status", LIMIT);
        return nameSpace != null
                && !nameSpace.equals(HOST_NAME_SPACE)
                && status != null
                && status.lines().anyMatch(line -> line.matches("NSpid:\t[0-9]+"));
    }
}

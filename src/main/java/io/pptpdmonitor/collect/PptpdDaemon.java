package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.proc.ProcessInfo;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The manager of one host's pptpd, which forks a pptpctrl for each client; one after the other. */
final class PptpdDaemon {

    private int generation;
    private int pid;
    private @Nullable OffsetDateTime started;
    private @Nullable Integer poolSize;
    /** How many slots were known to be in use when it last said that none was free; null if it has not. */
    private @Nullable Integer usedWhenFull;

    /** The one that ran beside a process of the log's, and since when; 0 and null if none was seen to. */
    private int besidePid;

    private @Nullable OffsetDateTime besideSince;
    private @Nullable String besideNameSpace;

    private boolean seen;

    /** A line of pptpd was read. */
    void seen() {
        seen = true;
    }

    /** Whether the line is the one of the manager that runs now, read again, as in a copy of the log beside it. */
    boolean isKnownStart(LogRecord line) {
        OffsetDateTime known = started;
        return known != null && pid == line.pid() && known.isEqual(line.time());
    }

    void started(LogRecord line) {
        generation++;
        pid = line.pid();
        started = line.time();
        poolSize = null; // It tells its own next; with delegate it tells none.
        usedWhenFull = null;
    }

    /** It said that the last slot is given out; to whom a line tells that is still to come. */
    void full(int knownToBeUsed) {
        usedWhenFull = knownToBeUsed;
    }

    /** Whether slots are in use of which no line was read: more of them were, when it said that none was free. */
    boolean usesUntoldSlots() {
        Integer known = usedWhenFull;
        Integer size = poolSize;
        return known != null && (size == null || known + 1 < size);
    }

    void sized(int slots) {
        poolSize = slots;
    }

    /**
     * That one ran beside a process that the log names. While it runs, it proves as much as the line of its begin, which the
     * log may not hold.
     */
    void ranBeside(ProcessInfo manager, OffsetDateTime since) {
        besidePid = manager.innerPid();
        besideSince = since;
        besideNameSpace = manager.nameSpace();
    }

    /** Whether it is the one that ran beside a process of the log's. Two containers may use the same numbers. */
    boolean isBeside(ProcessInfo process) {
        return besideSince != null
                && process.innerPid() == besidePid
                && process.nameSpace().equals(besideNameSpace)
                && Sighting.began(process, besideSince, true);
    }

    /** Whether it is the one whose first line was read. */
    boolean isLogged(ProcessInfo process) {
        return started != null
                && (process.innerPid() == pid || process.pid() == pid)
                && Sighting.began(process, started, true);
    }

    /** The host was booted. */
    void gone() {
        besidePid = 0;
        besideSince = null;
        besideNameSpace = null;
        poolSize = null;
        generation++;
        pid = 0;
        started = null;
        usedWhenFull = null;
    }

    boolean isSeen() {
        return seen;
    }

    /** The number of the manager that runs now. */
    int generation() {
        return generation;
    }

    /** The pid as its last line told, or 0. */
    int pid() {
        return pid;
    }

    /** When the manager that runs now wrote its first line; null if that was not seen. */
    @Nullable OffsetDateTime started() {
        return started;
    }

    @Nullable Integer poolSize() {
        return poolSize;
    }

    void save(StateOutput out) {
        out.number(generation)
                .number(pid)
                .time(started)
                .optional(poolSize)
                .optional(usedWhenFull)
                .number(besidePid)
                .time(besideSince)
                .text(besideNameSpace)
                .flag(seen);
    }

    void restore(StateInput in) throws DamagedStateException {
        generation = in.count();
        pid = in.count();
        started = in.time();
        poolSize = in.optionalInteger();
        usedWhenFull = in.optionalInteger();
        besidePid = in.count();
        besideSince = in.time();
        besideNameSpace = in.text();
        seen = in.flag();
    }
}

package io.pptpdmonitor.log;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import org.jspecify.annotations.Nullable;

/**
 * The lines that journalctl prints between those of two boots (systemd, journalctl.c): {@code -- Boot ID --}, before systemd
 * 248 {@code -- Reboot --}. They name neither host nor moment: these are the next line's. Of a journal that holds several
 * hosts one is printed wherever the host changes, so that without the id it tells nothing there. Not thread-safe.
 */
final class BootSeparators {

    private static final String REBOOT = "-- Reboot --";
    private static final byte[] BEFORE_ID = Bytes.ascii("-- Boot ");
    private static final byte[] BEHIND_ID = Bytes.ascii(" --");
    private static final int ID_LENGTH = 32;
    private static final String NO_ID = "";
    /** What a host calls itself before its own name is known: the first lines of a boot may have that. */
    private static final String NO_NAME = "localhost";

    /** The id of the one behind which no line was read that names its host; empty if it has none. */
    private @Nullable String waiting;

    private boolean met;

    /** Whether the line is one. No program can write such a line: what continues a message is indented. */
    boolean read(byte[] b, int from, int to) {
        if (Bytes.equal(b, from, to, REBOOT)) {
            waiting = NO_ID;
        } else if (to - from == BEFORE_ID.length + ID_LENGTH + BEHIND_ID.length
                && Bytes.startsWith(b, from, to, BEFORE_ID)
                && Bytes.endsWith(b, from, to, BEHIND_ID)) {
            waiting = Bytes.text(b, from + BEFORE_ID.length, to - BEHIND_ID.length);
        } else {
            return false;
        }
        met = true;
        return true;
    }

    /** Whether the next line may be the first of a boot. */
    boolean waits() {
        return waiting != null;
    }

    /** Whether there was one. */
    boolean met() {
        return met;
    }

    /** Whether a line of this host, which comes next, is the first that is known of a boot of it. */
    boolean isFirstOfBoot(@Nullable String host, HostNames names, BootIds boots) {
        String id = waiting;
        if (id == null || (NO_NAME.equals(host) && names.hasNamed())) {
            return false;
        }
        waiting = null;
        boolean comparable = !id.equals(NO_ID) && boots.knows(host);
        boolean another = !id.equals(NO_ID) && boots.isAnother(host, id);
        return comparable ? another : !names.areSeveral();
    }

    /** Whether it tells one host from another. */
    static boolean isName(String host) {
        return !host.equals(NO_NAME);
    }

    void clear() {
        waiting = null;
        met = false;
    }

    void save(StateOutput out) {
        out.text(waiting);
    }

    void resume(StateInput in) throws DamagedStateException {
        waiting = in.text();
    }
}

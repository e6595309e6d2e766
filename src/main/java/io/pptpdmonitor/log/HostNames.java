package io.pptpdmonitor.log;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Under which names the hosts of lines are shown, and whose lines were left out. Not thread-safe. */
final class HostNames {

    private static final int OTHERS_NAMED = 5;

    private final Hosts hosts;
    private final Set<String> others = new TreeSet<>();
    /** Of the line before, as most have the same. */
    private @Nullable String last;

    private @Nullable String lastShown;

    HostNames(Hosts hosts) {
        this.hosts = hosts;
    }

    /** The name that the line's host is shown by; null where the line tells none. */
    @Nullable String shown(SyslogLine line) {
        String before = last;
        if (before == null || !Bytes.equal(line.bytes, line.hostFrom, line.hostTo, before)) {
            last = line.host();
            lastShown = last == null ? null : hosts.shown(last);
        }
        return lastShown;
    }

    /** Whether the line's host is one whose lines are read; if not, that is remembered. */
    boolean include(SyslogLine line) {
        String host = shown(line);
        boolean included = hosts.include(host);
        if (!included && host != null && others.size() < OTHERS_NAMED) {
            others.add(host);
        }
        return included;
    }

    /** Some of the hosts whose lines were left out. */
    Set<String> others() {
        return Collections.unmodifiableSet(others);
    }
}

package io.pptpdmonitor.log;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Under which names the hosts of lines are shown, and whose lines were left out. Not thread-safe. */
final class HostNames {

    private static final int OTHERS_NAMED = 5;

    private final Hosts hosts;
    private final Set<String> others = new LinkedHashSet<>();
    private final Set<String> aliases = new TreeSet<>();
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
            if (last != null && hosts.aliases().containsKey(last)) {
                aliases.add(last);
            }
        }
        return lastShown;
    }

    /** Whether the line's host is one whose lines are read. */
    boolean isIncluded(SyslogLine line) {
        return hosts.include(shown(line));
    }

    /** As {@link #isIncluded}; if it is not, that is remembered. */
    boolean include(SyslogLine line) {
        boolean included = isIncluded(line);
        if (!included) {
            leftOut(lastShown);
        }
        return included;
    }

    private void leftOut(@Nullable String host) {
        if (host != null && others.size() < OTHERS_NAMED) {
            others.add(host);
        }
    }

    /** The first hosts whose lines were left out, by name. */
    Set<String> others() {
        return new TreeSet<>(others);
    }

    /** The aliases by which hosts were called. */
    Set<String> aliases() {
        return new TreeSet<>(aliases);
    }

    /** Goes on behind what the other has seen. */
    void takeOver(HostNames ahead) {
        ahead.others.forEach(this::leftOut);
        aliases.addAll(ahead.aliases);
    }

    void save(StateOutput out) {
        out.list(aliases, out::text);
    }

    void resume(StateInput in) throws DamagedStateException {
        aliases.addAll(in.list(in::needText));
    }
}

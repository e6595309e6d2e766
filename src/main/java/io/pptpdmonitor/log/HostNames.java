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
    private static final int SLOTS = 64;

    private final Hosts hosts;
    private final Set<String> others = new LinkedHashSet<>();
    private final Set<String> aliases = new TreeSet<>();
    /** Hosts of the lines before, by {@link #slot}: most lines are of one of few. */
    private final @Nullable Known[] known = new Known[SLOTS];
    /** As the first one of all is shown. */
    private @Nullable String first;

    private boolean several;

    /** A host as lines call it, and as it is shown. */
    private record Known(Literal name, String shown) {}

    HostNames(Hosts hosts) {
        this.hosts = hosts;
    }

    /** The name that the line's host is shown by; null where the line tells none. */
    @Nullable String shown(SyslogLine line) {
        if (line.hostTo <= line.hostFrom) {
            return null;
        }
        int slot = slot(line.bytes, line.hostFrom, line.hostTo);
        Known before = known[slot];
        if (before != null && before.name.is(line.bytes, line.hostFrom, line.hostTo)) {
            return before.shown;
        }
        String name = Bytes.text(line.bytes, line.hostFrom, line.hostTo);
        String shown = hosts.shown(name);
        if (hosts.aliases().containsKey(name)) {
            aliases.add(name);
        }
        known[slot] = new Known(new Literal(line.bytes, line.hostFrom, line.hostTo), shown);
        note(shown);
        return shown;
    }

    private void note(String shown) {
        if (BootSeparators.isName(shown)) {
            several |= first != null && !first.equalsIgnoreCase(shown);
            first = first == null ? shown : first;
        }
    }

    /** Whether there were lines of a host that knows its name. */
    boolean hasNamed() {
        return first != null;
    }

    /** Whether there were lines of more than one of these. */
    boolean areSeveral() {
        return several;
    }

    private static int slot(byte[] b, int from, int to) {
        return (b[from] * 31 + b[to - 1]) * 31 + (to - from) & SLOTS - 1;
    }

    /** Whether the line's host is one whose lines are read. */
    boolean isIncluded(SyslogLine line) {
        return hosts.include(shown(line));
    }

    /** As {@link #isIncluded}; if it is not, that is remembered. */
    boolean include(SyslogLine line) {
        String shown = shown(line);
        boolean included = hosts.include(shown);
        if (!included) {
            leftOut(shown);
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
        several |= ahead.several;
        if (ahead.first != null) {
            note(ahead.first);
        }
    }

    void save(StateOutput out) {
        out.list(aliases, out::text).text(first).flag(several);
    }

    void resume(StateInput in) throws DamagedStateException {
        aliases.addAll(in.list(in::needText));
        first = in.text();
        several = in.flag();
    }
}

package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.LogRecord;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The hosts of whose servers the logs told, by name; that is empty in a log without hosts. Not thread-safe. */
final class ServerHosts {

    private final Supplier<HostSessions> maker;
    private final HostSpellings spellings = new HostSpellings();
    private final Map<String, HostSessions> byName = new LinkedHashMap<>();
    /** As the last record that was {@link #shown} has it: the next ones have the same text mostly, and need not be looked up. */
    private @Nullable String read;

    /** What is read so is shown as. */
    private @Nullable String shown;

    /** Who was asked for last. */
    private @Nullable String asked;

    private @Nullable HostSessions found;

    /** @param maker makes what is known of a host before its first record */
    ServerHosts(Supplier<HostSessions> maker) {
        this.maker = maker;
    }

    /** The record, of the host as it is shown. */
    @SuppressWarnings("ReferenceEquality") // Equal names that are two texts are looked up, to the same result.
    LogRecord shown(LogRecord line) {
        String name = line.host();
        if (name == null) {
            return line;
        }
        if (name != read) {
            String known = shown(name);
            shown = known.equals(name) ? name : known;
            read = name;
        }
        return name == shown || shown == null ? line : line.of(shown);
    }

    /** What the host of that name is shown as. */
    String shown(String name) {
        return spellings.shown(name);
    }

    /** The host of that name, as it is shown; one that is new where there is none. */
    @SuppressWarnings("ReferenceEquality") // As above.
    HostSessions of(@Nullable String name) {
        HostSessions last = found;
        if (last != null && name == asked) {
            return last;
        }
        HostSessions now = byName.computeIfAbsent(key(name), any -> maker.get());
        asked = name;
        found = now;
        return now;
    }

    /** Whether it told of a server. */
    boolean isKnown(@Nullable String name) {
        return byName.containsKey(key(name));
    }

    /** The name of a host that may have none. */
    static String key(@Nullable String host) {
        return host == null ? "" : host;
    }

    Set<String> names() {
        return Collections.unmodifiableSet(byName.keySet());
    }

    Collection<HostSessions> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /** Each with its name. */
    void each(BiConsumer<String, HostSessions> each) {
        byName.forEach(each);
    }
}

package io.pptpdmonitor.log;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the stamps of each host in its zone. Not thread-safe. */
final class HostStamps {

    private final HostNames names;
    /** Of all hosts that have no zone of their own. */
    private final StampReader others;

    private final Map<String, StampReader> ofHosts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    /** All of them, in the same order wherever the hosts are the same. */
    private final List<StampReader> all = new ArrayList<>();
    /** The one that was asked for last; null where none was. */
    private @Nullable StampReader last;

    HostStamps(Hosts hosts, HostNames names) {
        this.names = names;
        others = new StampReader(hosts.zone());
        hosts.zones().forEach((host, zone) -> ofHosts.put(host, new StampReader(zone)));
        all.add(others);
        all.addAll(ofHosts.values());
    }

    /** What reads the line's stamp, and will have read the latest one. */
    StampReader of(SyslogLine line) {
        StampReader reader = reader(line);
        last = reader;
        return reader;
    }

    /** What reads the line's stamp: the same for all lines of a host. */
    StampReader reader(SyslogLine line) {
        String host = ofHosts.isEmpty() ? null : names.shown(line);
        return host == null ? others : ofHosts.getOrDefault(host, others);
    }

    /** The stamp that was noted last, or null. */
    @Nullable OffsetDateTime latest() {
        StampReader reader = last;
        return reader == null ? others.latest() : reader.latest();
    }

    /** The file that is read from now on was last written to at this moment. */
    void modified(Instant time) {
        all.forEach(reader -> reader.modified(time));
    }

    /** The lines that are read from now on stand between these moments. */
    void bounds(StampBounds bounds) {
        all.forEach(reader -> reader.bounds(bounds));
    }

    /** Reads stamps of the same file as the other does, further on. */
    void ahead(HostStamps before) {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).limitedAs(before.all.get(i));
        }
    }

    /** Becomes as new, with the limit that it has. */
    void forget() {
        all.forEach(StampReader::forget);
        last = null;
    }

    /** Goes on behind what the other has read; false, and nothing is taken over, if that needs the stamps before. */
    boolean takeOver(HostStamps ahead) {
        if (ahead.all.stream().anyMatch(StampReader::neededThoseBefore)) {
            return false;
        }
        for (int i = 0; i < all.size(); i++) {
            StampReader taken = ahead.all.get(i);
            all.get(i).takeOver(taken);
            last = taken == ahead.last ? all.get(i) : last;
        }
        return true;
    }

    void save(StateOutput out) {
        all.forEach(reader -> reader.save(out));
    }

    void resume(StateInput in) throws DamagedStateException {
        for (StampReader reader : all) {
            reader.resume(in);
        }
    }
}

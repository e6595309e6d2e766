package io.pptpdmonitor.log;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The id of the boot of which each host's last line in the journal was. Not thread-safe. */
final class BootIds {

    private final Map<String, String> ids = new HashMap<>();

    /** Keeps it; whether the line before of that host had another one. */
    boolean isAnother(@Nullable String host, String id) {
        String before = ids.put(host == null ? "" : host, id);
        return before != null && !before.equals(id);
    }

    boolean knows(@Nullable String host) {
        return ids.containsKey(host == null ? "" : host);
    }

    void clear() {
        ids.clear();
    }

    void save(StateOutput out) {
        out.list(ids.entrySet(), host -> out.text(host.getKey()).text(host.getValue()));
    }

    void resume(StateInput in) throws DamagedStateException {
        ids.clear();
        for (String[] host : in.list(() -> new String[] {in.needText(), in.needText()})) {
            ids.put(host[0], host[1]);
        }
    }
}

package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Stamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * This host and another one of a log, of which one began to write when the other one had fallen silent: as a host looks that was
 * given another name. A server that took the place of another looks the same, so it can be asked for only.
 */
final class RenamedHost {

    private RenamedHost() {}

    /**
     * A clause that tells what to do about it, behind a semicolon; empty where no host of the log, or more than one, looks so.
     *
     * @param own what this host calls itself; null where that cannot be read
     */
    static String hint(SessionTable table, Ownership ownership, @Nullable String own) {
        List<String> ownNames = table.hosts().names().stream()
                .filter(name -> !name.isEmpty() && ownership.isCertain(name, own))
                .toList();
        if (ownNames.size() != 1) {
            return "";
        }
        String ours = ownNames.get(0);
        HostSessions ourHost = table.hosts().of(ours);
        List<String> hints = new ArrayList<>();
        table.hosts().each((name, host) -> {
            String order = name.isEmpty() || name.equals(ours) ? null : order(name, host, ours, ourHost);
            if (order != null) {
                hints.add("; " + order + ": --host-alias " + name + "=" + ours + ", if that is one host");
            }
        });
        return hints.size() == 1 ? hints.get(0) : "";
    }

    private static @Nullable String order(String name, HostSessions host, String ours, HostSessions ourHost) {
        String before = silentBefore(name, host, ours, ourHost);
        return before == null ? silentBefore(ours, ourHost, name, host) : before;
    }

    private static @Nullable String silentBefore(String one, HostSessions first, String other, HostSessions second) {
        OffsetDateTime last = first.lastMoment();
        OffsetDateTime begin = second.firstLine();
        return last == null || begin == null || begin.isBefore(last)
                ? null
                : one + " is silent since " + Stamp.text(last) + ", before " + other + " began";
    }
}

package io.pptpdmonitor.settings;

import io.pptpdmonitor.model.AddressRange;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which log is read, as far as the file says it.
 *
 * @param files the logs; none: those that are found
 * @param rotate whether their rotated past is read, too
 * @param wtmp null if none is named
 * @param live whether the log is of this host; null if that is to be found out
 * @param zone of stamps without one; null: the host's
 * @param hosts which hosts of the log count; none: all
 * @param hostZones zones of single hosts' stamps
 * @param hostAliases what else the log calls a host, and the name that is shown
 * @param probesFrom hosts whose control connections are probes where they start no call
 */
public record SourceSettings(
        List<Path> files,
        boolean rotate,
        @Nullable Path wtmp,
        @Nullable Boolean live,
        @Nullable ZoneId zone,
        List<String> hosts,
        Map<String, ZoneId> hostZones,
        Map<String, String> hostAliases,
        List<AddressRange> probesFrom) {

    /** What holds where nothing is said. */
    public static final SourceSettings FOUND =
            new SourceSettings(List.of(), false, null, null, null, List.of(), Map.of(), Map.of(), List.of());

    public SourceSettings {
        files = List.copyOf(files);
        hosts = List.copyOf(hosts);
        hostZones = Map.copyOf(hostZones);
        hostAliases = Map.copyOf(hostAliases);
        probesFrom = List.copyOf(probesFrom);
    }
}

package io.pptpdmonitor.collect;

import io.pptpdmonitor.config.ServerFiles;
import io.pptpdmonitor.model.AddressRange;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.proc.LiveHost;
import io.pptpdmonitor.source.LogSource;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Collector} watches, and how.
 *
 * @param sources of lines; several are merged by their stamps
 * @param wtmp also read for names, if not null
 * @param live this host, if it is the one that the log is of; else null
 * @param services whose sessions count
 * @param zone for stamps of our own
 * @param following whether more is to come: then a last line without newline waits for its rest
 * @param files that pptpd and pppd themselves read, if the log is of this host; else null
 * @param wtmpNamed whether the user named the wtmp, and wants no answer without it
 * @param probesFrom hosts, beside the one that is watched, whose control connections are probes where they start no call
 * @param ownership whether what the log tells is of {@code live}
 */
public record CollectorSettings(
        List<LogSource> sources,
        @Nullable Path wtmp,
        @Nullable LiveHost live,
        Set<Service> services,
        ZoneId zone,
        boolean following,
        @Nullable ServerFiles files,
        boolean wtmpNamed,
        List<AddressRange> probesFrom,
        Ownership ownership) {

    /** Of a server whose own files are not at hand, and that nobody else probes; the wtmp is one that was named, and the log this host's. */
    public CollectorSettings(
            List<LogSource> sources,
            @Nullable Path wtmp,
            @Nullable LiveHost live,
            Set<Service> services,
            ZoneId zone,
            boolean following) {
        this(sources, wtmp, live, services, zone, following, null, true, List.of(), Ownership.sure(zone));
    }

    public CollectorSettings {
        sources = List.copyOf(sources);
        services = Set.copyOf(services);
        probesFrom = List.copyOf(probesFrom);
    }

    boolean isProbing(String address) {
        return probesFrom.stream().anyMatch(range -> range.contains(address))
                || (live != null && live.hasAddress(address));
    }
}

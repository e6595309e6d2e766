package io.pptpdmonitor.settings;

import io.pptpdmonitor.model.AddressRange;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code [source]} and {@code [source.host.NAME]}: which log is read. */
final class SourceSection {

    private static final Kind<ZoneId> ZONE = Kind.text(SourceSection::zone);
    private static final Kind<AddressRange> NETWORK = Kind.text(AddressRange::parse);
    private static final Kind<Path> PATH = Kind.text(SourceSection::path);

    private static final Kind<Optional<Boolean>> LIVE = Kind.word(
            List.of(Optional.of(true), Optional.of(false), Optional.empty()),
            live -> live.map(yes -> yes ? "yes" : "no").orElse("auto"));

    private SourceSection() {}

    static SourceSettings read(Section section) {
        Map<String, ZoneId> zones = new TreeMap<>();
        Map<String, String> aliases = new TreeMap<>();
        Section hosts = section.section("host");
        for (String name : hosts.names()) {
            host(name, hosts.section(name), hosts.names(), zones, aliases);
        }
        Optional<Boolean> live = section.value("live", LIVE);
        SourceSettings settings = new SourceSettings(
                some(section.values("file", PATH)),
                section.value("rotate", Kind.TRUTH, false),
                section.value("wtmp", PATH),
                live == null ? null : live.orElse(null),
                section.value("zone", ZONE),
                some(section.values("log_host", Kind.TEXT)),
                zones,
                aliases,
                some(section.values("probes_from", NETWORK)));
        section.end();
        return settings;
    }

    /** @param names of all hosts of which something is said */
    private static void host(
            String name, Section host, Set<String> names, Map<String, ZoneId> zones, Map<String, String> aliases) {
        ZoneId zone = host.value("zone", ZONE);
        if (zone != null) {
            zones.put(name, zone);
        }
        for (String alias : some(host.values("aliases", Kind.TEXT))) {
            String other = aliases.putIfAbsent(alias, name);
            if (other != null) {
                host.refuse("aliases", "'" + alias + "' is an alias of " + other + " already; remove one of them");
            } else if (names.contains(alias) && !alias.equals(name)) {
                host.refuse("aliases", "'" + alias + "' is a host of its own here; remove the alias, or that host");
            }
        }
        host.end();
    }

    private static <T> List<T> some(@Nullable List<T> values) {
        return values == null ? List.of() : values;
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "expected a zone such as Europe/Riga, UTC or +02:00, but was '" + text + "'", e);
        }
    }

    /** An empty name would be the directory that we are in. */
    private static Path path(String text) {
        if (text.isEmpty() || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("expected a path, but was '" + text.replace('\0', '?') + "'");
        }
        return Path.of(text);
    }
}

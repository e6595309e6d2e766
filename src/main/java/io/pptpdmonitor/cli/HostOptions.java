package io.pptpdmonitor.cli;

import io.pptpdmonitor.log.Hosts;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The hosts of a central log. */
final class HostOptions {

    @Option(
            names = "--log-host",
            paramLabel = "NAME",
            converter = NameConverter.class,
            description = "Only what this host logged, of a log with several; repeatable.")
    List<String> only = new ArrayList<>();

    @Option(
            names = "--host-zone",
            paramLabel = "NAME=ZONE",
            converter = ZonePairConverter.class,
            description = "Zone of this host's stamps; repeatable.")
    List<Map.Entry<String, ZoneId>> zones = new ArrayList<>();

    @Option(
            names = "--host-alias",
            paramLabel = "NAME=SHOWN",
            converter = PairConverter.class,
            description =
                    "What else the log calls a host, and the name that is shown and meant by the other options; repeatable.")
    List<Map.Entry<String, String>> aliases = new ArrayList<>();

    /** What a configuration says, where the options say nothing else of the same host. */
    void otherwise(List<String> hosts, Map<String, ZoneId> hostZones, Map<String, String> hostAliases) {
        only = only.isEmpty() ? hosts : only;
        // Of two that speak of one host the last one counts.
        zones.addAll(0, hostZones.entrySet());
        aliases.addAll(0, hostAliases.entrySet());
    }

    /** Those that are meant, in {@code zone} where nothing else is said. */
    Hosts in(ZoneId zone) {
        Map<String, ZoneId> zoneOf = new TreeMap<>();
        zones.forEach(pair -> zoneOf.put(pair.getKey(), pair.getValue()));
        Map<String, String> shown = new TreeMap<>();
        aliases.forEach(pair -> shown.put(pair.getKey(), pair.getValue()));
        return new Hosts(zone, zoneOf, shown, Set.copyOf(only));
    }

    /**
     * Which zones are of no host that there is: a name that is written otherwise in the log leaves its stamps in the zone of
     * the others. The first part of a host's name will do, where all of it is shown.
     *
     * @param told the hosts that there are, as they are shown
     * @return a sentence for the user; null where there is nothing to say
     */
    @Nullable String unknown(Set<String> told) {
        List<String> unknown = zones.stream()
                .map(Map.Entry::getKey)
                .filter(host -> only.isEmpty() || only.contains(host))
                .filter(host -> told.stream().noneMatch(one -> one.equals(host) || one.startsWith(host + ".")))
                .toList();
        return unknown.isEmpty() || told.isEmpty()
                ? null
                : "the log tells of no host " + String.join(", ", unknown) + ", which --host-zone names; it tells of "
                        + String.join(", ", new TreeSet<>(told));
    }

    static final class NameConverter implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (text.isEmpty()) {
                throw new TypeConversionException("expected a host's name, but was ''");
            }
            return text;
        }
    }

    static final class PairConverter implements ITypeConverter<Map.Entry<String, String>> {
        @Override
        public Map.Entry<String, String> convert(String text) {
            int equals = text.indexOf('=');
            if (equals < 1 || equals == text.length() - 1) {
                throw new TypeConversionException("expected a host's name, = and a value, but was '" + text + "'");
            }
            return Map.entry(text.substring(0, equals), text.substring(equals + 1));
        }
    }

    static final class ZonePairConverter implements ITypeConverter<Map.Entry<String, ZoneId>> {
        @Override
        public Map.Entry<String, ZoneId> convert(String text) {
            Map.Entry<String, String> pair = new PairConverter().convert(text);
            return Map.entry(pair.getKey(), new SourceOptions.ZoneConverter().convert(pair.getValue()));
        }
    }
}

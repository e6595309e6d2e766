package io.pptpdmonitor.cli;

import io.pptpdmonitor.log.Hosts;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
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
        Map<String, ZoneId> zoneOf = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        zones.forEach(pair -> zoneOf.put(pair.getKey(), pair.getValue()));
        Map<String, String> shown = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        aliases.forEach(pair -> shown.put(pair.getKey(), pair.getValue()));
        shown.forEach((alias, name) -> refuseTwoNames(alias, name, shown.getOrDefault(name, name)));
        return new Hosts(zone, zoneOf, shown, Set.copyOf(only));
    }

    /** Else the lines of one host would be shown as those of another, whose own are shown as a third one's. */
    private void refuseTwoNames(String alias, String name, String shown) {
        if (!name.equalsIgnoreCase(shown)) {
            throw new RefusedOptionsException("--host-alias " + alias + "=" + name + ": " + name + " is shown as "
                    + shown + " itself; write " + alias + "=" + shown + ", or leave one of them out");
        }
    }

    /**
     * Which zones and aliases are of no host that there is: a name that is written otherwise in the log leaves its stamps in the zone of
     * the others, and an alias that is written otherwise makes two hosts of one. The first part of a host's name will do for
     * a zone, where all of it is shown.
     *
     * @param told the hosts that there are, as they are shown
     * @param called the aliases by which there are some
     * @return sentences for the user
     */
    List<String> unknown(Set<String> told, Set<String> called) {
        List<String> ofZones = zones.stream()
                .map(Map.Entry::getKey)
                .filter(this::isWanted)
                .filter(host -> told.stream().noneMatch(one -> isOf(host, one)))
                .toList();
        List<String> ofAliases = aliases.stream()
                .filter(pair -> isWanted(pair.getValue()))
                .map(Map.Entry::getKey)
                .filter(alias -> called.stream().noneMatch(alias::equalsIgnoreCase))
                .toList();
        return told.isEmpty()
                ? List.of()
                : Stream.of(unknown("--host-zone", ofZones, told), unknown("--host-alias", ofAliases, told))
                        .flatMap(Optional::stream)
                        .toList();
    }

    private boolean isWanted(String shown) {
        return only.isEmpty() || only.stream().anyMatch(shown::equalsIgnoreCase);
    }

    private static boolean isOf(String name, String host) {
        String first = name + ".";
        return host.equalsIgnoreCase(name) || host.regionMatches(true, 0, first, 0, first.length());
    }

    private static Optional<String> unknown(String option, List<String> names, Set<String> told) {
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("the log tells of no host " + String.join(", ", new TreeSet<>(names)) + ", which "
                        + option + " names; it tells of " + String.join(", ", new TreeSet<>(told)));
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

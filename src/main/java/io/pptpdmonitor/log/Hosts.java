package io.pptpdmonitor.log;

import java.time.ZoneId;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How the hosts of a log are called, which of them are of interest, and in which zone each writes its stamps: a central log
 * server takes lines from many. Of names that are asked for the case of letters does not matter (RFC 4343).
 *
 * @param zone of stamps that tell none, where {@code zones} has none for the host
 * @param zones of single hosts
 * @param aliases what else a host is called in a log, to the name that is shown
 * @param only the hosts whose lines are read; empty for all
 */
public record Hosts(ZoneId zone, Map<String, ZoneId> zones, Map<String, String> aliases, Set<String> only) {

    public Hosts {
        zones = byName(zones);
        aliases = byName(aliases);
        Set<String> wanted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        wanted.addAll(only);
        only = Collections.unmodifiableSet(wanted);
    }

    private static <T> Map<String, T> byName(Map<String, T> of) {
        Map<String, T> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(of);
        return Collections.unmodifiableMap(byName);
    }

    /** All of them, all in one zone. */
    public static Hosts in(ZoneId zone) {
        return new Hosts(zone, Map.of(), Map.of(), Set.of());
    }

    /**
     * The same where one of them, of this name, is also called by its first part: a syslog daemon writes no more of it, and
     * journald all.
     */
    public Hosts withFullName(String name) {
        int dot = name.indexOf('.');
        if (dot < 1 || dot == name.length() - 1) {
            return this;
        }
        String first = name.substring(0, dot);
        String meant = aliases.getOrDefault(first, shown(name));
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(aliases);
        all.put(first, meant);
        all.put(name, meant);
        Map<String, ZoneId> zoneOf = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        zoneOf.putAll(zones);
        ZoneId ofFirst = zones.get(first);
        if (ofFirst != null) {
            zoneOf.putIfAbsent(meant, ofFirst);
        }
        Set<String> wanted = new TreeSet<>(only);
        if (only.contains(first)) {
            wanted.add(meant);
        }
        return new Hosts(zone, zoneOf, all, wanted);
    }

    /** The same text for the same, and another for others. */
    public String key() {
        return areAlike() && aliases.isEmpty()
                ? zone.toString()
                : zone + " " + new TreeMap<>(zones) + " " + new TreeMap<>(aliases) + " " + new TreeSet<>(only);
    }

    private boolean areAlike() {
        return zones.isEmpty() && only.isEmpty();
    }

    /** The name that is shown. */
    String shown(String name) {
        return aliases.getOrDefault(name, name);
    }

    /** Whether the lines of some hosts only are read. */
    public boolean arePicked() {
        return !only.isEmpty();
    }

    /**
     * Whether the host of this shown name is the one that calls itself {@code own}: a syslog daemon may write no more than the
     * first part of that, or all where the host itself does not, and in small letters.
     */
    public boolean areOne(String shown, String own) {
        return isName(shown, shown(own)) || isName(shown, shown(first(own)));
    }

    private static boolean isName(String some, String other) {
        boolean whole = some.contains(".") == other.contains(".");
        return whole ? some.equalsIgnoreCase(other) : first(some).equalsIgnoreCase(first(other));
    }

    private static String first(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** Whether the lines of the host of this shown name are read. */
    boolean include(@Nullable String shown) {
        return only.isEmpty() || (shown != null && only.contains(shown));
    }
}

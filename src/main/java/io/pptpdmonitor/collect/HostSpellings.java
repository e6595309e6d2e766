package io.pptpdmonitor.collect;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How hosts are written: names that differ in the case of letters alone are of one host (RFC 1123, 2.1, and RFC 4343), and all
 * are shown as the first one was. Not thread-safe.
 */
final class HostSpellings {

    private final Map<String, String> shown = new HashMap<>();
    private final Map<String, String> firstOnes = new HashMap<>();

    /** What the host of that name is shown as. */
    String shown(String name) {
        String known = shown.get(name);
        if (known == null) {
            known = firstOnes.computeIfAbsent(alike(name), any -> name);
            shown.put(name, known);
        }
        return known;
    }

    /** The same text for the same host. */
    static @Nullable String alike(@Nullable String name) {
        return name == null ? null : name.toLowerCase(Locale.ROOT);
    }
}

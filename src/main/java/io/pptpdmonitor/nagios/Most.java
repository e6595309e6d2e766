package io.pptpdmonitor.nagios;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which name is counted most often.
 *
 * @param name of several the first one; empty if none was counted
 * @param count how often
 * @param nameless how often it was not told which
 */
record Most(String name, int count, int nameless) {

    static Most of(Stream<@Nullable String> names) {
        Map<String, Integer> counts = new TreeMap<>();
        int[] nameless = {0};
        names.forEach(name -> {
            if (name == null) {
                nameless[0]++;
            } else {
                counts.merge(name, 1, Integer::sum);
            }
        });
        Most most = new Most("", 0, nameless[0]);
        for (Map.Entry<String, Integer> each : counts.entrySet()) {
            most = each.getValue() > most.count ? new Most(each.getKey(), each.getValue(), nameless[0]) : most;
        }
        return most;
    }

    /** The most it can be, where those without a name are all of that one, or of another. */
    int most() {
        return count + nameless;
    }

    /** {@code  (alice)}; empty if none was counted. */
    String who() {
        return name.isEmpty() ? "" : " (" + name + ")";
    }
}

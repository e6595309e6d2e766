package io.pptpdmonitor.config;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options on pptpd's command line, as pptpd 1.4.0 takes them (pptpd.c, main, by getopt_long): short ones may stand
 * together and hold their value, long ones be shortened; of one that stands twice the last counts.
 */
final class PptpdOptions {

    /** In pptpd's order: the first that begins so is meant, as pptpd gives all of them the same value. */
    private static final List<String> NAMES = List.of(
            "bcrelay",
            "conf",
            "debug",
            "ppp",
            "fg",
            "help",
            "noipparam",
            "listen",
            "option",
            "pidfile",
            "speed",
            "stimeout",
            "version",
            "logwtmp",
            "connections",
            "delegate",
            "vrf");

    /** The letter of each, in the same order. */
    private static final String LETTERS = "bcdefhilopstvwCDV";

    private static final Set<String> FLAGS =
            Set.of("debug", "fg", "help", "noipparam", "version", "logwtmp", "delegate");

    private final Map<String, String> given = new HashMap<>();

    /** @param arguments the program first; one that pptpd does not know is passed over */
    PptpdOptions(List<String> arguments) {
        Iterator<String> rest = arguments.stream().skip(1).iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (argument.equals("--")) {
                return;
            } else if (argument.startsWith("--")) {
                spelledOut(argument.substring(2), rest);
            } else if (argument.startsWith("-")) {
                letters(argument, rest);
            }
        }
    }

    private void spelledOut(String text, Iterator<String> rest) {
        int end = text.indexOf('=');
        String name = named(end < 0 ? text : text.substring(0, end));
        if (name == null) {
            return;
        }
        String value = end < 0 ? "" : text.substring(end + 1);
        given.put(name, end >= 0 || FLAGS.contains(name) ? value : next(rest));
    }

    private static @Nullable String named(String text) {
        return NAMES.contains(text)
                ? text
                : NAMES.stream()
                        .filter(name -> name.startsWith(text))
                        .findFirst()
                        .orElse(null);
    }

    private void letters(String argument, Iterator<String> rest) {
        for (int at = 1; at < argument.length(); at++) {
            int found = LETTERS.indexOf(argument.charAt(at));
            String name = found < 0 ? null : NAMES.get(found);
            if (name != null && !FLAGS.contains(name)) {
                String value = argument.substring(at + 1);
                given.put(name, value.isEmpty() ? next(rest) : value);
                return;
            } else if (name != null) {
                given.put(name, "");
            }
        }
    }

    private static String next(Iterator<String> rest) {
        return rest.hasNext() ? rest.next() : "";
    }

    /** The value of an option by its long name, "" of a flag; null if it is not there. */
    @Nullable String get(String name) {
        return given.get(name);
    }
}

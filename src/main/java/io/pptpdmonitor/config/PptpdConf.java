package io.pptpdmonitor.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * pptpd.conf as pptpd 1.4.0 reads it (configfile.c, read_config_file): one keyword a line, from the line's first column;
 * of a keyword that stands twice the first counts; lines of 510 octets and more are ignored.
 */
final class PptpdConf {

    /** configfile.c: fgets with MAX_CONFIG_STRING_SIZE - 1. */
    private static final int TOO_LONG = 510;

    private static final Set<String> KNOWN = Set.of(
            "connections",
            "speed",
            "option",
            "debug",
            "bcrelay",
            "stimeout",
            "noipparam",
            "listen",
            "vrf",
            "ppp",
            "logwtmp",
            "delegate",
            "pidfile",
            "remoteip",
            "localip");

    /**
     * One setting.
     *
     * @param value what stands behind the keyword, "" if nothing does
     */
    record Setting(String value, Place place) {}

    /** What pptpd takes from its command line though the file says otherwise; the rest only where the file says nothing. */
    private static final Set<String> OVERRULED = Set.of("option", "listen");

    private final Path file;
    private final Map<String, Setting> settings = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private PptpdConf(Path file) {
        this.file = file;
    }

    /** @throws IOException if it cannot be read */
    static PptpdConf read(Path file) throws IOException {
        PptpdConf conf = new PptpdConf(file);
        int number = 0;
        for (String line : Files.readString(FiniteFile.of(file), StandardCharsets.ISO_8859_1)
                .split("\n", -1)) {
            conf.line(line, ++number);
        }
        return conf;
    }

    /** What pptpd's own command line says beside the file. */
    void and(PptpdOptions options, Place place) {
        for (String keyword : KNOWN) {
            String value = options.get(keyword);
            if (value != null && (OVERRULED.contains(keyword) || !settings.containsKey(keyword))) {
                settings.put(keyword, new Setting(value, place));
            }
        }
    }

    private void line(String text, int number) {
        String line = trimmed(text);
        if (text.length() >= TOO_LONG) {
            found(number, "pptpd ignores lines of " + TOO_LONG + " octets and more; shorten it");
        } else if (line.isEmpty() || line.startsWith("#")) {
            return;
        } else if (line.startsWith(" ") || line.startsWith("\t")) {
            found(number, "pptpd ignores lines that begin with a blank; remove it");
        } else {
            setting(line, number);
        }
    }

    private void setting(String line, int number) {
        int end = 0;
        while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != '\t') {
            end++;
        }
        String keyword = line.substring(0, end);
        if (line.endsWith("\r")) {
            found(
                    number,
                    "the line ends in a carriage return, which pptpd takes for a part of it; save the file with Unix"
                            + " line ends");
        }
        if (!KNOWN.contains(keyword.stripTrailing())) {
            found(number, "pptpd knows no '" + text(keyword) + "' and ignores it; see pptpd.conf(5)");
        } else if (settings.putIfAbsent(
                        keyword, new Setting(text(unpadded(line.substring(end))), new Place(file, number)))
                != null) {
            found(number, "'" + keyword + "' stands twice, and only the first counts; remove one");
        }
    }

    /** pptpd counts octets; names of files are shown, and looked for, as the letters that these are. */
    private static String text(String octets) {
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String trimmed(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
            end--;
        }
        return line.substring(0, end);
    }

    private static String unpadded(String value) {
        int begin = 0;
        while (begin < value.length() && (value.charAt(begin) == ' ' || value.charAt(begin) == '\t')) {
            begin++;
        }
        return value.substring(begin);
    }

    private void found(int line, String text) {
        found(new Place(file, line), text);
    }

    void found(Place place, String text) {
        findings.add(new Finding(place.file(), place.line(), text));
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    Path file() {
        return file;
    }

    @Nullable Setting get(String keyword) {
        return settings.get(keyword);
    }

    /** Where it stands; null if it does not. Any value switches it on, {@code 0} and {@code no}, too. */
    @Nullable Place place(String keyword) {
        Setting setting = settings.get(keyword);
        return setting == null ? null : setting.place();
    }
}

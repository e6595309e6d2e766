package io.pptpdmonitor.snmp.mib;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** mibs/PPTPD-MONITOR-MIB.txt, read as far as the tests need it. */
public final class MibFile {

    public static final Path PATH = Path.of("mibs/PPTPD-MONITOR-MIB.txt");

    private static final Pattern NODE = Pattern.compile(
            "^([a-z]\\w*)\\s+(?:OBJECT IDENTIFIER|MODULE-IDENTITY|OBJECT-TYPE|NOTIFICATION-TYPE)\\b(.*?)::=\\s*\\{\\s*(\\w+)\\s+(\\d+)\\s*}",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern OBJECT = Pattern.compile(
            "^([a-z]\\w*)\\s+OBJECT-TYPE\\s+SYNTAX\\s+(OBJECT IDENTIFIER|SEQUENCE OF \\w+|\\S+)(.*?)MAX-ACCESS\\s+(\\S+)",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern NOTIFICATION =
            Pattern.compile("^([a-z]\\w*)\\s+NOTIFICATION-TYPE\\s+OBJECTS\\s*\\{([^}]*)}", Pattern.MULTILINE);
    private static final Pattern SIZE = Pattern.compile("\\(SIZE \\(\\d+\\.\\.(\\d+)\\)\\)");
    private static final Pattern LABEL = Pattern.compile("([a-z][A-Za-z0-9]*)\\s*\\((\\d+)\\)");

    private final String text;
    /** From a name to its parent's name and its own number; a file may use names before it defines them. */
    private final Map<String, Map.Entry<String, String>> nodes = new HashMap<>();

    private final Map<String, Accessible> accessible = new LinkedHashMap<>();

    MibFile() {
        try {
            text = Files.readString(PATH).replaceAll("\"[^\"]*\"", "\"\"").replaceAll("--.*", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        readNodes();
        readObjects();
    }

    /** The objects that can be read, by name, in the order of the file. */
    Map<String, Accessible> accessible() {
        return accessible;
    }

    /** The names of the objects that a notification carries, by its name. */
    Map<String, List<String>> notifications() {
        Map<String, List<String>> found = new LinkedHashMap<>();
        NOTIFICATION
                .matcher(text)
                .results()
                .forEach(each ->
                        found.put(each.group(1), List.of(each.group(2).strip().split("\\s*,\\s*", -1))));
        return found;
    }

    String oid(String name) {
        if (name.equals("enterprises")) {
            return "1.3.6.1.4.1";
        }
        Map.Entry<String, String> node = nodes.get(name);
        if (node == null) {
            throw new AssertionError("not defined: " + name);
        }
        return oid(node.getKey()) + "." + node.getValue();
    }

    /** The labels and numbers of a textual convention or an object that is an enumeration; kebab-case. */
    Map<String, Integer> labels(String name) {
        Matcher syntax = Pattern.compile(
                        "^" + name + "\\b[^{;]*?SYNTAX\\s+INTEGER\\s*\\{(.*?)}", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(text);
        if (!syntax.find()) {
            throw new AssertionError("no enumeration " + name);
        }
        Map<String, Integer> labels = new LinkedHashMap<>();
        LABEL.matcher(syntax.group(1))
                .results()
                .forEach(label -> labels.put(kebab(label.group(1)), Integer.parseInt(label.group(2))));
        return labels;
    }

    private void readNodes() {
        Matcher node = NODE.matcher(text);
        while (node.find()) {
            nodes.put(node.group(1), Map.entry(node.group(3), node.group(4)));
        }
    }

    private void readObjects() {
        Matcher object = OBJECT.matcher(text);
        while (object.find()) {
            if (object.group(4).equals("read-only")) {
                accessible.put(object.group(1), accessible(object));
            }
        }
    }

    private Accessible accessible(Matcher object) {
        Matcher size = SIZE.matcher(object.group(3));
        return new Accessible(oid(object.group(1)), object.group(2), size.find() ? Integer.parseInt(size.group(1)) : 0);
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /**
     * An object that can be read.
     *
     * @param maxOctets the end of its SIZE; 0 if it has none
     */
    record Accessible(String oid, String syntax, int maxOctets) {}
}

package io.pptpdmonitor.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * One table of the file. Its keys are asked for by name; what nobody asked for by the {@link #end} is unknown. A value
 * that is refused becomes a fault, and counts as absent. Not thread-safe.
 */
final class Section {

    private final String title;
    private final TomlTable table;
    private final int line;
    private final Faults faults;
    private final Set<String> asked = new TreeSet<>();

    private Section(String title, TomlTable table, int line, Faults faults) {
        this.title = title;
        this.table = table;
        this.line = line;
        this.faults = faults;
    }

    /** The whole file. */
    static Section root(TomlTable file, Faults faults) {
        return new Section("the file", file, 1, faults);
    }

    /** Where it begins. */
    int line() {
        return line;
    }

    /** The line of a key; of the section where it does not stand. */
    int line(String key) {
        TomlPosition position = table.inputPositionOf(List.of(key));
        return position == null ? line : position.line();
    }

    boolean has(String key) {
        asked.add(key);
        return table.get(List.of(key)) != null;
    }

    /** The value of a key; null if it is absent or refused. */
    <T> @Nullable T value(String key, Kind<T> kind) {
        Object value = asked(key);
        return value == null ? null : read(key, value, kind, line(key));
    }

    <T> T value(String key, Kind<T> kind, T otherwise) {
        T value = value(key, kind);
        return value == null ? otherwise : value;
    }

    /** The value of a key that must be there; null if it is absent or refused, which is a fault. */
    <T> @Nullable T required(String key, Kind<T> kind, String example) {
        if (!has(key)) {
            refuse("there is no " + key + " in " + title + "; add " + key + " = " + example);
        }
        return value(key, kind);
    }

    /** The values of an array; null if it is absent or one of them is refused. */
    <T> @Nullable List<T> values(String key, Kind<T> kind) {
        Object value = asked(key);
        if (value == null) {
            return null;
        }
        if (!(value instanceof TomlArray array)) {
            refuse(key, "expected several values in brackets, each " + kind.expected() + bracketed(key, value));
            return null;
        }
        List<T> values = new ArrayList<>();
        boolean all = true;
        for (int i = 0; i < array.size(); i++) {
            T element = read(key, array.get(i), kind, array.inputPositionOf(i).line());
            if (element == null) {
                all = false;
            } else {
                values.add(element);
            }
        }
        return all ? values : null;
    }

    /** How one would be written; no secret stands in a list. */
    private static String bracketed(String key, Object value) {
        return value instanceof String text && text.matches("[\\w:./,\\[\\] -]+")
                ? "; write " + key + " = [\"" + text + "\"]"
                : "";
    }

    private <T> @Nullable T read(String key, Object value, Kind<T> kind, int at) {
        try {
            T read = kind.reading().of(value);
            if (read == null) {
                faults.add(at, key + ": expected " + kind.expected() + ", but was " + type(value));
            }
            return read;
        } catch (IllegalArgumentException refused) {
            faults.add(at, key + ": " + refused.getMessage());
            return null;
        }
    }

    /** Not the value: it may be a secret that stands at the wrong place. */
    private static String type(Object value) {
        if (value instanceof String) {
            return "another text";
        }
        if (value instanceof Number) {
            return "a number";
        }
        if (value instanceof Boolean) {
            return "true or false";
        }
        return value instanceof TomlArray ? "several values" : value instanceof TomlTable ? "a section" : "a time";
    }

    /** The sections {@code [[key]]}, in their order; none if there are none. */
    List<Section> sections(String key) {
        Object value = asked(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof TomlArray array) || (!array.isEmpty() && !(array.get(0) instanceof TomlTable))) {
            refuse(key, "expected sections that begin with [[" + key + "]]");
            return List.of();
        }
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            sections.add(new Section(
                    "[[" + key + "]]",
                    array.getTable(i),
                    array.inputPositionOf(i).line(),
                    faults));
        }
        return sections;
    }

    /** The section {@code [key]} of this one; an empty one if there is none. */
    Section section(String key) {
        String name = title.startsWith("[") ? title.replaceAll("[\\[\\]]", "") + "." + key : key;
        Object value = asked(key);
        if (value instanceof TomlTable found) {
            return new Section("[" + name + "]", found, line(key), faults);
        }
        if (value != null) {
            refuse(key, "expected a section that begins with [" + name + "]");
        }
        return new Section("[" + name + "]", Toml.parse(""), line, faults);
    }

    /** All keys of a section whose keys are names, which are known by that. */
    Set<String> names() {
        asked.addAll(table.keySet());
        return table.keySet();
    }

    void refuse(String key, String why) {
        faults.add(line(key), key + ": " + why);
    }

    void refuse(String why) {
        faults.add(line, why);
    }

    /** Makes something of what was read, whose IllegalArgumentException is a fault of this section. */
    <T> @Nullable T make(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException refused) {
            refuse(Objects.requireNonNullElse(refused.getMessage(), "it cannot be used"));
            return null;
        }
    }

    /** All was asked for: other keys are unknown. */
    void end() {
        for (String key : table.keySet()) {
            if (!asked.contains(key)) {
                faults.add(
                        line(key), "unknown key '" + key + "' in " + title + "; there is " + String.join(", ", asked));
            }
        }
    }

    private @Nullable Object asked(String key) {
        asked.add(key);
        return table.get(List.of(key));
    }
}

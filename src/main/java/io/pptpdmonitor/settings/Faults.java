package io.pptpdmonitor.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a file. Not thread-safe. */
final class Faults {

    private record Fault(int line, String text) {}

    private final Path file;
    private final List<Fault> faults = new ArrayList<>();

    Faults(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** @param line from 1 */
    void add(int line, String text) {
        faults.add(new Fault(line, text));
    }

    boolean isEmpty() {
        return faults.isEmpty();
    }

    /** All of them, in the order of the lines. */
    ConfigurationException refused() {
        return new ConfigurationException(faults.stream()
                .sorted(Comparator.comparingInt(Fault::line))
                .map(fault -> file + ":" + fault.line + ": " + fault.text)
                .distinct()
                .toList());
    }
}

package io.pptpdmonitor.nagios;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a check found, ready to be printed on standard output; {@link Status#exitCode} goes with it.
 *
 * @param check the check's name in capitals, such as {@code USERS}; empty where none was reached
 * @param text any text; what cannot stand in a status line is replaced when printed
 * @param perfData all on the first line: Nagios and Icinga 2 differ about performance data on later ones
 * @param longText one entry for each further line; cleaned likewise
 */
public record CheckResult(String check, Status status, String text, List<PerfData> perfData, List<String> longText) {

    public CheckResult {
        perfData = List.copyOf(perfData);
        longText = List.copyOf(longText);
    }

    /** A result of one line. */
    public static CheckResult of(String check, Status status, String text, List<PerfData> perfData) {
        return new CheckResult(check, status, text, perfData, List.of());
    }

    /** It could not be measured; no performance data, since a wrong number would be drawn as a true one. */
    public static CheckResult unknown(String check, String reason) {
        return of(check, Status.UNKNOWN, reason, List.of());
    }

    /** A failure before it was clear which check was meant: {@code PPTPD UNKNOWN - reason}. */
    public static CheckResult unknown(String reason) {
        return unknown("", reason);
    }

    /** The status line, {@code PPTPD USERS WARNING - text | perfdata}: printable ASCII, whatever the text holds. */
    public String line() {
        String name = check.isEmpty() ? "" : OneLine.of(check) + " ";
        String clean = OneLine.of(text);
        return "PPTPD " + name + status + " - " + (clean.isEmpty() ? "no text" : clean) + perfDataText();
    }

    /** The status line and the long text, each line ended by a line feed. */
    public String output() {
        return longText.stream()
                .map(OneLine::of)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n", line() + "\n", longText.isEmpty() ? "" : "\n"));
    }

    private String perfDataText() {
        return perfData.isEmpty()
                ? ""
                : perfData.stream().map(PerfData::toString).collect(Collectors.joining(" ", " | ", ""));
    }
}

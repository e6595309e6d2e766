package io.pptpdmonitor.nagios;

import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Stamp;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a check found, ready to be printed on standard output; {@link Status#exitCode} goes with it.
 *
 * @param check the check's name in capitals, such as {@code USERS}; empty where none was reached
 * @param text any text; what cannot stand in a status line is replaced when printed
 * @param perfData all on the first line: Nagios and Icinga 2 differ about performance data on later ones
 * @param longText one entry for each further line; cleaned likewise
 */
public record CheckResult(String check, Status status, String text, List<PerfData> perfData, List<String> longText) {

    /** Of a log that is being written; what is older is told with its time. */
    private static final Duration NOW = Duration.ofMinutes(1);

    /** What a packet of NRPE's version 2 takes, with its end. */
    private static final int BRIEF = 1000;

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

    /** The same with a further line below. */
    public CheckResult with(String line) {
        return new CheckResult(
                check,
                status,
                text,
                perfData,
                Stream.concat(longText.stream(), Stream.of(line)).toList());
    }

    /** The same, which says of what moment it is, where that is not now: of a copied log. */
    CheckResult asOf(Snapshot snapshot) {
        boolean past = Duration.between(snapshot.asOf(), snapshot.generated()).compareTo(NOW) > 0;
        String moment = past ? ", as of " + Stamp.text(snapshot.asOf()) : "";
        return new CheckResult(check, status, text + moment, perfData, longText);
    }

    /** One line of at most 1,000 characters, ended by a line feed; what does not fit of the performance data is left out. */
    public String brief() {
        CheckResult fitting = of(check, status, text, perfData);
        while (fitting.line().length() > BRIEF) {
            List<PerfData> all = fitting.perfData;
            fitting = of(check, status, text, all.subList(0, all.size() - 1));
        }
        return fitting.line() + "\n";
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

package io.pptpdmonitor.nagios;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a check finds, in the order in which it is to be told; the worst decides, and stands first. Performance data come in
 * the order in which they were added, whatever their state, and each has its place: graphs that go by that (PNP4Nagios)
 * would else draw one number for another. Not thread-safe.
 */
final class Findings {

    private record Finding(Status status, String text) {}

    private final String check;
    private final List<Finding> found = new ArrayList<>();
    private final List<PerfData> perfData = new ArrayList<>();
    private final List<String> longText = new ArrayList<>();
    private boolean gap;

    /** @param check the check's name in capitals */
    Findings(String check) {
        this.check = check;
    }

    /**
     * A number that is judged, and drawn.
     *
     * @param text what it is, number included, such as {@code 12 active users}
     */
    Findings judge(PerfData number, Thresholds thresholds, String text) {
        draw(number.thresholds(thresholds.warning(), thresholds.critical()));
        return judge(number.value().doubleValue(), thresholds, text);
    }

    /** A number that is judged, and not drawn. */
    Findings judge(double value, Thresholds thresholds, String text) {
        String reason = thresholds.reason(value);
        return tell(thresholds.status(value), reason.isEmpty() ? text : text + " " + reason);
    }

    /**
     * A number that is at least so much, and perhaps more, up to {@code most}: it is drawn, and judged as far as that can be
     * done.
     *
     * @param why it may be more, as a sentence; told where it matters
     */
    Findings judge(PerfData atLeast, double most, Thresholds thresholds, String text, String why) {
        draw(atLeast.thresholds(thresholds.warning(), thresholds.critical()));
        return judge(atLeast.value().doubleValue(), most, thresholds, text, why);
    }

    /** Likewise; it is drawn only where it is known to be no more. */
    Findings judgeDrawnIfExact(PerfData atLeast, double most, Thresholds thresholds, String text, String why) {
        double least = atLeast.value().doubleValue();
        return least == most
                ? judge(atLeast, most, thresholds, text, why)
                : notDrawn().judge(least, most, thresholds, text, why);
    }

    /** Likewise of one that is not drawn. */
    Findings judge(double least, double most, Thresholds thresholds, String text, String why) {
        Status status = thresholds.status(least, most);
        String reason = status == Status.UNKNOWN ? "(perhaps more: " + why + ")" : thresholds.reason(status);
        return tell(status, reason.isEmpty() ? text : text + " " + reason);
    }

    /** Something that is found to be so. */
    Findings tell(Status status, String text) {
        found.add(new Finding(status, text));
        return this;
    }

    /** Something that is good to know; empty for nothing. */
    Findings tell(String text) {
        return text.isEmpty() ? this : tell(Status.OK, text);
    }

    /** A number that is drawn only. */
    Findings draw(PerfData number) {
        if (!gap) {
            perfData.add(number);
        }
        return this;
    }

    /** The number that has this place is not known just now: nor are those drawn that come behind it. */
    Findings notDrawn() {
        gap = true;
        return this;
    }

    /** Likewise, because it is not known, which is told where it is to be judged. */
    Findings notKnown(Thresholds thresholds, String text) {
        return thresholds.none() ? notDrawn() : notDrawn().tell(Status.UNKNOWN, text);
    }

    /** A further line, below the first one. */
    Findings list(String line) {
        longText.add(line);
        return this;
    }

    /** What is worse comes first; what is equally bad stays in its order. */
    CheckResult result() {
        List<Status> statuses = found.stream().map(Finding::status).toList();
        String text = found.stream()
                .sorted((one, other) -> Status.worstFirst(one.status(), other.status()))
                .map(Finding::text)
                .filter(told -> !told.isEmpty())
                .collect(Collectors.joining(", "));
        return new CheckResult(check, Status.worst(statuses), text, perfData, longText);
    }
}

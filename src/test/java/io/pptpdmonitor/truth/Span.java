package io.pptpdmonitor.truth;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * What is known of a moment: it lies between two others, both in seconds since 1970. In truth.json {@code [from, to]}.
 */
record Span(double from, double to) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Span of(double... bounds) {
        return new Span(bounds[0], bounds[1]);
    }

    /** How many seconds a moment lies outside; 0 within. */
    double distance(double moment) {
        return Math.max(0, Math.max(from - moment, moment - to));
    }
}

package io.pptpdmonitor.report;

/** A number and what it counts. */
final class Counted {

    private Counted() {}

    static String of(long number, String noun) {
        return of(number, noun, "s");
    }

    static String of(long number, String noun, String plural) {
        return number + " " + noun + (number == 1 ? "" : plural);
    }
}

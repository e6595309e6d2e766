package io.pptpdmonitor.model;

/** A number and what it counts, as people say it. */
public final class Counted {

    private Counted() {}

    /** {@code 1 session}, {@code 2 sessions}. */
    public static String of(long number, String noun) {
        return of(number, noun, "s");
    }

    /** With what makes the noun a plural. */
    public static String of(long number, String noun, String plural) {
        return number + " " + noun + (number == 1 ? "" : plural);
    }
}

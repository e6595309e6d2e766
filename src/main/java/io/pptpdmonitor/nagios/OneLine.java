package io.pptpdmonitor.nagios;

import java.util.regex.Pattern;

/**
 * Makes any text fit for a plugin's output: one line of printable ASCII.
 *
 * <p>Why ASCII: who starts a plugin (nagios, nrpe, icinga2) mostly does so with LANG=C, and what a JVM then writes for an
 * accent depends on its settings; and the Unicode of a name that a stranger chose can turn a line around. A {@code ?} is
 * no letter of a name; folding é to e would print the name of somebody else. JSON tells names exactly.
 */
final class OneLine {

    private static final Signs FIT = new Signs(Signs.LETTERS + Signs.DIGITS + " _.,:%()/@=+-'");

    /** An NRPE packet of version 2 takes 1024 octets, performance data included. */
    private static final int LONGEST = 400;

    private OneLine() {}

    static String of(String text) {
        String line = isFit(text) ? text : Unfit.replaced(text);
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }

    private static boolean isFit(String text) {
        return FIT.make(text) && !text.startsWith(" ") && !text.endsWith(" ") && !text.contains("  ");
    }

    private static final class Unfit {

        private static final Pattern BLANK = Pattern.compile("[\\s\\p{Cntrl}\\u0085\\u2028\\u2029]++");

        /**
         * What ends the text, starts markup or is expanded by a shell of a notification; with the quotes and the ampersand, a
         * name cannot leave {@code "$SERVICEOUTPUT$"} and run something, even where Nagios is not told of illegal characters.
         */
        private static final Pattern ACTIVE = Pattern.compile("[|<>`$\"&]");

        /** With the second half of a surrogate pair, so that one character becomes one sign. */
        private static final Pattern FOREIGN = Pattern.compile("[\\uD800-\\uDBFF][\\uDC00-\\uDFFF]|[^ -~]");

        static String replaced(String text) {
            String blanks = BLANK.matcher(text).replaceAll(" ").strip();
            // Nagios replaces a semicolon by a colon, which would say something else
            String plain = ACTIVE.matcher(blanks.replace(';', ',')).replaceAll("_");
            String ascii = FOREIGN.matcher(plain).replaceAll("?");
            // a passive result's reader takes \n for a new line
            return ascii.replace('\\', '/');
        }
    }
}

package io.pptpdmonitor.nagios;

import io.pptpdmonitor.model.Digits;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one threshold. Where the well-known implementations differ, it refuses what any of them would guess at
 * ({@code 10:~}, {@code ~}, {@code :}, {@code 1,5}, {@code 0x10}), and takes blanks, {@code +10}, {@code .5} and
 * {@code 1e3}, which have one meaning only.
 */
final class RangeSyntax {

    private static final String EXAMPLES = "write [@]start:end, such as 10, 10:, ~:10, 10:20 or @10:20";
    /** More digits than a number of these has are left to what reads all numbers. */
    private static final int FEW_DIGITS = 9;

    /** More than two doubles have, printed without an exponent. */
    private static final int LONGEST = 1000;

    private static final int SHOWN = 100;

    /** Made where a number is more than digits. */
    private static final class Shape {

        static final Pattern NUMBER =
                Pattern.compile("[-+]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][-+]?[0-9]{1,3})?");
        static final Pattern MEASURED = Pattern.compile("(.*[0-9.])\\s*([A-Za-z]{1,3})", Pattern.DOTALL);
        static final Pattern DECIMAL_COMMA = Pattern.compile("@?[-+]?[0-9]++,[0-9]++");
    }

    private final String text;
    private final Measure measure;

    RangeSyntax(String text, Measure measure) {
        this.text = text.strip();
        this.measure = measure;
    }

    Range range() {
        if (text.isEmpty()) {
            throw refused("it is empty", EXAMPLES);
        }
        if (text.length() > LONGEST) {
            throw refused("it is longer than " + LONGEST + " characters", EXAMPLES);
        }
        if (text.indexOf(',') >= 0) {
            throw refused("a range has no comma", withoutComma());
        }
        return text.startsWith("@") ? range(text.substring(1).strip(), true) : range(text, false);
    }

    /** To check_load it parts two ranges, to half of the world it is the decimal sign. */
    private String withoutComma() {
        String[] two = text.split(",", -1);
        if (two.length != 2 || two[0].isBlank() || two[1].isBlank() || text.length() > SHOWN) {
            return EXAMPLES;
        }
        return "write -w " + two[0].strip() + " -c " + two[1].strip() + " for two of them"
                + (Shape.DECIMAL_COMMA.matcher(text).matches()
                        ? ", or " + text.replace(',', '.') + " for one number"
                        : "");
    }

    private Range range(String limits, boolean inside) {
        if (limits.isEmpty() || limits.equals(":")) {
            throw refused("it has no limit", EXAMPLES);
        }
        int colon = limits.indexOf(':');
        if (colon != limits.lastIndexOf(':')) {
            throw refused("it has more than one colon", EXAMPLES);
        }
        return colon < 0
                ? upTo(limits, inside)
                : between(
                        limits.substring(0, colon).strip(),
                        limits.substring(colon + 1).strip(),
                        inside);
    }

    private Range upTo(String limit, boolean inside) {
        if (limit.equals("~")) {
            throw refused("~ alone is no limit", "write ~:10 to alert above 10");
        }
        double end = number(limit);
        if (end < 0) {
            String shown = Range.plain(end);
            throw refused(
                    "it would reach from 0 to " + shown,
                    "write ~:" + shown + " to alert above it or " + shown + ": to alert below it");
        }
        return new Range(0, end, inside);
    }

    private Range between(String from, String to, boolean inside) {
        double start = from.isEmpty() ? 0 : from.equals("~") ? Double.NEGATIVE_INFINITY : number(from);
        if (to.equals("~")) {
            throw refused("~ stands before the colon only", "write " + from + ": for no upper limit");
        }
        double end = to.isEmpty() ? Double.POSITIVE_INFINITY : number(to);
        if (start > end) {
            throw refused(
                    "start " + Range.plain(start) + " is above end " + Range.plain(end),
                    "write " + Range.plain(end) + ":" + Range.plain(start));
        }
        return new Range(start, end, inside);
    }

    private double number(String given) {
        return given.length() <= FEW_DIGITS && Digits.are(given) ? Integer.parseInt(given) : measured(given);
    }

    private double measured(String given) {
        Matcher measured = Shape.MEASURED.matcher(given);
        BigDecimal unit = measured.matches() ? measure.unit(measured.group(2)) : null;
        if (unit != null) {
            return number(given, measured.group(1), unit);
        }
        return number(given, given.endsWith("%") ? withoutPercent(given) : given, BigDecimal.ONE);
    }

    private double number(String given, String digits, BigDecimal unit) {
        if (!Shape.NUMBER.matcher(digits).matches()) {
            throw refused("'" + given + "' is no " + measure.noun(), measure.right(EXAMPLES));
        }
        // Exactly: 0.1K are 100, and a product of doubles might not be.
        double number = new BigDecimal(digits).multiply(unit).doubleValue();
        if (Double.isInfinite(number)) {
            throw refused("'" + given + "' is too large", "leave the end away for no upper limit");
        }
        return number;
    }

    private String withoutPercent(String given) {
        String digits = given.substring(0, given.length() - 1).stripTrailing();
        if (measure != Measure.PERCENT) {
            throw refused("this is not measured in percent", "write a number without %");
        }
        return digits;
    }

    private IllegalArgumentException refused(String problem, String right) {
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        return new IllegalArgumentException("'" + shown + "' is no range: " + problem + "; " + right);
    }
}

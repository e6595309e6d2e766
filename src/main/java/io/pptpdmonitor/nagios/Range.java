package io.pptpdmonitor.nagios;

import java.math.BigDecimal;

/**
 * A threshold of the Monitoring Plugins Development Guidelines: {@code [@]start:end}, both ends inclusive. It is violated
 * by values outside, with {@code @} by values inside.
 *
 * <table>
 * <caption>as text</caption>
 * <tr><td>{@code 10}</td><td>violated below 0 and above 10</td></tr>
 * <tr><td>{@code 10:}</td><td>violated below 10</td></tr>
 * <tr><td>{@code ~:10}</td><td>violated above 10</td></tr>
 * <tr><td>{@code 10:20}</td><td>violated below 10 and above 20</td></tr>
 * <tr><td>{@code @10:20}</td><td>violated from 10 to 20</td></tr>
 * </table>
 *
 * @param start negative infinity for {@code ~}
 * @param end not below start; positive infinity where the text ends in a colon
 * @param inside whether {@code @} stands before it
 */
public record Range(double start, double end, boolean inside) {

    public Range {
        if (!(start <= end) || start == Double.POSITIVE_INFINITY || end == Double.NEGATIVE_INFINITY) {
            throw new IllegalArgumentException("no range from " + start + " to " + end);
        }
        // no negative zero: it would print as 0 and then differ from what is read back
        start += 0.0;
        end += 0.0;
    }

    /**
     * Reads a threshold for a metric that is no percentage.
     *
     * @throws IllegalArgumentException with one sentence that says what is wrong and what would be right
     */
    public static Range parse(String text) {
        return parse(text, Measure.NUMBER);
    }

    /**
     * Reads a threshold for a metric that is measured so: as {@link #parse}, but one of its units may follow a number.
     *
     * @throws IllegalArgumentException as {@link #parse} does
     */
    public static Range parse(String text, Measure measure) {
        return new RangeSyntax(text, measure).range();
    }

    /**
     * Whether the value raises the alert.
     *
     * @throws IllegalArgumentException if the value is NaN, of which nothing can be said
     */
    public boolean violatedBy(double value) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("NaN lies neither inside nor outside of " + this);
        }
        boolean within = start <= value && value <= end;
        return within == inside;
    }

    /** Whether each value from {@code least} to {@code most} raises the alert. */
    boolean violatedByAll(double least, double most) {
        return inside ? start <= least && most <= end : most < start || least > end;
    }

    /** Whether a value from {@code least} to {@code most} raises it. */
    boolean violatedByAny(double least, double most) {
        return inside ? start <= most && least <= end : least < start || most > end;
    }

    /**
     * The shortest text that reads back as this range: {@code 10}, not {@code 0:10}, of which Icinga 2 (2.13.6) would drop
     * the threshold from the performance data.
     */
    @Override
    public String toString() {
        String upTo = end == Double.POSITIVE_INFINITY ? "" : plain(end);
        return (inside ? "@" : "") + (start == 0 && !upTo.isEmpty() ? upTo : from() + ":" + upTo);
    }

    private String from() {
        return start == Double.NEGATIVE_INFINITY ? "~" : plain(start);
    }

    /** Without an exponent, which PNP4Nagios takes for a unit. */
    static String plain(double number) {
        return number == 0
                ? "0"
                : new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }
}

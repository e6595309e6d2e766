package io.pptpdmonitor.alert;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A limit, written {@code 80} or {@code 80%}.
 *
 * @param amount 0 to 2^32 - 1, which is what the MIB can tell; 0 to 100 in percent
 * @param percent whether it is a part of something, and not a number
 */
public record Threshold(long amount, boolean percent) {

    private static final long MOST = 0xFFFF_FFFFL;
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,10})(%?)");

    public Threshold {
        if (percent && (amount < 0 || amount > 100)) {
            throw new IllegalArgumentException("a percentage is 0% to 100%, not " + amount + "%");
        }
        if (amount < 0 || amount > MOST) {
            throw new IllegalArgumentException("a threshold is 0 to " + MOST + ", not " + amount);
        }
    }

    /**
     * Reads {@code 80} or {@code 80%}.
     *
     * @throws IllegalArgumentException with a sentence for the user, if it is none
     */
    public static Threshold parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "expected a whole number, or one in percent, such as 80 or \"80%\", but was '" + text + "'");
        }
        return new Threshold(Long.parseLong(matcher.group(1)), !matcher.group(2).isEmpty());
    }

    /** So much of the whole, rounded up. */
    long ofRoundedUp(long whole) {
        return percent ? (amount * whole + 99) / 100 : amount;
    }

    /** So much of the whole, rounded down. */
    long ofRoundedDown(long whole) {
        return percent ? amount * whole / 100 : amount;
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return percent ? amount + "%" : Long.toString(amount);
    }
}

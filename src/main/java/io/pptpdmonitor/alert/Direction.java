package io.pptpdmonitor.alert;

import java.util.Locale;

/** On which side of its thresholds an alert is raised; at a threshold it always is. */
public enum Direction {
    ABOVE(1, ">=") {
        @Override
        boolean reaches(long value, long threshold) {
            return value >= threshold;
        }
    },
    BELOW(2, "<=") {
        @Override
        boolean reaches(long value, long threshold) {
            return value <= threshold;
        }
    };

    private final int number;
    private final String sign;

    Direction(int number, String sign) {
        this.number = number;
        this.sign = sign;
    }

    /** Whether the value is at the threshold, or beyond it. */
    abstract boolean reaches(long value, long threshold);

    /** The value of pptpdAlertDirection in the MIB. */
    public int number() {
        return number;
    }

    String sign() {
        return sign;
    }

    Direction other() {
        return this == ABOVE ? BELOW : ABOVE;
    }

    /** The name in the configuration, such as {@code above}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

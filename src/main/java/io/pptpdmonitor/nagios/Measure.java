package io.pptpdmonitor.nagios;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How a metric is measured, and which units a threshold of it may have. */
public enum Measure {
    /** A plain number. */
    NUMBER("number", ""),
    /** A {@code %} may follow. */
    PERCENT("number", ""),
    /** Seconds, or with {@code s m h d}. */
    SECONDS("length of time", "write seconds, or 90s, 5m, 2h or 1d"),
    /** Octets, or with {@code K M G T} (powers of 1000) or {@code Ki Mi Gi Ti} (of 1024), each with a B behind it or not. */
    OCTETS("number of octets", "write octets, or 500K, 10M, 2G or 1T (powers of 1000), or 500Ki (of 1024)");

    private static final String PREFIXES = "KMGT";

    private final String noun;
    private final String right;

    Measure(String noun, String right) {
        this.noun = noun;
        this.right = right;
    }

    /** What a threshold's number is. */
    String noun() {
        return noun;
    }

    /** What would be right: its units, or where it has none {@code otherwise}. */
    String right(String otherwise) {
        return right.isEmpty() ? otherwise : right;
    }

    /** How much one of that unit is; null if there is no such unit. */
    @Nullable BigDecimal unit(String name) {
        return switch (this) {
            case NUMBER, PERCENT -> null;
            case SECONDS -> seconds(name);
            case OCTETS -> octets(name);
        };
    }

    private static @Nullable BigDecimal seconds(String name) {
        return switch (name) {
            case "s" -> BigDecimal.ONE;
            case "m" -> BigDecimal.valueOf(60);
            case "h" -> BigDecimal.valueOf(3_600);
            case "d" -> BigDecimal.valueOf(86_400);
            default -> null;
        };
    }

    private static @Nullable BigDecimal octets(String name) {
        String prefix = name.endsWith("B") ? name.substring(0, name.length() - 1) : name;
        if (prefix.isEmpty()) {
            return BigDecimal.ONE;
        }
        boolean binary = prefix.endsWith("i");
        int power = PREFIXES.indexOf(prefix.charAt(0) == 'k' ? 'K' : prefix.charAt(0)) + 1;
        return power == 0 || prefix.length() != (binary ? 2 : 1)
                ? null
                : BigDecimal.valueOf(binary ? 1024 : 1000).pow(power);
    }
}

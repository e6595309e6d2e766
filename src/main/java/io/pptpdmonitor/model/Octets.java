package io.pptpdmonitor.model;

import java.util.Locale;

/** Octets for people, with one decimal. */
public enum Octets {
    /** {@code 613.8MB}, powers of 1000: what is held against thresholds, in which a K is 1000. */
    DECIMAL(1000, "B", "B"),
    /** {@code 585.4MiB}, powers of 1024. */
    BINARY(1024, "B", "iB"),
    /** {@code 585.4MB}, powers of 1024, too, though the unit does not say so: as the ancestor's table has them. */
    ANCESTORS(1024, "b", "B");

    private static final String PREFIXES = "KMGTPE";

    private final int base;
    private final String unit;
    private final String behindPrefix;

    Octets(int base, String unit, String behindPrefix) {
        this.base = base;
        this.unit = unit;
        this.behindPrefix = behindPrefix;
    }

    /** With {@code +} behind what may be too low by multiples of 2^32: so much at least. */
    public String text(long octets, boolean exact) {
        return exact ? text(octets) : text(octets) + "+";
    }

    public String text(long octets) {
        double amount = octets;
        int power = 0;
        // From there on one decimal would show 1024.0.
        while (amount >= base - 0.05 && power < PREFIXES.length()) {
            amount /= base;
            power++;
        }
        String shown = power == 0 ? unit : PREFIXES.charAt(power - 1) + behindPrefix;
        return String.format(Locale.ROOT, "%.1f%s", amount, shown);
    }
}

package io.pptpdmonitor.model;

import java.util.Locale;

/** Octets for people: {@code 0.0b}, {@code 585.4MB}; a unit is 1024 of the one before. */
public final class Octets {

    private static final String[] UNITS = {"b", "KB", "MB", "GB", "TB", "PB", "EB"};

    /** From here on one decimal would show 1024.0. */
    private static final double NEXT_UNIT = 1023.95;

    private Octets() {}

    /** With {@code +} behind what may be too low by multiples of 2^32: so much at least. */
    public static String text(long octets, boolean exact) {
        return exact ? text(octets) : text(octets) + "+";
    }

    public static String text(long octets) {
        double amount = octets;
        int unit = 0;
        while (amount >= NEXT_UNIT && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f%s", amount, UNITS[unit]);
    }
}

package io.pptpdmonitor.collect;

import org.jspecify.annotations.Nullable;

/** Telling a literal IP address from any other word of a log; nothing is ever looked up. */
final class Addresses {

    private Addresses() {}

    /** The text if it is an IPv4 or IPv6 literal, else null. */
    static @Nullable String literal(@Nullable String text) {
        return text != null && (isIpv4(text) || isIpv6(text)) ? text : null;
    }

    private static boolean isIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            boolean digits =
                    !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!digits || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (text.length() > 45 || (gap >= 0 && text.indexOf("::", gap + 1) >= 0)) {
            return false;
        }
        String[] groups = text.split(":", -1);
        int empty = 0;
        for (String group : groups) {
            boolean hex = group.length() <= 4 && group.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
            if (!hex) {
                return false;
            }
            empty += group.isEmpty() ? 1 : 0;
        }
        return gap >= 0 ? groups.length >= 3 && groups.length <= 9 : groups.length == 8 && empty == 0;
    }
}

package io.pptpdmonitor.collect;

import org.jspecify.annotations.Nullable;

/** Telling a literal IP address from any other word of a log; nothing is ever looked up. */
final class Addresses {

    private Addresses() {}

    /** The text if it is an IPv4 or IPv6 literal, else null. */
    static @Nullable String literal(@Nullable String text) {
        return text != null && (isIpv4(text) || (text.indexOf(':') >= 0 && isIpv6(text))) ? text : null;
    }

    /** Of most sessions several lines tell an address, so it makes no objects. */
    private static boolean isIpv4(String text) {
        int parts = 1;
        int digits = 0;
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && digits > 0) {
                parts++;
                digits = 0;
                value = 0;
            } else if (c >= '0' && c <= '9' && digits < 3) {
                digits++;
                value = value * 10 + c - '0';
            } else {
                return false;
            }
            if (value > 255) {
                return false;
            }
        }
        return parts == 4 && digits > 0;
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

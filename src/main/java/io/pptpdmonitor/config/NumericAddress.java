package io.pptpdmonitor.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which texts inet_aton(3) of glibc takes for an IPv4 address: one to four numbers, decimal, octal with a leading 0 or
 * hexadecimal with 0x, the last of which fills the octets that are left; whatever follows a blank does not matter.
 */
final class NumericAddress {

    private static final Pattern BLANK = Pattern.compile("[ \\t\\r\\n\\f\\x0b].*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("0[xX]([0-9A-Fa-f]{1,8})|(0[0-7]{0,11})|([1-9][0-9]{0,9})");

    private NumericAddress() {}

    static boolean isAccepted(String text) {
        String[] numbers = BLANK.matcher(text).replaceFirst("").split("\\.", -1);
        if (numbers.length > 4) {
            return false;
        }
        for (int i = 0; i < numbers.length; i++) {
            boolean last = i == numbers.length - 1;
            long most = last ? (1L << (8 * (4 - i))) - 1 : 255;
            Matcher number = NUMBER.matcher(numbers[i]);
            if (!number.matches() || value(number) > most) {
                return false;
            }
        }
        return true;
    }

    private static long value(Matcher number) {
        if (number.group(1) != null) {
            return Long.parseLong(number.group(1), 16);
        }
        return number.group(2) != null ? Long.parseLong(number.group(2), 8) : Long.parseLong(number.group(3));
    }
}

package io.pptpdmonitor.snmp.mib;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Text on its way into an SNMP string: valid UTF-8 that does nothing to the terminal or page it ends up on. */
final class Text {

    private static final int REPLACEMENT = 0xFFFD;
    /** Of octets in UTF-8; a character of four is two chars. */
    private static final int MOST_PER_CHAR = 3;

    private Text() {}

    /**
     * The text with U+FFFD for every control character (C0, DEL, C1), line or paragraph separator, character that
     * changes the direction of writing, and half of a surrogate pair; the same text if it has none.
     */
    static String harmless(String text) {
        if (printableAscii(text) || text.codePoints().noneMatch(Text::harmful)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(c -> harmful(c) ? REPLACEMENT : c).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** The longest beginning of the text that has at most {@code maxOctets} octets in UTF-8 and only whole characters. */
    static String cut(String text, int maxOctets) {
        if (text.length() <= maxOctets / MOST_PER_CHAR) {
            return text;
        }
        int octets = 0;
        int end = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            octets += octets(c);
            if (octets > maxOctets) {
                return text.substring(0, end);
            }
            end += Character.charCount(c);
        }
        return text;
    }

    static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    /** As nearly all are; a walk asks it of each. */
    private static boolean printableAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static int octets(int c) {
        if (c < 0x80) {
            return 1;
        }
        if (c < 0x800) {
            return 2;
        }
        return c < 0x1_0000 ? 3 : 4;
    }

    private static boolean harmful(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> turnsDirection(c);
        };
    }

    /** The marks, embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX 9). */
    private static boolean turnsDirection(int c) {
        return c == 0x061C
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }
}

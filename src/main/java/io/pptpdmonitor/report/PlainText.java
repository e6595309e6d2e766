package io.pptpdmonitor.report;

/**
 * Makes text of strangers harmless for a terminal, a table and a line of CSV: one line without control characters.
 * Whatever could move the cursor, turn the line around or cannot be seen is printed as its number, such as {@code \x1b}
 * and {@code \u202e}; letters of any script stay.
 */
final class PlainText {

    private PlainText() {}

    static String of(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        text.codePoints().forEach(c -> append(plain, c));
        return plain.toString();
    }

    private static void append(StringBuilder plain, int codePoint) {
        if (harmless(codePoint)) {
            plain.appendCodePoint(codePoint);
        } else if (codePoint < 0x100) {
            plain.append("\\x%02x".formatted(codePoint));
        } else {
            plain.append((codePoint < 0x10000 ? "\\u%04x" : "\\u{%x}").formatted(codePoint));
        }
    }

    /** FORMAT holds the bidirectional controls and the zero-width characters. */
    private static boolean harmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> codePoint == ' ';
            default -> true;
        };
    }
}

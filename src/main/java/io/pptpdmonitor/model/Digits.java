package io.pptpdmonitor.model;

/** Numbers in texts. Without patterns: each check would have to make them, which takes longer than to use them. */
public final class Digits {

    private Digits() {}

    /** Whether the text is one of {@code 0} to {@code 9} or more, and nothing else. */
    public static boolean are(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}

package io.pptpdmonitor.nagios;

/**
 * Signs that a text may consist of. Most texts hold no others and stay as they are, and to find that out without patterns
 * saves a check the time to make these.
 */
record Signs(String all) {

    static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    static final String DIGITS = "0123456789";

    /** Whether the text has no other; the empty one has none. */
    boolean make(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (all.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}

package io.pptpdmonitor.log;

/** The tags of the programs of which some messages are read. */
final class KnownTags {

    private static final int SLOTS = 1024;

    private final Literal[] tags = Program.tagStarts();
    /** Whether one of these may begin with two bytes, by {@link #slot}. */
    private final boolean[] mayBegin = new boolean[SLOTS];

    KnownTags() {
        for (Literal tag : tags) {
            mayBegin[slot((int) tag.first)] = true;
        }
    }

    /** Of what begins with the two low bytes. */
    private static int slot(int start) {
        return (start ^ start >>> 5) & SLOTS - 1;
    }

    /** False only if none begins with this word's first two bytes: of most lines this is enough. */
    boolean mayBegin(long word) {
        return mayBegin[slot((int) word)];
    }

    /** Whether one of them stands there. */
    boolean standAt(byte[] b, int at) {
        for (Literal known : tags) {
            if (known.isAt(b, at)) {
                return true;
            }
        }
        return false;
    }
}

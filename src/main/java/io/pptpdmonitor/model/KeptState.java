package io.pptpdmonitor.model;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of this look for the next one, which then reads only what is new.
 *
 * @param use whether, and by whom
 * @param path of the file; null where none is used
 * @param written when that was; null if it never was, or may not be read
 * @param text why it is not kept, and what was wrong with what was found; empty if nothing is to be told
 */
public record KeptState(
        Use use, @Nullable String path, @Nullable OffsetDateTime written, String text) {

    /** Nothing is kept. */
    public static KeptState none(String why) {
        return new KeptState(Use.NONE, null, null, why);
    }

    /** What this process does with it. */
    public enum Use {
        /** It keeps it. */
        KEPT,
        /** Another process or user keeps it, and this one has begun with it. */
        READ,
        /** It cannot be written from here. */
        UNWRITABLE,
        /** It is of a newer release, and left alone. */
        NEWER,
        NONE
    }
}

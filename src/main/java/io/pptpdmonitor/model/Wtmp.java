package io.pptpdmonitor.model;

import org.jspecify.annotations.Nullable;

/**
 * The wtmp that names are taken from where the log has none.
 *
 * @param path of the file; null where none is used, or there is none
 * @param text why it, or what was rotated away of it, cannot be read; empty if nothing is to be told
 */
public record Wtmp(@Nullable String path, String text) {

    public static final Wtmp NONE = new Wtmp(null, "");
}

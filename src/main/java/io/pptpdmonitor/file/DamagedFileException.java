package io.pptpdmonitor.file;

import java.io.IOException;

/** A file whose bytes are at fault: there is no use in reading it again. The message is for the user. */
public final class DamagedFileException extends IOException {

    private static final long serialVersionUID = 1;

    private final boolean cut;

    public DamagedFileException(String message, Throwable cause) {
        this(message, cause, false);
    }

    DamagedFileException(String message, Throwable cause, boolean cut) {
        super(message, cause);
        this.cut = cut;
    }

    /** Whether all that is there is whole: it only ends too early, as a file does that is just being written. */
    boolean isCut() {
        return cut;
    }
}

package io.pptpdmonitor.file;

import java.io.IOException;

/** A file whose bytes are at fault: there is no use in reading it again. The message is for the user. */
public final class DamagedFileException extends IOException {

    private static final long serialVersionUID = 1;

    public DamagedFileException(String message, Throwable cause) {
        super(message, cause);
    }
}

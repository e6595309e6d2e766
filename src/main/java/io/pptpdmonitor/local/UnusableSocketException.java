package io.pptpdmonitor.local;

import java.io.IOException;

/** The agent cannot answer checks where it was told to. The message is one sentence that says what to do. */
public final class UnusableSocketException extends IOException {

    private static final long serialVersionUID = 1;

    UnusableSocketException(String message) {
        super(message);
    }

    UnusableSocketException(String message, IOException cause) {
        super(message, cause);
    }
}

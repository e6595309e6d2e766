package io.pptpdmonitor.cli;

import java.io.IOException;

/** Nobody can be asked as this. The message is one sentence that says what to do, and repeats no secret. */
final class UnusableCredentialsException extends IOException {

    private static final long serialVersionUID = 1;

    UnusableCredentialsException(String message) {
        super(message);
    }
}

package io.pptpdmonitor.cli;

/** Options that are right each, and not together, or not on this host. The message is one sentence that says what would be right. */
final class RefusedOptionsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RefusedOptionsException(String message) {
        super(message);
    }
}

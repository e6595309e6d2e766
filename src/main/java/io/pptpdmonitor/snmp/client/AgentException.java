package io.pptpdmonitor.snmp.client;

import java.io.IOException;

/** An agent elsewhere could not be read. The message is one sentence that says what to do. */
public class AgentException extends IOException {

    private static final long serialVersionUID = 1;

    AgentException(String message) {
        super(message);
    }

    AgentException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Nobody answered in time. */
    static final class NoAnswer extends AgentException {

        private static final long serialVersionUID = 1;

        NoAnswer(String message) {
            super(message);
        }
    }
}

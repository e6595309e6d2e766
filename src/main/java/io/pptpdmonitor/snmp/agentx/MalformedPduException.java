package io.pptpdmonitor.snmp.agentx;

/** Octets that are no PDU; the message says what is wrong with them, in a few words without any of them. */
final class MalformedPduException extends Exception {

    private static final long serialVersionUID = 1;

    MalformedPduException(String message) {
        super(message);
    }
}

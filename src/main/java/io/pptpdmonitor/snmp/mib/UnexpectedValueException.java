package io.pptpdmonitor.snmp.mib;

import org.snmp4j.smi.Variable;

/** An agent elsewhere told what the MIB does not allow, or what does not fit together. The message says what, in one clause. */
public final class UnexpectedValueException extends Exception {

    private static final long serialVersionUID = 1;

    UnexpectedValueException(String message) {
        super(message);
    }

    static UnexpectedValueException type(Variable value) {
        return new UnexpectedValueException("is of the wrong type, " + value.getSyntaxString());
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** The same of that object. */
    UnexpectedValueException of(String object) {
        return new UnexpectedValueException(object + " " + getMessage());
    }
}

package io.pptpdmonitor.store;

import java.io.IOException;

/** A state that cannot be read: damaged, or not written by this program. The message says what is wrong with it. */
public final class DamagedStateException extends IOException {

    private static final long serialVersionUID = 1;

    public DamagedStateException(String message) {
        super(message);
    }
}

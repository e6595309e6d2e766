package io.pptpdmonitor.store;

import java.io.IOException;
import java.nio.file.Path;

/** A file that can be kept by nobody here. The message is a sentence for the user, the reason a part of it. */
public final class UnwritableException extends IOException {

    private static final long serialVersionUID = 1;

    private final String reason;

    UnwritableException(String what, Path path, String reason, IOException cause) {
        super("cannot write " + what + " " + path + ": " + reason, cause);
        this.reason = reason;
    }

    /** Such as "no permission". */
    public String reason() {
        return reason;
    }
}

package io.pptpdmonitor.settings;

import java.io.IOException;
import java.util.List;

/** A configuration that is refused. */
public final class ConfigurationException extends IOException {

    private static final long serialVersionUID = 1;

    private final List<String> faults;

    ConfigurationException(List<String> faults) {
        super(String.join("\n", faults));
        this.faults = List.copyOf(faults);
    }

    /** Each one sentence for the user, {@code FILE:LINE: what is wrong; what would be right}; at least one. */
    public List<String> faults() {
        return List.copyOf(faults);
    }
}

package io.pptpdmonitor.cli;

import java.time.Duration;

/** Waiting between two looks, injected so that a test need not wait and a signal ends it at once. */
@FunctionalInterface
public interface Pause {

    /** Waits; false: the program was told to end. */
    boolean await(Duration duration);
}

package io.pptpdmonitor.cli;

import java.time.Duration;

/** Waiting between two looks, injected so that a test need not wait and a signal ends it at once. */
@FunctionalInterface
public interface Pause {

    /** Waits; false: the program was told to end. */
    boolean await(Duration duration);

    /** What goes on until it is told to end has begun: from now on a signal tells it, and ends nothing by itself. */
    default void endInOrder() {}

    /** Whether the program was told to end, for what takes long between two waits. */
    default boolean isTold() {
        return false;
    }
}

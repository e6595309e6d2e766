package io.pptpdmonitor.cli;

import io.pptpdmonitor.alert.AlertBoard;
import io.pptpdmonitor.model.Snapshot;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Where a command gets what it shows: logs, or an agent elsewhere. The command cannot tell which. For one thread. */
interface Snapshots extends Closeable {

    /**
     * All that is known.
     *
     * @throws IOException if nothing can be had, with a message for the user
     */
    Snapshot all() throws IOException;

    /**
     * The figures of the server and the health of the collector; of the lists there may be nothing.
     *
     * @throws IOException if nothing can be had, with a message for the user
     */
    Snapshot figures() throws IOException;

    /**
     * The alerts that an agent judges; null where none is asked.
     *
     * @throws IOException if they cannot be had, with a message for the user
     */
    default @Nullable AlertBoard alerts() throws IOException {
        return null;
    }

    /** Whether that name stands in the server's files of secrets; null where that is not known. */
    @Nullable Boolean isUser(String name);

    /** Whether somebody looks all the time, and measures what passes; else two looks may tell that. */
    default boolean watched() {
        return true;
    }

    /** What time it is by the clock that their stamps are of, which is not ours where an agent elsewhere has a wrong one. */
    default Instant now(InstantSource clock) {
        return clock.instant();
    }

    /**
     * What there is after another look; what was known before where that fails, with a health that says so.
     *
     * @throws IOException at the first look, if nothing can be had, with a message for the user
     */
    Snapshot next() throws IOException;
}

package io.pptpdmonitor.cli;

import io.pptpdmonitor.settings.Configuration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** How the agent reads its configuration: at its start, and again whenever SIGHUP tells it to. */
final class ConfigurationReading {

    private final AgentOptions options;
    private final Path root;
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * From now on SIGHUP is remembered, so this is to be made before anything that takes long. Without a file there is
     * nothing to read again, and SIGHUP ends the program.
     */
    ConfigurationReading(AgentOptions options, Path root, Supervisor supervisor) {
        this.options = options;
        this.root = root;
        if (options.file(root) != null) {
            supervisor.onHangup(() -> told.set(true));
        }
    }

    /** What it says now. */
    Configuration read() throws IOException {
        return options.configuration(root);
    }

    /** Whether it is to be read again; says so once. */
    boolean isTold() {
        return told.getAndSet(false);
    }

    /** Where users and communities are to be written. */
    Path file() {
        return options.fileToWrite(root);
    }
}

package io.pptpdmonitor.cli;

import io.pptpdmonitor.settings.Configuration;
import io.pptpdmonitor.snmp.EngineFile;
import io.pptpdmonitor.snmp.EngineIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who the agent is to SNMPv3 managers for as long as it runs. What is wrong with the file is told at once; that there is
 * none, or that none can be made, matters only to users, and is told when there are some.
 */
final class KeptEngine implements AutoCloseable {

    private final Consumer<String> complaints;
    private final List<String> untold = new ArrayList<>();
    private final @Nullable EngineFile file;
    private final EngineIdentity identity;

    /**
     * @param path null where nothing is to be kept
     * @param complaints takes sentences for the user
     */
    KeptEngine(@Nullable Path path, Configuration configuration, Consumer<String> complaints) {
        this.complaints = complaints;
        this.file = path == null ? null : new EngineFile(path, Files.exists(path) ? complaints : untold::add);
        this.identity = file == null ? EngineIdentity.anew() : file.begin();
        use(configuration);
    }

    EngineIdentity identity() {
        return identity;
    }

    /** That is the configuration now. */
    void use(Configuration configuration) {
        if (!configuration.agent().access().users().isEmpty()) {
            untold.forEach(complaints);
            untold.clear();
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}

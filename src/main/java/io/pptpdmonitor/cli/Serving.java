package io.pptpdmonitor.cli;

import io.pptpdmonitor.collect.Reason;
import io.pptpdmonitor.settings.Configuration;
import io.pptpdmonitor.settings.ConfigurationException;
import io.pptpdmonitor.snmp.ListenAddress;
import io.pptpdmonitor.snmp.PptpdAgent;
import io.pptpdmonitor.snmp.agentx.MasterAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/** The running agent and its configuration, which is read again at SIGHUP. For one thread. */
final class Serving {

    private final Environment environment;
    private final AgentOptions options;
    private final Path root;
    private final PptpdAgent agent;
    private final Alerting alerting;
    private final AgentLog log;
    private final AtomicBoolean told = new AtomicBoolean();
    private Configuration configuration;
    private boolean listening;

    Serving(
            Environment environment,
            AgentOptions options,
            Path root,
            PptpdAgent agent,
            Alerting alerting,
            AgentLog log,
            Configuration configuration) {
        this.environment = environment;
        this.options = options;
        this.root = root;
        this.agent = agent;
        this.alerting = alerting;
        this.log = log;
        this.configuration = configuration;
    }

    /** Serves, if there is anybody to serve. Without a file there is nothing to read again, and SIGHUP ends the program. */
    void begin() throws IOException {
        if (options.file(root) != null) {
            environment.supervisor().onHangup(() -> told.set(true));
        }
        MasterAddress master = configuration.master();
        if (master != null) {
            agent.through(master);
        }
        listenIfNeeded();
        alerting.start(configuration, agent);
        if (configuration.agent().access().isEmpty()
                && !configuration.agent().listen().isEmpty()) {
            environment.complain("there is no user and no community, so nothing is served; write a [[user]] into "
                    + options.fileToWrite(root));
        }
    }

    private void listenIfNeeded() throws IOException {
        boolean anybody = !configuration.agent().access().isEmpty() || configuration.master() != null;
        if (listening || !anybody) {
            return;
        }
        for (ListenAddress address : agent.start()) {
            environment.out().println("listening on " + address);
        }
        environment.out().flush();
        listening = true;
    }

    /** What is wrong leaves all as it is. */
    void readAgainIfTold() {
        if (!told.getAndSet(false)) {
            return;
        }
        try {
            change(options.configuration(root));
        } catch (IOException | RuntimeException refused) {
            faults(refused).forEach(fault -> environment.say(Priority.ERROR, fault));
            environment.say(Priority.ERROR, "the configuration is not used, the one that was read before stays");
        }
    }

    private static List<String> faults(Exception problem) {
        if (problem instanceof ConfigurationException refused) {
            return refused.faults();
        }
        return List.of(
                problem instanceof IOException ofFile ? Reason.of(ofFile) : String.valueOf(problem.getMessage()));
    }

    private void change(Configuration later) throws IOException {
        Configuration before = configuration;
        agent.change(later.agent());
        alerting.configure(later, agent);
        log.level(later.logLevel());
        configuration = later;
        listenIfNeeded();
        log.info("the configuration was read again"
                + (sameButForReaders(before, later)
                        ? ""
                        : "; listen, agentx, history_size, max_response and [source] change with the next start"));
    }

    private static boolean sameButForReaders(Configuration before, Configuration later) {
        return before.agent().listen().equals(later.agent().listen())
                && before.agent().historySize() == later.agent().historySize()
                && before.source().equals(later.source())
                && Objects.equals(before.master(), later.master())
                && before.agent().maxResponse() == later.agent().maxResponse();
    }
}

package io.pptpdmonitor.cli;

import io.pptpdmonitor.collect.Collector;
import io.pptpdmonitor.collect.Follower;
import io.pptpdmonitor.collect.LatestSnapshot;
import io.pptpdmonitor.settings.Configuration;
import io.pptpdmonitor.snmp.EngineFile;
import io.pptpdmonitor.snmp.EngineIdentity;
import io.pptpdmonitor.snmp.PptpdAgent;
import io.pptpdmonitor.snmp.SnmpLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pptpd-monitor agent}. */
@Command(name = "agent", description = "Follow the log and serve it over SNMP (PPTPD-MONITOR-MIB), until told to end.")
final class AgentCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    SourceOptions source = new SourceOptions();

    @Mixin
    AgentOptions options = new AgentOptions();

    @Option(
            names = "--check-config",
            description = "Say what would be served to whom, or what is wrong with the configuration, and end.")
    boolean checkOnly;

    AgentCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        Configuration configuration = options.configuration(source.root);
        if (checkOnly) {
            new ServingReport(options.file(source.root), configuration, engineFile()).print(environment.out());
            return 0;
        }
        source.otherwise(configuration.source());
        SnmpLog.open();
        try (AgentLog log = new AgentLog(environment, configuration.logLevel())) {
            run(configuration, log);
        }
        return 0;
    }

    private void run(Configuration configuration, AgentLog log) throws IOException {
        try (Collector collector = source.open(environment, true)) {
            LatestSnapshot latest = new LatestSnapshot(collector, environment.clock());
            Path kept = alertsFile();
            try (Engine engine = new Engine(configuration);
                    Alerting alerting = new Alerting(configuration, collector, latest, environment, kept);
                    PptpdAgent agent = new PptpdAgent(
                            configuration.agent(), engine.identity, latest, alerting::board, environment.clock())) {
                Serving serving = new Serving(environment, options, source.root, agent, alerting, log, configuration);
                serving.begin();
                while (environment.pause().await(Follower.BEAT)) {
                    serving.readAgainIfTold();
                    latest.keepUp();
                    agent.refresh();
                }
                alerting.end(); // Before the agent, through whose master the last word may go.
            }
        }
    }

    /** Null where nothing is to be kept: of a log of elsewhere only where somebody configured an agent for it. */
    private @Nullable Path alertsFile() {
        Path directory = source.state.directory(source.root);
        boolean meant = source.isOfThisHost() || options.file(source.root) != null;
        return directory == null || !meant || !Files.isDirectory(directory) ? null : directory.resolve("alerts");
    }

    /** Null where nothing is to be kept. */
    private @Nullable Path engineFile() {
        Path directory = source.state.directory(source.root);
        return directory == null ? null : directory.resolve("engine");
    }

    /** Who the agent is to SNMPv3 managers for as long as it runs. Without a configuration there can be none of them. */
    private final class Engine implements AutoCloseable {

        private final @Nullable EngineFile file;
        private final @Nullable EngineIdentity identity;

        Engine(Configuration configuration) {
            Path path = engineFile();
            boolean wanted = options.file(source.root) != null;
            boolean used = !configuration.agent().access().users().isEmpty();
            file = wanted && path != null ? new EngineFile(path, used ? environment::complain : silently -> {}) : null;
            identity = file != null ? file.begin() : wanted ? EngineIdentity.anew() : null;
        }

        @Override
        public void close() throws IOException {
            if (file != null) {
                file.close();
            }
        }
    }
}

package io.pptpdmonitor.cli;

import io.pptpdmonitor.collect.Collector;
import io.pptpdmonitor.collect.Follower;
import io.pptpdmonitor.collect.LatestSnapshot;
import io.pptpdmonitor.local.SocketSettings;
import io.pptpdmonitor.settings.Configuration;
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

    /** Beats. Usually the log is read by then, and nobody is told of a server without users for a second. */
    private static final int SOON = 5;

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
        if (checkOnly) {
            Path file = options.file(source.root);
            Configuration configuration = options.configuration(source.root);
            new ServingReport(file, configuration, engineFile(), socket(configuration)).print(environment.out());
            return 0;
        }
        ConfigurationReading reading = new ConfigurationReading(options, source.root, environment.supervisor());
        Configuration configuration = reading.read();
        source.otherwise(configuration.source());
        SnmpLog.open();
        try (AgentLog log = new AgentLog(environment, configuration.logLevel())) {
            run(reading, configuration, log);
        }
        return 0;
    }

    private void run(ConfigurationReading reading, Configuration configuration, AgentLog log) throws IOException {
        environment.pause().endInOrder();
        try (Collector collector = source.open(environment, true, log::warning)) {
            LatestSnapshot latest = LatestSnapshot.unread(collector, environment.clock());
            Path kept = alertsFile();
            try (KeptEngine engine = engine(configuration, log);
                    Alerting alerting = new Alerting(configuration, collector, latest, environment, kept);
                    PptpdAgent agent = new PptpdAgent(
                            configuration.agent(),
                            engine == null ? null : engine.identity(),
                            latest,
                            alerting::board,
                            environment.clock());
                    LocalChecks checks = checks(configuration, collector, latest, alerting, log)) {
                Serving serving = new Serving(environment, reading, agent, engine, alerting, log, configuration);
                if (!read(latest, serving)) {
                    return;
                }
                source.hosts.unknown(collector.hostNames(), collector.aliases()).forEach(log::warning);
                serving.begin();
                agent.refresh();
                checks.begin();
                while (environment.pause().await(Follower.BEAT)) {
                    serving.readAgainIfTold();
                    latest.keepUp();
                    alerting.collected();
                    agent.refresh();
                }
                alerting.end(); // Before the agent, through whose master the last word may go.
            }
        }
    }

    /**
     * An agent that has much to read says so. Nothing is judged, nor told, before it has come to the present.
     *
     * @return false: it was told to end before that
     */
    private boolean read(LatestSnapshot latest, Serving serving) throws IOException {
        Work<Boolean> reading = Work.begin("first reading", () -> {
            latest.begin();
            return true;
        });
        for (int beats = 1; !reading.endsWithin(Follower.BEAT); beats++) {
            if (environment.pause().isTold()) {
                return false;
            }
            if (beats == SOON) {
                serving.serve();
            }
        }
        return reading.result();
    }

    /** Of a log of elsewhere only where somebody configured an agent for it. */
    private boolean isMeantForThisHost() {
        return source.isOfThisHost() || options.file(source.root) != null;
    }

    private LocalChecks checks(
            Configuration configuration, Collector collector, LatestSnapshot latest, Alerting alerting, AgentLog log) {
        Snapshots known = new LatestSnapshots(latest, collector, alerting::board);
        return new LocalChecks(socket(configuration), configuration.socket(), environment, known, log);
    }

    /** Null where no checks are to be answered. */
    private @Nullable Path socket(Configuration configuration) {
        SocketSettings socket = configuration.socket();
        return socket.isNamed() || isMeantForThisHost() ? socket.path(source.root) : null;
    }

    /** Null where nothing is to be kept. */
    private @Nullable Path alertsFile() {
        Path directory = source.state.directory(source.root);
        return directory == null || !isMeantForThisHost() || !Files.isDirectory(directory)
                ? null
                : directory.resolve("alerts");
    }

    /** Null where nothing is to be kept. */
    private @Nullable Path engineFile() {
        Path directory = source.state.directory(source.root);
        return directory == null ? null : directory.resolve("engine");
    }

    /** Null without a configuration: then there can be no users. */
    private @Nullable KeptEngine engine(Configuration configuration, AgentLog log) {
        return options.file(source.root) == null ? null : new KeptEngine(engineFile(), configuration, log::warning);
    }
}

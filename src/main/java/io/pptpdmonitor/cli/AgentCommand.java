package io.pptpdmonitor.cli;

import io.pptpdmonitor.collect.Collector;
import io.pptpdmonitor.collect.Follower;
import io.pptpdmonitor.collect.LatestSnapshot;
import io.pptpdmonitor.settings.Configuration;
import io.pptpdmonitor.settings.ConfigurationFile;
import io.pptpdmonitor.snmp.AgentSettings;
import io.pptpdmonitor.snmp.Community;
import io.pptpdmonitor.snmp.EngineIdentity;
import io.pptpdmonitor.snmp.ListenAddress;
import io.pptpdmonitor.snmp.PptpdAgent;
import io.pptpdmonitor.snmp.agentx.MasterAddress;
import io.pptpdmonitor.snmp.mib.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code pptpd-monitor agent}. */
@Command(name = "agent", description = "Follow the log and serve it over SNMP (PPTPD-MONITOR-MIB), until told to end.")
final class AgentCommand implements Callable<Integer> {

    private static final String USUAL = "etc/pptpd-monitor/pptpd-monitor.toml";

    private final Environment environment;

    @Mixin
    SourceOptions source = new SourceOptions();

    @Spec
    CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            converter = SourceOptions.PathConverter.class,
            description = "Who may read, and all else; options win over it. Default: /" + USUAL + ", if it is there.")
    @Nullable Path config;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            converter = AddressConverter.class,
            description =
                    "Where to answer, as udp:ADDRESS:PORT or tcp:ADDRESS:PORT; repeatable. Port 0 takes a free one. "
                            + "Default: udp:127.0.0.1:161.")
    List<ListenAddress> listen = new ArrayList<>();

    @Option(
            names = "--agentx",
            arity = "0..1",
            paramLabel = "MASTER",
            fallbackValue = "unix:/var/agentx/master",
            converter = MasterConverter.class,
            description = "Serve through the snmpd of this host, as unix:PATH or tcp:HOST:PORT; without either: "
                    + "${FALLBACK-VALUE}. Then no port is opened but those of --listen.")
    @Nullable MasterAddress master;

    @Option(
            names = "--community",
            paramLabel = "NAME",
            description = "A name under which anybody may read all over SNMPv1 and v2c. Everybody on this host sees it "
                    + "in the list of processes: for a trial; else write [[community]] into the configuration.")
    @Nullable String community;

    @Option(
            names = "--history-size",
            paramLabel = "ROWS",
            description = "The most rows of ended sessions. Default: " + AgentSettings.DEFAULT_HISTORY_SIZE + ".")
    @Nullable Integer historySize;

    AgentCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        Configuration configuration = configuration();
        MasterAddress through = master == null ? configuration.master() : master;
        AgentSettings settings = settings(configuration.agent());
        try (Collector collector = source.open(environment, true)) {
            LatestSnapshot latest = new LatestSnapshot(collector, environment.clock());
            try (PptpdAgent agent = new PptpdAgent(settings, EngineIdentity.anew(), latest, environment.clock())) {
                serve(agent, settings, through);
                while (environment.pause().await(Follower.BEAT)) {
                    latest.keepUp();
                    agent.refresh();
                }
            }
        }
        return 0;
    }

    private void serve(PptpdAgent agent, AgentSettings settings, @Nullable MasterAddress through) throws IOException {
        if (settings.access().isEmpty() && !settings.listen().isEmpty()) {
            environment.complain("there is no user and no community, so nothing is served; write a [[user]] into "
                    + (config == null ? source.root.resolve(USUAL) : config));
            return;
        }
        if (through != null) {
            agent.through(through);
        }
        for (ListenAddress address : agent.start()) {
            environment.out().println("listening on " + address);
        }
        environment.out().flush();
    }

    private Configuration configuration() throws IOException {
        Path usual = source.root.resolve(USUAL);
        if (config == null && Files.notExists(usual)) {
            return Configuration.defaults();
        }
        return ConfigurationFile.read(config == null ? usual : config);
    }

    /** The file's, with what the options say instead. */
    private AgentSettings settings(AgentSettings file) {
        try {
            AgentSettings settings = listen.isEmpty() && master == null ? file : file.listening(listen);
            settings = historySize == null ? settings : settings.withHistory(historySize);
            return community == null
                    ? settings
                    : settings.admitting(settings.access().and(open(community)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static Community open(String name) {
        return new Community(name, Community.ANYWHERE, Scope.EVERYTHING);
    }

    static final class AddressConverter implements ITypeConverter<ListenAddress> {
        @Override
        public ListenAddress convert(String text) {
            try {
                return ListenAddress.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    static final class MasterConverter implements ITypeConverter<MasterAddress> {
        @Override
        public MasterAddress convert(String text) {
            try {
                return MasterAddress.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}

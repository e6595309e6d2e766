package io.pptpdmonitor.cli;

import io.pptpdmonitor.collect.Collector;
import io.pptpdmonitor.collect.Follower;
import io.pptpdmonitor.collect.LatestSnapshot;
import io.pptpdmonitor.snmp.AgentSettings;
import io.pptpdmonitor.snmp.ListenAddress;
import io.pptpdmonitor.snmp.PptpdAgent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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

    private final Environment environment;

    @Mixin
    SourceOptions source = new SourceOptions();

    @Spec
    CommandSpec spec;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            converter = AddressConverter.class,
            description =
                    "Where to answer, as udp:ADDRESS:PORT; repeatable. Port 0 takes a free one. Default: udp:127.0.0.1:1161.")
    List<ListenAddress> listen = new ArrayList<>();

    @Option(
            names = "--community",
            paramLabel = "NAME",
            required = true,
            description = "The name under which SNMPv1 and v2c may read.")
    String community;

    @Option(
            names = "--history-size",
            paramLabel = "ROWS",
            defaultValue = "" + AgentSettings.DEFAULT_HISTORY_SIZE,
            description = "The most rows of ended sessions. Default: ${DEFAULT-VALUE}.")
    int historySize;

    AgentCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        AgentSettings settings = settings();
        try (Collector collector = source.open(environment, true)) {
            LatestSnapshot latest = new LatestSnapshot(collector, environment.clock());
            try (PptpdAgent agent = new PptpdAgent(settings, latest, environment.clock())) {
                for (ListenAddress address : agent.start()) {
                    environment.out().println("listening on " + address);
                }
                environment.out().flush();
                while (environment.pause().await(Follower.BEAT)) {
                    latest.keepUp();
                    agent.refresh();
                }
            }
        }
        return 0;
    }

    private AgentSettings settings() {
        List<ListenAddress> addresses = listen.isEmpty() ? List.of(ListenAddress.parse("udp:127.0.0.1:1161")) : listen;
        try {
            return new AgentSettings(addresses, community, historySize);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
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
}

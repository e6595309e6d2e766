package io.pptpdmonitor.cli;

import io.pptpdmonitor.settings.Configuration;
import io.pptpdmonitor.settings.ConfigurationFile;
import io.pptpdmonitor.settings.LogLevel;
import io.pptpdmonitor.snmp.AgentSettings;
import io.pptpdmonitor.snmp.Community;
import io.pptpdmonitor.snmp.ListenAddress;
import io.pptpdmonitor.snmp.agentx.MasterAddress;
import io.pptpdmonitor.snmp.mib.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;

/** How the agent serves: its configuration, and what of it is said on the command line instead. */
final class AgentOptions {

    private static final String USUAL = "etc/pptpd-monitor/pptpd-monitor.toml";

    @Spec(Target.MIXEE)
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

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            converter = LevelConverter.class,
            description = "What the agent says of itself: error, warning, info (default) or debug.")
    @Nullable LogLevel logLevel;

    /** The file that was named, else the usual one where it is; null if there is none. */
    @Nullable Path file(Path root) {
        Path usual = root.resolve(USUAL);
        return config == null && Files.exists(usual) ? usual : config;
    }

    /** Where users and communities are to be written. */
    Path fileToWrite(Path root) {
        return config == null ? root.resolve(USUAL) : config;
    }

    /**
     * What the file says now, if there is one, and the options instead.
     *
     * @throws IOException if the file cannot be read, or is refused
     */
    Configuration configuration(Path root) throws IOException {
        Path file = file(root);
        Configuration said = file == null ? Configuration.defaults() : ConfigurationFile.read(file);
        try {
            Configuration instead = said.serving(settings(said.agent()));
            instead = master == null ? instead : instead.through(master);
            return logLevel == null ? instead : instead.logging(logLevel);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private AgentSettings settings(AgentSettings file) {
        AgentSettings settings = listen.isEmpty() && master == null ? file : file.listening(listen);
        settings = historySize == null ? settings : settings.withHistory(historySize);
        return community == null
                ? settings
                : settings.admitting(settings.access().and(open(community)));
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

    static final class LevelConverter implements ITypeConverter<LogLevel> {
        @Override
        public LogLevel convert(String text) {
            return Choice.of(LogLevel.values(), LogLevel::word).convert(text);
        }
    }
}

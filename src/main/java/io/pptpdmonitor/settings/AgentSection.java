package io.pptpdmonitor.settings;

import io.pptpdmonitor.local.SocketSettings;
import io.pptpdmonitor.snmp.Access;
import io.pptpdmonitor.snmp.AgentSettings;
import io.pptpdmonitor.snmp.ListenAddress;
import io.pptpdmonitor.snmp.agentx.MasterAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code [agent]}: how it serves. */
final class AgentSection {

    private static final String NO_SOCKET = "none";
    private static final Kind<Integer> MODE = Kind.text(AgentSection::mode);

    private AgentSection() {}

    static Configuration read(Section section, Access access, SourceSettings source) {
        LogLevel logLevel = section.value("log_level", Kind.word(LogLevel.values(), LogLevel::word), LogLevel.INFO);
        MasterAddress master = section.value("agentx", Kind.text(MasterAddress::parse));
        AgentSettings settings = settings(section, access, master);
        SocketSettings socket = socket(section);
        section.end();
        return new Configuration(settings, logLevel, source, master, socket);
    }

    private static SocketSettings socket(Section section) {
        String path = section.value("socket", Kind.TEXT);
        boolean wanted = path == null || !(path.isEmpty() || path.equals(NO_SOCKET));
        Integer mode = section.value("socket_mode", MODE, SocketSettings.DEFAULT_MODE);
        String group = section.value("socket_group", Kind.TEXT);
        @Nullable SocketSettings settings = section.make(
                () -> new SocketSettings(wanted, path == null || !wanted ? null : Path.of(path), mode, group));
        return Objects.requireNonNullElse(settings, SocketSettings.USUAL);
    }

    private static int mode(String text) {
        if (text.matches("0?[0-7]{3}")) {
            return Integer.parseInt(text, 8);
        }
        throw new IllegalArgumentException("expected the mode of a file, such as \"0660\", but was '" + text + "'");
    }

    private static AgentSettings settings(Section section, Access access, @Nullable MasterAddress master) {
        List<ListenAddress> listen = section.values("listen", Kind.text(ListenAddress::parse));
        @Nullable AgentSettings settings = section.make(() -> new AgentSettings(
                listen(listen, master),
                access,
                section.value("contact", Kind.TEXT, ""),
                section.value("location", Kind.TEXT, ""),
                section.value("history_size", Kind.whole(1, 65_535), AgentSettings.DEFAULT_HISTORY_SIZE),
                section.value("max_response", Kind.whole(484, 65_507), AgentSettings.DEFAULT_MAX_RESPONSE)));
        return Objects.requireNonNullElseGet(settings, AgentSettings::defaults);
    }

    /** Who serves through a master opens a port only if told to. */
    private static List<ListenAddress> listen(@Nullable List<ListenAddress> told, @Nullable MasterAddress master) {
        if (told == null) {
            return master == null ? AgentSettings.DEFAULT_LISTEN : List.of();
        }
        if (told.isEmpty() && master == null) {
            throw new IllegalArgumentException(
                    "the agent needs an address to listen on, such as \"udp:127.0.0.1:161\", or agentx");
        }
        return told;
    }
}

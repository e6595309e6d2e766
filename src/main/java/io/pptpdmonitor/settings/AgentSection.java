package io.pptpdmonitor.settings;

import io.pptpdmonitor.snmp.Access;
import io.pptpdmonitor.snmp.AgentSettings;
import io.pptpdmonitor.snmp.ListenAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code [agent]}: how it serves. */
final class AgentSection {

    private AgentSection() {}

    static Configuration read(Section section, Access access) {
        LogLevel logLevel = section.value("log_level", Kind.word(LogLevel.values(), LogLevel::word), LogLevel.INFO);
        String agentx = section.value("agentx", Kind.TEXT);
        AgentSettings settings = settings(section, access);
        section.end();
        return new Configuration(settings, logLevel, agentx);
    }

    private static AgentSettings settings(Section section, Access access) {
        List<ListenAddress> listen = section.values("listen", Kind.text(ListenAddress::parse));
        @Nullable AgentSettings settings = section.make(() -> new AgentSettings(
                listen == null ? AgentSettings.DEFAULT_LISTEN : listen,
                access,
                section.value("contact", Kind.TEXT, ""),
                section.value("location", Kind.TEXT, ""),
                section.value("history_size", Kind.whole(1, 65_535), AgentSettings.DEFAULT_HISTORY_SIZE),
                section.value("max_response", Kind.whole(484, 65_507), AgentSettings.DEFAULT_MAX_RESPONSE)));
        return Objects.requireNonNullElseGet(settings, AgentSettings::defaults);
    }
}

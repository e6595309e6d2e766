package io.pptpdmonitor.settings;

import io.pptpdmonitor.alert.AlertRule;
import io.pptpdmonitor.alert.NotifySettings;
import io.pptpdmonitor.local.SocketSettings;
import io.pptpdmonitor.snmp.AgentSettings;
import io.pptpdmonitor.snmp.Recipient;
import io.pptpdmonitor.snmp.agentx.MasterAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the file says; the defaults where it says nothing.
 *
 * @param agent how the agent serves
 * @param logLevel how much it says of itself
 * @param source which log is read
 * @param master the AgentX master that it serves through; null if it listens only
 * @param socket where checks of this host are answered
 * @param alerts which are judged
 * @param telling what is told
 * @param receivers who is told
 */
public record Configuration(
        AgentSettings agent,
        LogLevel logLevel,
        SourceSettings source,
        @Nullable MasterAddress master,
        SocketSettings socket,
        List<AlertRule> alerts,
        NotifySettings telling,
        List<Recipient> receivers) {

    public Configuration {
        alerts = List.copyOf(alerts);
        receivers = List.copyOf(receivers);
    }

    /** Where nothing is said of alerts. */
    Configuration(
            AgentSettings agent,
            LogLevel logLevel,
            SourceSettings source,
            @Nullable MasterAddress master,
            SocketSettings socket) {
        this(agent, logLevel, source, master, socket, AlertRule.SHIPPED, NotifySettings.DEFAULT, List.of());
    }

    /** The same, and what is judged and told. */
    Configuration alerting(List<AlertRule> rules, NotifySettings newTelling, List<Recipient> recipients) {
        return new Configuration(agent, logLevel, source, master, socket, rules, newTelling, recipients);
    }

    public static Configuration defaults() {
        return new Configuration(
                AgentSettings.defaults(), LogLevel.INFO, SourceSettings.FOUND, null, SocketSettings.USUAL);
    }

    public Configuration serving(AgentSettings settings) {
        return new Configuration(settings, logLevel, source, master, socket, alerts, telling, receivers);
    }

    public Configuration logging(LogLevel level) {
        return new Configuration(agent, level, source, master, socket, alerts, telling, receivers);
    }

    public Configuration through(MasterAddress other) {
        return new Configuration(agent, logLevel, source, other, socket, alerts, telling, receivers);
    }
}

package io.pptpdmonitor.settings;

import io.pptpdmonitor.snmp.AgentSettings;
import io.pptpdmonitor.snmp.agentx.MasterAddress;
import org.jspecify.annotations.Nullable;

/**
 * What the file says; the defaults where it says nothing.
 *
 * @param agent how the agent serves
 * @param logLevel how much it says of itself
 * @param source which log is read
 * @param master the AgentX master that it serves through; null if it listens only
 */
public record Configuration(
        AgentSettings agent,
        LogLevel logLevel,
        SourceSettings source,
        @Nullable MasterAddress master) {

    public static Configuration defaults() {
        return new Configuration(AgentSettings.defaults(), LogLevel.INFO, SourceSettings.FOUND, null);
    }

    public Configuration serving(AgentSettings settings) {
        return new Configuration(settings, logLevel, source, master);
    }

    public Configuration logging(LogLevel level) {
        return new Configuration(agent, level, source, master);
    }

    public Configuration through(MasterAddress other) {
        return new Configuration(agent, logLevel, source, other);
    }
}

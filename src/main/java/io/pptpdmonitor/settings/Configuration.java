package io.pptpdmonitor.settings;

import io.pptpdmonitor.snmp.AgentSettings;
import org.jspecify.annotations.Nullable;

/**
 * What the file says; the defaults where it says nothing.
 *
 * @param agent how the agent serves
 * @param logLevel how much it says of itself
 * @param agentx the master that it serves through instead of listening; null if it listens
 */
public record Configuration(
        AgentSettings agent, LogLevel logLevel, @Nullable String agentx) {

    public static Configuration defaults() {
        return new Configuration(AgentSettings.defaults(), LogLevel.INFO, null);
    }
}

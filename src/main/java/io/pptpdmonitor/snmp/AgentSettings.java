package io.pptpdmonitor.snmp;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;

/**
 * How the agent serves. The constructor's IllegalArgumentException carries a sentence for the user.
 *
 * @param listen at least one address, each once
 * @param community the name under which SNMPv1 and v2c may read, 1 to 255 octets in UTF-8; told to nobody, so {@link
 *     #toString} leaves it out
 * @param historySize the most rows in pptpdHistoryTable, 1 to 65535
 */
public record AgentSettings(List<ListenAddress> listen, String community, int historySize) {

    public static final int DEFAULT_HISTORY_SIZE = 64;

    private static final int MAX_HISTORY_SIZE = 65_535;
    private static final int MAX_COMMUNITY = 255;

    public AgentSettings {
        listen = List.copyOf(listen);
        if (listen.isEmpty()) {
            throw new IllegalArgumentException("the agent needs an address to listen on, such as udp:127.0.0.1:161");
        }
        if (new HashSet<>(listen).size() < listen.size() && listen.stream().noneMatch(a -> a.port() == 0)) {
            throw new IllegalArgumentException("an address to listen on is given twice: " + listen);
        }
        if (community.isEmpty() || community.getBytes(StandardCharsets.UTF_8).length > MAX_COMMUNITY) {
            throw new IllegalArgumentException("a community's name has 1 to 255 octets");
        }
        if (historySize < 1 || historySize > MAX_HISTORY_SIZE) {
            throw new IllegalArgumentException("the history has 1 to 65535 rows, not " + historySize);
        }
    }

    @Override
    public String toString() {
        return "AgentSettings[listen=" + listen + ", historySize=" + historySize + "]";
    }
}

package io.pptpdmonitor.snmp;

import io.pptpdmonitor.snmp.mib.Scope;
import java.util.HashSet;
import java.util.List;

/**
 * How the agent serves. The constructor's IllegalArgumentException carries a sentence for the user.
 *
 * @param listen each address once; none where it serves through a master agent alone
 * @param access who may read; it may be nobody
 * @param contact sysContact, empty if not told
 * @param location sysLocation, empty if not told
 * @param historySize the most rows in pptpdHistoryTable, 1 to 65535
 * @param maxResponse the most octets of a response's PDU, of SNMPv3 its scoped PDU, 484 to 65507; the message is longer
 */
public record AgentSettings(
        List<ListenAddress> listen, Access access, String contact, String location, int historySize, int maxResponse) {

    /** Loopback: what is told is told to this host alone unless somebody says otherwise. */
    public static final List<ListenAddress> DEFAULT_LISTEN = List.of(ListenAddress.parse("udp:127.0.0.1:161"));

    public static final int DEFAULT_HISTORY_SIZE = 64;
    /** More than any manager asks for in earnest, and little enough that a forged request is no weapon. */
    public static final int DEFAULT_MAX_RESPONSE = 16 * 1024;

    private static final int MAX_HISTORY_SIZE = 65_535;
    /** RFC 3417, 3.2.1: every entity takes messages of that length. */
    private static final int MIN_RESPONSE = 484;
    /** What fits a UDP datagram over IPv4. */
    private static final int MAX_RESPONSE = 65_507;

    public AgentSettings {
        listen = List.copyOf(listen);
        if (new HashSet<>(listen).size() < listen.size() && listen.stream().noneMatch(a -> a.port() == 0)) {
            throw new IllegalArgumentException("an address to listen on is given twice: " + listen);
        }
        if (historySize < 1 || historySize > MAX_HISTORY_SIZE) {
            throw new IllegalArgumentException("the history has 1 to 65535 rows, not " + historySize);
        }
        if (maxResponse < MIN_RESPONSE || maxResponse > MAX_RESPONSE) {
            throw new IllegalArgumentException("a response has at most 484 to 65507 octets, not " + maxResponse);
        }
    }

    /** Serving everything to one community, which may come from anywhere. */
    public AgentSettings(List<ListenAddress> listen, String community, int historySize) {
        this(
                listen,
                new Access(List.of(), List.of(new Community(community, Community.ANYWHERE, Scope.EVERYTHING))),
                "",
                "",
                historySize,
                DEFAULT_MAX_RESPONSE);
    }

    /** What is served where nothing is said: nothing to anybody, on loopback. */
    public static AgentSettings defaults() {
        return new AgentSettings(DEFAULT_LISTEN, Access.NOBODY, "", "", DEFAULT_HISTORY_SIZE, DEFAULT_MAX_RESPONSE);
    }

    public AgentSettings listening(List<ListenAddress> addresses) {
        return new AgentSettings(addresses, access, contact, location, historySize, maxResponse);
    }

    public AgentSettings admitting(Access others) {
        return new AgentSettings(listen, others, contact, location, historySize, maxResponse);
    }

    public AgentSettings withHistory(int rows) {
        return new AgentSettings(listen, access, contact, location, rows, maxResponse);
    }
}

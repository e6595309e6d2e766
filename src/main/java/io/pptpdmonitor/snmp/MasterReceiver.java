package io.pptpdmonitor.snmp;

import io.pptpdmonitor.alert.Notification;
import io.pptpdmonitor.alert.Receiver;
import io.pptpdmonitor.snmp.agentx.AgentxSubagent;
import io.pptpdmonitor.snmp.mib.NotificationContent;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.VariableBinding;

/**
 * Has an AgentX master send notifications, to whomever it is configured to tell. What is told of an alert waits for the
 * master for as long as that is away, and is told again where the master went before it said that it took it: a manager
 * may get it twice then, under the same number. A session is no news so long.
 */
final class MasterReceiver implements Receiver {

    /** How long the master may take for one. */
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private static final Duration ENDLESS = Duration.ofNanos(Long.MAX_VALUE);
    private static final Duration OF_SESSIONS = Duration.ofSeconds(5);

    /** One that no master lives through must not keep the others from being told. */
    private static final int ATTEMPTS = 4;

    private static final String ENDED = "the agent ends";

    private final AgentxSubagent subagent;
    private final ZoneId zone;

    /** @param zone in which moments are told */
    MasterReceiver(AgentxSubagent subagent, ZoneId zone) {
        this.subagent = subagent;
        this.zone = zone;
    }

    @Override
    public String name() {
        return "the AgentX master";
    }

    @Override
    public void tell(Notification notification) throws IOException {
        List<VariableBinding> bindings = bindings(notification);
        boolean alert = notification instanceof Notification.OfAlert;
        try {
            for (int left = alert ? ATTEMPTS : 1; left > 0; left--) {
                if (!subagent.awaitServing(alert ? ENDLESS : OF_SESSIONS)) {
                    throw new IOException(alert ? ENDED : "it is away");
                }
                if (subagent.notify(bindings, WITHIN)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(ENDED, e);
        }
        throw new IOException("it has not said that it took it" + (alert ? ", " + ATTEMPTS + " times" : ""));
    }

    private List<VariableBinding> bindings(Notification notification) {
        NotificationContent content =
                NotificationContent.of(notification, zone.getRules().getOffset(notification.time()));
        List<VariableBinding> bindings = new ArrayList<>();
        bindings.add(new VariableBinding(SnmpConstants.snmpTrapOID, content.type()));
        bindings.addAll(content.bindings());
        return bindings;
    }

    /** The subagent goes on serving. */
    @Override
    public void close() {}

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MasterReceiver receiver && subagent == receiver.subagent;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(subagent);
    }
}

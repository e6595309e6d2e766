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

/** Has an AgentX master send notifications, to whomever it is configured to tell. */
final class MasterReceiver implements Receiver {

    private static final Duration WITHIN = Duration.ofSeconds(10);

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
        NotificationContent content =
                NotificationContent.of(notification, zone.getRules().getOffset(notification.time()));
        List<VariableBinding> bindings = new ArrayList<>();
        bindings.add(new VariableBinding(SnmpConstants.snmpTrapOID, content.type()));
        bindings.addAll(content.bindings());
        try {
            if (!subagent.notify(bindings, WITHIN)) {
                throw new IOException("it is away, or did not take it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the agent ends", e);
        }
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

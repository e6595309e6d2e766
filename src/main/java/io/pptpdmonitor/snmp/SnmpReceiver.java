package io.pptpdmonitor.snmp;

import io.pptpdmonitor.alert.Notification;
import io.pptpdmonitor.alert.Receiver;
import io.pptpdmonitor.snmp.mib.NotificationContent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/**
 * Sends notifications to one recipient: traps and informs of SNMPv2c and v3 (RFC 3416, 4.2.6 and 4.2.7). It has a socket
 * and a thread of its own, from the first notification on.
 *
 * <p>Of a v3 trap the sender is the authoritative engine (RFC 3414, 1.5.1), so that the agent's own users, boots and time
 * stand in it; of an inform it is the receiver, whose engine is asked for first.
 */
final class SnmpReceiver implements Receiver {

    private static final OID UNKNOWN_USERS = SnmpConstants.usmStatsUnknownUserNames;

    /** What a report of the receiver's means (RFC 3414, 5). */
    private static final Map<OID, String> REPORTS = Map.of(
            UNKNOWN_USERS,
            "it does not know the user",
            SnmpConstants.usmStatsWrongDigests,
            "the user has another password there",
            SnmpConstants.usmStatsDecryptionErrors,
            "the user has another privacy password there",
            SnmpConstants.usmStatsUnsupportedSecLevels,
            "the user has another security level there",
            SnmpConstants.usmStatsNotInTimeWindows,
            "its clock and ours do not agree");

    private final Recipient recipient;
    private final @Nullable UserSecurity agent;
    private final LongSupplier upTime;
    private final ZoneId zone;
    private @Nullable Snmp session;
    private @Nullable MPv3 messages;

    /**
     * @param agent whose traps they are; null: there are none of SNMPv3
     * @param upTime sysUpTime, in hundredths of a second
     * @param zone in which moments are told
     */
    SnmpReceiver(Recipient recipient, @Nullable UserSecurity agent, LongSupplier upTime, ZoneId zone) {
        this.recipient = recipient;
        this.agent = agent;
        this.upTime = upTime;
        this.zone = zone;
    }

    @Override
    public String name() {
        return recipient.address();
    }

    @Override
    public void tell(Notification notification) throws IOException {
        Target<UdpAddress> target = target();
        ResponseEvent<UdpAddress> event = session().send(pdu(notification), target);
        if (recipient.inform()) {
            check(event, target.getAddress());
        }
    }

    private void check(ResponseEvent<UdpAddress> event, UdpAddress address) throws IOException {
        PDU response = event.getResponse();
        if (event.getError() != null) {
            throw new IOException(event.getError().getMessage(), event.getError());
        }
        if (response == null) {
            if (messages != null) {
                messages.removeEngineID(address); // Another one may answer next time.
            }
            throw new IOException("no answer to " + (recipient.retries() + 1) + " attempts of "
                    + recipient.timeout().toMillis() + " ms");
        }
        if (response.getType() == PDU.REPORT) {
            throw new IOException(report(response));
        }
        if (response.getErrorStatus() != PDU.noError) {
            throw new IOException("it answered " + response.getErrorStatusText());
        }
    }

    private static String report(PDU report) {
        OID reported = report.size() == 0 ? new OID() : report.get(0).getOid();
        return REPORTS.entrySet().stream()
                .filter(each -> reported.startsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("it reported " + reported);
    }

    private PDU pdu(Notification notification) {
        PDU pdu = recipient.user() == null ? new PDU() : new ScopedPDU();
        pdu.setType(recipient.inform() ? PDU.INFORM : PDU.TRAP);
        NotificationContent content =
                NotificationContent.of(notification, zone.getRules().getOffset(notification.time()));
        pdu.add(new VariableBinding(SnmpConstants.sysUpTime, new TimeTicks(upTime.getAsLong() & 0xFFFF_FFFFL)));
        pdu.add(new VariableBinding(SnmpConstants.snmpTrapOID, content.type()));
        content.bindings().forEach(pdu::add);
        if (pdu instanceof ScopedPDU scoped && agent != null) {
            scoped.setContextEngineID(new OctetString(agent.engineId()));
        }
        return pdu;
    }

    private Target<UdpAddress> target() throws IOException {
        Target<UdpAddress> target = addressed(new UdpAddress(resolved(), recipient.port()));
        target.setTimeout(recipient.timeout().toMillis());
        target.setRetries(recipient.retries());
        return target;
    }

    private Target<UdpAddress> addressed(UdpAddress address) {
        SnmpUser user = recipient.user();
        if (user == null) {
            String community = String.valueOf(recipient.community());
            CommunityTarget<UdpAddress> target = new CommunityTarget<>(address, octets(community));
            target.setVersion(SnmpConstants.version2c);
            return target;
        }
        byte[] authoritative = recipient.inform() || agent == null ? new byte[0] : agent.engineId();
        int level = user.privacy() == null
                ? SecurityLevel.authNoPriv.getSnmpValue()
                : SecurityLevel.authPriv.getSnmpValue();
        UserTarget<UdpAddress> target = new UserTarget<>(address, octets(user.name()), authoritative, level);
        target.setVersion(SnmpConstants.version3);
        return target;
    }

    private InetAddress resolved() throws IOException {
        try {
            return InetAddress.getByName(recipient.host());
        } catch (UnknownHostException e) {
            throw new IOException("no such host", e);
        }
    }

    private Snmp session() throws IOException {
        Snmp open = session;
        if (open == null) {
            MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
            dispatcher.addMessageProcessingModel(new MPv2c());
            messages = messages();
            if (messages != null) {
                dispatcher.addMessageProcessingModel(messages);
            }
            open = new Snmp(dispatcher, new DefaultUdpTransportMapping());
            open.listen();
            session = open;
        }
        return open;
    }

    private @Nullable MPv3 messages() {
        SnmpUser user = recipient.user();
        if (user == null || agent == null) {
            return null;
        }
        return recipient.inform() ? agent.messagesTo(user) : agent.messages();
    }

    private static OctetString octets(String text) {
        return new OctetString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        if (session != null) {
            session.close();
        }
    }

    /** Two that send to the same one in the same way. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SnmpReceiver receiver && recipient.equals(receiver.recipient);
    }

    @Override
    public int hashCode() {
        return recipient.hashCode();
    }
}

package io.pptpdmonitor.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.snmp.mib.Examples;
import io.pptpdmonitor.snmp.mib.PptpdMib;
import io.pptpdmonitor.snmp.mib.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** How long answers get, asked by SNMP4J's manager. */
@Timeout(60)
class ResponseSizeTest {

    private static final String PASSWORD = "long enough";
    private static final Snapshot MANY = Examples.users(5_000);

    @ParameterizedTest
    @ValueSource(ints = {484, 1400, 16_384, 65_507})
    void isBoundByTheConfiguredMaximum(int maximum) throws IOException {
        PDU response = asked(maximum, 65_535, false, bulk(new PDU()));
        assertThat(response.getErrorStatus()).isEqualTo(PDU.noError);
        assertThat(response.getBERLength()).isBetween(maximum - 300, maximum);

        PDU tooMuch = asked(maximum, 65_535, false, get(new PDU(), maximum));
        assertThat(tooMuch.getErrorStatus()).isEqualTo(PDU.tooBig);
        assertThat(tooMuch.size()).isZero();
    }

    /** RFC 3412, 6.3: the message says how long an answer its sender can take. */
    @ParameterizedTest
    @ValueSource(ints = {484, 600, 5000})
    void isBoundByWhatAManagerOfVersion3CanTake(int room) throws IOException {
        PDU response = asked(16_384, room, true, bulk(new ScopedPDU()));
        assertThat(response.getErrorStatus()).isEqualTo(PDU.noError);
        assertThat(response.getBERLength()).isBetween(room - 400, room);

        PDU tooMuch = asked(16_384, room, true, get(new ScopedPDU(), room));
        assertThat(tooMuch.getErrorStatus()).isEqualTo(PDU.tooBig);
    }

    @Test
    void isLessThanTheMaximumWhereThereIsNoMore() throws IOException {
        PDU request = bulk(new PDU());
        request.clear();
        request.setNonRepeaters(0);
        request.setMaxRepetitions(Integer.MAX_VALUE);
        request.add(new VariableBinding(new OID("1.3.6.1.6.3.15.1.1.6.0")));
        assertThat(asked(16_384, 65_535, false, request).size()).isEqualTo(1);
    }

    private static PDU bulk(PDU pdu) {
        pdu.setType(PDU.GETBULK);
        pdu.setMaxRepetitions(Integer.MAX_VALUE);
        for (int column = 2; column < 12; column++) {
            pdu.add(new VariableBinding(new OID(PptpdMib.USER_ENTRY).append(column)));
        }
        return pdu;
    }

    /** One whose answer is longer than that, though it is itself shorter. */
    private static PDU get(PDU pdu, int octets) {
        pdu.setType(PDU.GET);
        for (int i = 0; i * 40 < octets; i++) {
            pdu.add(new VariableBinding(new OID(PptpdMib.SYSTEM).append("1.0")));
        }
        return pdu;
    }

    /** @param room the longest message that the manager says it takes */
    private static PDU asked(int maximum, int room, boolean version3, PDU request) throws IOException {
        DefaultUdpTransportMapping transport =
                new DefaultUdpTransportMapping(new UdpAddress(InetAddress.getLoopbackAddress(), 0));
        transport.setMaxInboundMessageSize(room);
        try (PptpdAgent agent = agent(maximum);
                Snmp manager = new Snmp(new MessageDispatcherImpl(), transport)) {
            ListenAddress address = agent.start().get(0);
            manager.getMessageDispatcher().addMessageProcessingModel(new MPv2c());
            manager.getMessageDispatcher().addMessageProcessingModel(version3());
            manager.listen();
            Target<UdpAddress> target = version3 ? userTarget() : new CommunityTarget<>();
            if (target instanceof CommunityTarget<UdpAddress> community) {
                community.setCommunity(new OctetString("public"));
                community.setVersion(SnmpConstants.version2c);
            }
            target.setAddress(new UdpAddress(address.address(), address.port()));
            target.setTimeout(20_000);
            return manager.send(request, target).getResponse();
        }
    }

    private static UserTarget<UdpAddress> userTarget() {
        UserTarget<UdpAddress> target = new UserTarget<>();
        target.setVersion(SnmpConstants.version3);
        target.setSecurityLevel(SecurityLevel.AUTH_PRIV);
        target.setSecurityName(new OctetString("nms"));
        return target;
    }

    private static MPv3 version3() {
        SecurityProtocols protocols = SecurityProtocols.getInstance();
        protocols.addAuthenticationProtocol(new AuthHMAC192SHA256());
        protocols.addPrivacyProtocol(new PrivAES128());
        USM usm = new USM(protocols, new OctetString(MPv3.createLocalEngineID()), 0);
        OctetString password = new OctetString(PASSWORD);
        usm.addUser(new UsmUser(new OctetString("nms"), AuthHMAC192SHA256.ID, password, PrivAES128.ID, password));
        return new MPv3(usm);
    }

    private static PptpdAgent agent(int maximum) {
        Secret password = Secret.password(PASSWORD);
        Access access = new Access(
                List.of(new SnmpUser(
                        "nms", Authentication.SHA_256, password, Privacy.AES_128, password, Scope.EVERYTHING)),
                List.of(new Community("public", Community.ANYWHERE, Scope.EVERYTHING)));
        return new PptpdAgent(
                new AgentSettings(List.of(ListenAddress.parse("udp:127.0.0.1:0")), access, "", "", 64, maximum),
                EngineIdentity.anew(),
                () -> MANY,
                Snapshots.NOW::toInstant);
    }
}

package io.pptpdmonitor;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.UserTarget;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** Well-formed SNMP messages of every version and kind, the greediest of them included. */
final class ValidPackets {

    static final String USER = "fuzzed";
    static final String PASSWORD = "password of the fuzzed";

    private static final OID MIB = new OID("1.3.6.1.4.1.8072.9999.9999.1723.1");
    private static final OID SESSIONS = new OID(MIB).append("4.1.1");

    private ValidPackets() {}

    /** SNMPv1 and v2c. */
    static List<byte[]> ofCommunity(String community) throws IOException {
        List<byte[]> packets = new ArrayList<>();
        for (PDU pdu : asking(new PDU())) {
            packets.add(message(SnmpConstants.version1, community, pdu));
        }
        for (PDU pdu : ofEachKind(new PDU())) {
            packets.add(message(SnmpConstants.version2c, community, pdu));
        }
        packets.add(message(SnmpConstants.version1, community, pdu(new PDUv1(), PDU.V1TRAP, MIB)));
        packets.add(message(SnmpConstants.version2c, "not " + community, get(new PDU())));
        return packets;
    }

    /** Of each kind that SNMPv2 has but responses, which an agent waits for only if it has asked. */
    static List<PDU> ofEachKind(PDU like) {
        List<PDU> pdus = asking(like);
        pdus.addAll(bulks(like));
        for (int type : new int[] {PDU.INFORM, PDU.TRAP, PDU.REPORT}) {
            pdus.add(pdu((PDU) like.clone(), type, MIB));
        }
        return pdus;
    }

    private static List<PDU> asking(PDU like) {
        PDU next = pdu((PDU) like.clone(), PDU.GETNEXT, SESSIONS, new OID("1.3"));
        PDU set = pdu((PDU) like.clone(), PDU.SET, new OID(MIB).append("1.1.0"));
        set.get(0).setVariable(new OctetString("x"));
        return new ArrayList<>(List.of(get((PDU) like.clone()), next, set));
    }

    static PDU get(PDU pdu) {
        return pdu(pdu, PDU.GET, new OID(MIB).append("1.4.0"), new OID(MIB).append("2.1.0"));
    }

    private static List<PDU> bulks(PDU like) {
        List<PDU> bulks = new ArrayList<>();
        OID[] columns = IntStream.range(2, 22)
                .mapToObj(column -> new OID(SESSIONS).append(column))
                .toArray(OID[]::new);
        for (int[] numbers : new int[][] {{0, 50, 1}, {0, 1000, 14}, {3, Integer.MAX_VALUE, 20}, {-1, -1, 2}}) {
            PDU bulk = pdu((PDU) like.clone(), PDU.GETBULK, Arrays.copyOf(columns, numbers[2]));
            bulk.setNonRepeaters(numbers[0]);
            bulk.setMaxRepetitions(numbers[1]);
            bulks.add(bulk);
        }
        return bulks;
    }

    private static PDU pdu(PDU pdu, int type, OID... names) {
        pdu.setType(type);
        pdu.setRequestID(new Integer32(4711));
        for (OID name : names) {
            pdu.add(new VariableBinding(name));
        }
        return pdu;
    }

    /** RFC 1157, 4: a sequence of version, community and PDU. */
    static byte[] message(int version, String community, PDU pdu) throws IOException {
        Integer32 number = new Integer32(version);
        OctetString name = new OctetString(community);
        int length = number.getBERLength() + name.getBERLength() + pdu.getBERLength();
        ByteBuffer buffer = ByteBuffer.allocate(length + 10);
        BEROutputStream out = new BEROutputStream(buffer);
        BER.encodeHeader(out, BER.SEQUENCE, length);
        number.encodeBER(out);
        name.encodeBER(out);
        pdu.encodeBER(out);
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** SNMPv3 as a manager sends it: the questions for the agent's engine and clock, then encrypted requests. */
    static List<byte[]> ofUser(InetSocketAddress agent) throws IOException {
        List<byte[]> sent = new CopyOnWriteArrayList<>();
        try (DatagramSocket relay = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Snmp manager = new Snmp(new MessageDispatcherImpl(), new DefaultUdpTransportMapping())) {
            Thread thread = new Thread(() -> relay(relay, agent, sent), "relay");
            thread.setDaemon(true);
            thread.start();
            manager.getMessageDispatcher().addMessageProcessingModel(new MPv3(usm()));
            manager.listen();
            List<PDU> requests = new ArrayList<>(bulks(new ScopedPDU()));
            requests.add(pdu(new ScopedPDU(), PDU.GET, new OID(MIB).append("1.4.0")));
            for (PDU request : requests) {
                answered(manager.send(
                        request, target(new InetSocketAddress(relay.getLocalAddress(), relay.getLocalPort()))));
            }
        }
        return sent;
    }

    /** What a manager knows of its user. */
    static USM usm() {
        SecurityProtocols protocols = SecurityProtocols.getInstance();
        protocols.addAuthenticationProtocol(new AuthHMAC192SHA256());
        protocols.addPrivacyProtocol(new PrivAES128());
        USM usm = new USM(protocols, new OctetString(MPv3.createLocalEngineID()), 0);
        OctetString password = new OctetString(PASSWORD);
        usm.addUser(new UsmUser(new OctetString(USER), AuthHMAC192SHA256.ID, password, PrivAES128.ID, password));
        return usm;
    }

    static UserTarget<UdpAddress> target(InetSocketAddress agent) {
        UserTarget<UdpAddress> target = new UserTarget<>();
        target.setAddress(new UdpAddress(agent.getAddress(), agent.getPort()));
        target.setVersion(SnmpConstants.version3);
        target.setSecurityLevel(SecurityLevel.AUTH_PRIV);
        target.setSecurityName(new OctetString(USER));
        target.setTimeout(20_000);
        return target;
    }

    static void answered(ResponseEvent<UdpAddress> event) {
        PDU response = event == null ? null : event.getResponse();
        if (response == null || response.getType() != PDU.RESPONSE || response.getErrorStatus() != PDU.noError) {
            throw new AssertionError("no answer to a valid request: " + response);
        }
    }

    /** Between the manager and the agent, keeping what the manager sends; until the socket is closed. */
    private static void relay(DatagramSocket socket, InetSocketAddress agent, List<byte[]> sent) {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        InetSocketAddress manager = null;
        try {
            while (true) {
                packet.setLength(65_536);
                socket.receive(packet);
                if (packet.getSocketAddress().equals(agent)) {
                    packet.setSocketAddress(manager);
                } else {
                    manager = (InetSocketAddress) packet.getSocketAddress();
                    sent.add(Arrays.copyOf(packet.getData(), packet.getLength()));
                    packet.setSocketAddress(agent);
                }
                socket.send(packet);
            }
        } catch (SocketException e) {
            // It was closed.
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

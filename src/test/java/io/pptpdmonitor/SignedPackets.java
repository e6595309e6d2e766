package io.pptpdmonitor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.mp.MPv3;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.ByteArrayWindow;
import org.snmp4j.security.DecryptParams;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmTimeEntry;
import org.snmp4j.security.UsmUserEntry;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** SNMPv3 messages of a user whom the agent knows, around whatever octets: encrypted, signed and in time. */
final class SignedPackets {

    private static final int MAX_MESSAGE = 65_507;

    /** Signed, encrypted, and a report is wanted (RFC 3412, 6.4). */
    private static final OctetString FLAGS = new OctetString(new byte[] {7});

    /** An INTEGER of one octet, 3. */
    private static final byte[] VERSION = {2, 1, 3};

    /** RFC 7860, 4.2: usmHMAC192SHA256AuthProtocol. */
    private static final int DIGEST = 24;

    /** RFC 3826, 3.1.4: the salt's octets, behind their type and length. */
    private static final int SALT = 2 + 8;

    private final USM usm;
    private final OctetString engine;
    private final UsmUserEntry user;
    private int messages;

    private SignedPackets(USM usm, OctetString engine) {
        this.usm = usm;
        this.engine = engine;
        this.user = usm.getUser(engine, new OctetString(ValidPackets.USER));
    }

    /** Asks the agent for its engine and its clock. */
    static SignedPackets to(InetSocketAddress agent) throws IOException {
        USM usm = ValidPackets.usm();
        try (Snmp manager = new Snmp(new MessageDispatcherImpl(), new DefaultUdpTransportMapping())) {
            manager.getMessageDispatcher().addMessageProcessingModel(new MPv3(usm));
            manager.listen();
            ResponseEvent<UdpAddress> event =
                    manager.send(ValidPackets.get(new ScopedPDU()), ValidPackets.target(agent));
            ValidPackets.answered(event);
            return new SignedPackets(usm, ((ScopedPDU) event.getResponse()).getContextEngineID());
        }
    }

    /** Scoped PDUs of every kind, for the agent's own context and for others. */
    List<byte[]> scopedPdus() throws IOException {
        List<byte[]> encoded = new ArrayList<>();
        for (PDU pdu : ValidPackets.ofEachKind(new ScopedPDU())) {
            encoded.add(encoded((ScopedPDU) pdu, engine, ""));
        }
        ScopedPDU get = (ScopedPDU) ValidPackets.get(new ScopedPDU());
        encoded.add(encoded(get, new OctetString("another"), ""));
        encoded.add(encoded(get, new OctetString(), ""));
        encoded.add(encoded(get, engine, "vpn2"));
        return encoded;
    }

    private static byte[] encoded(ScopedPDU pdu, OctetString engine, String context) throws IOException {
        ScopedPDU scoped = (ScopedPDU) pdu.clone();
        scoped.setContextEngineID(engine);
        scoped.setContextName(new OctetString(context));
        ByteBuffer buffer = ByteBuffer.allocate(scoped.getBERLength());
        scoped.encodeBER(new BEROutputStream(buffer));
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** The message of a scoped PDU, which may be none. SNMP4J would send nothing that is none. */
    byte[] around(byte[] scopedPdu) {
        try {
            UsmTimeEntry time = usm.getTimeTable().getTime(engine);
            Integer32 boots = new Integer32(time.getEngineBoots());
            Integer32 seconds = new Integer32(time.getLatestReceivedTime());
            DecryptParams salt = new DecryptParams();
            OctetString encrypted = new OctetString(new PrivAES128()
                    .encrypt(
                            scopedPdu,
                            0,
                            scopedPdu.length,
                            user.getPrivacyKey(),
                            boots.getValue(),
                            seconds.getValue(),
                            salt));
            // RFC 3414, 2.4: UsmSecurityParameters, their digest still to come.
            byte[] security = sequence(
                    engine,
                    boots,
                    seconds,
                    new OctetString(ValidPackets.USER),
                    new OctetString(new byte[DIGEST]),
                    new OctetString(salt.array));
            byte[] whole = sequence(versionAndHeader(), new OctetString(security), encrypted);
            int digest = whole.length - encrypted.getBERLength() - SALT - DIGEST;
            new AuthHMAC192SHA256()
                    .authenticate(
                            user.getAuthenticationKey(),
                            whole,
                            0,
                            whole.length,
                            new ByteArrayWindow(whole, digest, DIGEST));
            return whole;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** RFC 3412, 6: msgVersion and msgGlobalData. */
    private byte[] versionAndHeader() throws IOException {
        byte[] header = sequence(
                new Integer32(++messages),
                new Integer32(MAX_MESSAGE),
                FLAGS,
                new Integer32(SecurityModel.SECURITY_MODEL_USM));
        byte[] both = Arrays.copyOf(VERSION, VERSION.length + header.length);
        System.arraycopy(header, 0, both, VERSION.length, header.length);
        return both;
    }

    private static byte[] sequence(Variable... values) throws IOException {
        return sequence(new byte[0], values);
    }

    /** @param first what stands before the values, encoded */
    private static byte[] sequence(byte[] first, Variable... values) throws IOException {
        int length = first.length
                + Arrays.stream(values).mapToInt(Variable::getBERLength).sum();
        ByteBuffer buffer = ByteBuffer.allocate(length + 10);
        BEROutputStream out = new BEROutputStream(buffer);
        BER.encodeHeader(out, BER.SEQUENCE, length);
        out.write(first);
        for (Variable value : values) {
            value.encodeBER(out);
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}

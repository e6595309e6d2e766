package io.pptpdmonitor;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;

/** Stands between a manager of SNMPv2c and an honest agent, and says something else than that one. */
final class LyingAgent implements AutoCloseable {

    /** What is said instead. */
    interface Lie {

        /** The octets of the answer; null for none. */
        byte @Nullable [] instead(PDU request, byte[] honest) throws IOException;
    }

    private final DatagramSocket socket;
    private final InetSocketAddress honest;
    private final Lie lie;
    private final Thread thread;

    /** @param honest as the agent writes it, such as udp:127.0.0.1:4711 */
    LyingAgent(String honest, Lie lie) throws IOException {
        this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        int port = Integer.parseInt(honest.substring(honest.lastIndexOf(':') + 1));
        this.honest = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.lie = lie;
        this.thread = new Thread(this::answer, "lying agent");
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "udp:127.0.0.1:" + socket.getLocalPort();
    }

    private void answer() {
        DatagramPacket asked = new DatagramPacket(new byte[65_536], 65_536);
        while (!socket.isClosed()) {
            try {
                asked.setLength(65_536);
                socket.receive(asked);
                byte[] request = Arrays.copyOf(asked.getData(), asked.getLength());
                byte[] answer = lie.instead(pdu(request), honest(request));
                if (answer != null) {
                    socket.send(new DatagramPacket(answer, answer.length, asked.getSocketAddress()));
                }
            } catch (IOException e) {
                // Closed, or nothing honest to say: silence.
            }
        }
    }

    private byte[] honest(byte[] request) throws IOException {
        try (DatagramSocket asking = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            asking.setSoTimeout(5_000);
            asking.send(new DatagramPacket(request, request.length, honest));
            DatagramPacket told = new DatagramPacket(new byte[65_536], 65_536);
            asking.receive(told);
            return Arrays.copyOf(told.getData(), told.getLength());
        } catch (SocketTimeoutException e) {
            throw new IOException("the honest agent is silent", e);
        }
    }

    static PDU pdu(byte[] message) throws IOException {
        BERInputStream in = new BERInputStream(ByteBuffer.wrap(message));
        BER.decodeHeader(in, new BER.MutableByte());
        new Integer32().decodeBER(in);
        new OctetString().decodeBER(in);
        PDU pdu = new PDU();
        pdu.decodeBER(in);
        return pdu;
    }

    /** The response to that request. */
    static byte[] message(PDU request, PDU response) throws IOException {
        response.setType(PDU.RESPONSE);
        response.setRequestID(request.getRequestID());
        Integer32 version = new Integer32(1);
        OctetString name = new OctetString(ServedLog.COMMUNITY);
        int length = version.getBERLength() + name.getBERLength() + response.getBERLength();
        ByteBuffer buffer = ByteBuffer.allocate(length + 10);
        BEROutputStream out = new BEROutputStream(buffer);
        BER.encodeHeader(out, BER.SEQUENCE, length);
        version.encodeBER(out);
        name.encodeBER(out);
        response.encodeBER(out);
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    @Override
    public void close() {
        socket.close();
    }
}

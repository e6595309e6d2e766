package io.pptpdmonitor.snmp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.ByteBuffer;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** A UDP socket, the thread of which reads a request and answers it before it reads the next one. */
final class Udp extends DefaultUdpTransportMapping {

    Udp(UdpAddress address) throws IOException {
        super(address);
        // Else each request gets a new buffer of 64 kB.
        setAsyncMsgProcessingSupported(false);
        // A time limit would be a poll(2) before each read; that the socket is closed ends the read, too.
        setSocketTimeout(0);
    }

    /** Sends what stands in this buffer, which has an array, without a copy of it; nothing once it is closed. */
    void send(UdpAddress peer, ByteBuffer message) throws IOException {
        DatagramSocket open = socket;
        if (open != null) {
            int from = message.arrayOffset() + message.position();
            open.send(new DatagramPacket(
                    message.array(), from, message.remaining(), peer.getInetAddress(), peer.getPort()));
        }
    }
}

package io.pptpdmonitor.snmp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.snmp4j.MessageDispatcher;
import org.snmp4j.TransportMapping;
import org.snmp4j.smi.TcpAddress;
import org.snmp4j.smi.TransportIpAddress;
import org.snmp4j.smi.UdpAddress;

/** The sockets that the agent listens on, each with a thread. Not thread-safe. */
final class Sockets implements AutoCloseable {

    private record Socket(ListenAddress wanted, TransportMapping<? extends TransportIpAddress> mapping) {}

    private final List<Socket> sockets = new ArrayList<>();

    /**
     * Takes the addresses and hands what comes in to the dispatcher.
     *
     * @throws ListenException if one cannot be had; some others may be taken by then
     */
    void listen(List<ListenAddress> addresses, MessageDispatcher dispatcher) throws IOException {
        for (ListenAddress address : addresses) {
            sockets.add(new Socket(address, mapping(address)));
        }
        // A UDP socket is bound by now; one of TCP will be. So nobody is answered before all are.
        for (Transport transport : new Transport[] {Transport.TCP, Transport.UDP}) {
            for (Socket socket : sockets) {
                if (socket.wanted.transport() == transport) {
                    listen(socket, dispatcher);
                }
            }
        }
    }

    private static TransportMapping<? extends TransportIpAddress> mapping(ListenAddress address)
            throws ListenException {
        try {
            return switch (address.transport()) {
                case UDP -> new Udp(new UdpAddress(address.address(), address.port()));
                case TCP -> new BoundedTcp(new TcpAddress(address.address(), address.port()));
            };
        } catch (IOException e) {
            throw ListenException.of(address, e);
        }
    }

    private static void listen(Socket socket, MessageDispatcher dispatcher) throws ListenException {
        dispatcher.addTransportMapping(socket.mapping);
        socket.mapping.addTransportListener(dispatcher);
        try {
            socket.mapping.listen();
        } catch (IOException e) {
            throw ListenException.of(socket.wanted, e);
        }
    }

    /** In the order in which they were wanted, with the ports that were taken. */
    List<ListenAddress> addresses() {
        return sockets.stream()
                .map(socket ->
                        socket.wanted.at(socket.mapping.getListenAddress().getPort()))
                .toList();
    }

    /** Gives the ports back and ends the threads; returns when both are gone. */
    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.mapping.close();
        }
        sockets.clear();
    }
}

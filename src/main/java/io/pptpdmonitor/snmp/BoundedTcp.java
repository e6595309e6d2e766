package io.pptpdmonitor.snmp;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.snmp4j.TransportStateReference;
import org.snmp4j.smi.TcpAddress;
import org.snmp4j.transport.DefaultTcpTransportMapping;
import org.snmp4j.transport.TransportStateEvent;

/**
 * SNMP over TCP (RFC 3430), bounded against strangers: in the number of connections, since SNMP4J stops listening where the
 * process may open no more files, and in what is kept for a peer that asks and does not read. A connection that is idle
 * for a minute is closed.
 */
final class BoundedTcp extends DefaultTcpTransportMapping {

    static final int MOST_CONNECTIONS = 100;

    private static final long MOST_UNREAD = 1 << 20;

    private final Map<TcpAddress, AtomicLong> unread = new ConcurrentHashMap<>();

    BoundedTcp(TcpAddress address) throws IOException {
        super(address);
        addTransportStateListener(this::bound);
    }

    private void bound(TransportStateEvent change) {
        if (change.getNewState() != TransportStateEvent.STATE_CONNECTED) {
            unread.keySet().removeIf(peer -> peer.equals(change.getPeerAddress()));
            return;
        }
        // Some are closed without a word.
        sockets.values().removeIf(entry -> !entry.getSocketChannel().isOpen());
        unread.keySet().retainAll(sockets.keySet());
        change.setCancelled(sockets.size() > MOST_CONNECTIONS);
    }

    @Override
    public void sendMessage(
            TcpAddress peer, byte[] message, TransportStateReference state, long timeoutMillis, int maxRetries)
            throws IOException {
        SocketEntry entry = sockets.get(peer);
        if (entry == null) {
            // It has gone; a connection of ours to it would lead nowhere.
            return;
        }
        AtomicLong kept = unread.computeIfAbsent(peer, any -> new AtomicLong());
        if (!entry.hasMessage()) {
            kept.set(0);
        }
        if (kept.addAndGet(message.length) > MOST_UNREAD) {
            close(peer);
        } else {
            super.sendMessage(peer, message, state, timeoutMillis, maxRetries);
        }
    }
}

package io.pptpdmonitor.snmp.agentx;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a master that carries whole PDUs both ways; for one thread. Whoever wakes the selector ends a wait.
 * Moments are those of System.nanoTime.
 */
final class Connection implements Closeable {

    private final MasterAddress address;
    private final Selector selector;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Duration patience;
    private final Incoming incoming = new Incoming();

    private Connection(
            MasterAddress address, Selector selector, SocketChannel channel, SelectionKey key, Duration patience) {
        this.address = address;
        this.selector = selector;
        this.channel = channel;
        this.key = key;
        this.patience = patience;
    }

    /**
     * Connects.
     *
     * @param selector one that has nothing else to watch
     * @param patience how long the master may take to let us in, or to take a PDU
     */
    static Connection open(MasterAddress address, Selector selector, Duration patience) throws MasterException {
        try {
            SocketAddress target = address.socketAddress();
            boolean unix = target instanceof UnixDomainSocketAddress;
            SocketChannel channel = unix ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
            try {
                return connected(address, target, selector, channel, patience);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw e instanceof MasterException told ? told : MasterException.unreachable(address, e);
        }
    }

    private static Connection connected(
            MasterAddress address, SocketAddress target, Selector selector, SocketChannel channel, Duration patience)
            throws IOException {
        channel.configureBlocking(false);
        if (!(target instanceof UnixDomainSocketAddress)) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        boolean done = channel.connect(target);
        SelectionKey key = channel.register(selector, done ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT);
        Connection connection = new Connection(address, selector, channel, key, patience);
        long until = System.nanoTime() + patience.toNanos();
        while (!done) {
            connection.await(SelectionKey.OP_CONNECT, until);
            done = channel.finishConnect();
            if (!done && System.nanoTime() - until >= 0) {
                throw MasterException.silent(address);
            }
        }
        return connection;
    }

    /** The next PDU; null if none came until then, or somebody woke the selector. */
    @Nullable Pdu receive(long until) throws MasterException {
        try {
            Pdu pdu = incoming.next();
            while (pdu == null) {
                if (!await(SelectionKey.OP_READ, until)) {
                    return null;
                }
                if (incoming.readFrom(channel) < 0) {
                    throw MasterException.gone(address);
                }
                pdu = incoming.next();
            }
            return pdu;
        } catch (MalformedPduException e) {
            throw MasterException.broken(address, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw e instanceof MasterException told ? told : MasterException.gone(address);
        }
    }

    /** Sends all of it. */
    void send(ByteBuffer pdu) throws MasterException {
        long until = System.nanoTime() + patience.toNanos();
        try {
            while (channel.write(pdu) >= 0 && pdu.hasRemaining()) {
                await(SelectionKey.OP_WRITE, until);
                if (System.nanoTime() - until >= 0) {
                    throw MasterException.silent(address);
                }
            }
        } catch (IOException e) {
            throw e instanceof MasterException told ? told : MasterException.gone(address);
        }
    }

    /** Whether the channel is ready for it; false at that moment, or when somebody woke the selector. */
    private boolean await(int operation, long until) throws IOException {
        long millis = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (millis < 0) {
            return false;
        }
        if (key.interestOps() != operation) {
            key.interestOps(operation);
        }
        selector.select(millis + 1);
        boolean ready = !selector.selectedKeys().isEmpty();
        selector.selectedKeys().clear();
        return ready;
    }

    @Override
    public void close() {
        try {
            channel.close();
            // Or the key, and with it the socket, stays until the next select.
            selector.selectNow();
        } catch (IOException e) {
            // It is of no more use to anybody.
        }
    }
}

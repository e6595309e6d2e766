package io.pptpdmonitor.snmp.agentx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A master that a test plays by hand, on a socket of its own: for what no real one does. */
final class ScriptedMaster implements AutoCloseable {

    static final int SESSION = 0x0a0b0c0d;

    private static final long PATIENCE_MILLIS = 20_000;

    private final Path path;
    private final ServerSocketChannel server;
    private SocketChannel subagent;

    private ScriptedMaster(Path path, ServerSocketChannel server, SocketChannel subagent) {
        this.path = path;
        this.server = server;
        this.subagent = subagent;
    }

    static ScriptedMaster at(Path path) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        return new ScriptedMaster(path, server, SocketChannel.open(StandardProtocolFamily.UNIX));
    }

    /** Lets the next connection in, and the one before go. */
    ScriptedMaster accept() throws IOException {
        subagent.close();
        await(server, SelectionKey.OP_ACCEPT);
        server.configureBlocking(true);
        subagent = server.accept();
        return this;
    }

    /** Lets one in and does what it is asked for, up to the end of its registration. */
    ScriptedMaster welcome() throws IOException {
        accept();
        respond(receive(PduType.OPEN), ErrorStatus.NO_ERROR);
        respond(receive(PduType.REGISTER), ErrorStatus.NO_ERROR);
        return this;
    }

    /** The next PDU from its first octet, in network byte order, which has to be of that type. */
    ByteBuffer receive(int type) throws IOException {
        ByteBuffer header = read(Header.OCTETS);
        ByteBuffer pdu = ByteBuffer.allocate(Header.OCTETS + header.getInt(Header.PAYLOAD_AT));
        pdu.put(header).put(read(pdu.remaining())).flip();
        assertThat(pdu.get(1)).as("the type of a PDU").isEqualTo((byte) type);
        return pdu;
    }

    /** Nothing comes any more, for the subagent has left. */
    void awaitEnd() throws IOException {
        await(subagent, SelectionKey.OP_READ);
        assertThat(subagent.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }

    void respond(ByteBuffer request, int error) throws IOException {
        respond(request, error, ByteOrder.BIG_ENDIAN);
    }

    /** Answers in that order of octets. */
    void respond(ByteBuffer request, int error, ByteOrder order) throws IOException {
        int flags = order == ByteOrder.BIG_ENDIAN ? Header.NETWORK_BYTE_ORDER : 0;
        Header header = new Header(PduType.RESPONSE, flags, SESSION, 0, request.getInt(12), 0);
        send(new PduWriter()
                .begin(header)
                .integer32(100)
                .unsigned16(error)
                .unsigned16(0)
                .end());
    }

    void send(ByteBuffer octets) throws IOException {
        subagent.configureBlocking(true);
        while (octets.hasRemaining()) {
            subagent.write(octets);
        }
    }

    void hangUp() throws IOException {
        subagent.close();
    }

    @Override
    public void close() throws IOException {
        subagent.close();
        server.close();
        Files.deleteIfExists(path);
    }

    private ByteBuffer read(int count) throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(count);
        while (octets.hasRemaining()) {
            await(subagent, SelectionKey.OP_READ);
            assertThat(subagent.read(octets)).as("octets of a PDU").isPositive();
        }
        return octets.flip();
    }

    private static void await(SelectableChannel channel, int operation) throws IOException {
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, operation);
            if (selector.select(PATIENCE_MILLIS) == 0) {
                throw new InterruptedIOException("nothing came from the subagent");
            }
        }
    }
}

package io.pptpdmonitor.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A client that may do what it likes. */
public final class SocketClient implements Closeable {

    private final SocketChannel channel;

    private SocketClient(SocketChannel channel) {
        this.channel = channel;
    }

    public static SocketClient of(Path socket) throws IOException {
        return new SocketClient(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    }

    /** The whole answer to these arguments, with its first line. */
    public static String ask(Path socket, String... arguments) throws IOException {
        try (SocketClient client = of(socket)) {
            return client.says(request(arguments)).hears();
        }
    }

    public static String request(String... arguments) {
        StringBuilder text = new StringBuilder().append(arguments.length).append('\0');
        for (String argument : arguments) {
            text.append(argument).append('\0');
        }
        return text.toString();
    }

    public SocketClient says(String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
        return this;
    }

    /** All until the other side closes. */
    public String hears() throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(65_536);
        while (channel.read(buffer) >= 0) {
            heard.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        return heard.toString(UTF_8);
    }

    SocketChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
